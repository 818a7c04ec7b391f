import { createServer, request as ask, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'

/** Answers a request, or calls `next` for the server behind. */
export type Handler = (request: IncomingMessage, response: ServerResponse, next: () => void) => void

export interface Front {
  server: Server
  /** Sends requests to this port from now on. */
  leadTo: (port: number) => void
  close: () => Promise<void>
}

interface FrontOptions {
  /** 0 means any free port. */
  port: number
  /** Environment variable that the error names when the port is taken. */
  variable: string
  /** Whether another listener of the server takes this WebSocket. */
  isTaken: (request: IncomingMessage) => boolean
}

const stoppedText = 'The server does not run. The terminal of npm run dev says why.\n'

/**
 * Holds one public port of the product while the server behind it is replaced. Headers pass unchanged, so that the
 * product sees and sends what it would see and send without it.
 */
export async function startFront(options: FrontOptions, handler: () => Handler): Promise<Front> {
  let port: number | null = null
  const pass = (request: IncomingMessage, response: ServerResponse) => {
    if (port === null) {
      response.writeHead(503, { 'content-type': 'text/plain', 'retry-after': '1' }).end(stoppedText)
      return
    }
    const { method, url, headers } = request
    const passed = ask({ host: '127.0.0.1', port, method, path: url, headers, agent: false }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(response)
    })
    passed.on('error', () => {
      if (response.headersSent) response.destroy()
      else response.writeHead(502, { 'content-type': 'text/plain' }).end(stoppedText)
    })
    response.on('close', () => passed.destroy())
    request.pipe(passed)
  }
  const server = createServer((request, response) => handler()(request, response, () => pass(request, response)))
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (options.isTaken(request)) return
    if (port === null) socket.destroy()
    else tunnel(request, socket, head, port)
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const taken = error.code === 'EADDRINUSE'
      reject(
        taken
          ? new Error(`Port ${options.port} is taken. Free it, or set ${options.variable} to another port.`)
          : error,
      )
    })
    server.listen(options.port, '127.0.0.1', resolve)
  })
  return {
    server,
    leadTo: (next) => (port = next),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function tunnel(request: IncomingMessage, socket: Duplex, head: Buffer, port: number): void {
  const behind = connect(port, '127.0.0.1', () => {
    const lines = [`${request.method ?? 'GET'} ${request.url ?? '/'} HTTP/1.1`]
    for (let at = 0; at < request.rawHeaders.length; at += 2)
      lines.push(`${request.rawHeaders[at] ?? ''}: ${request.rawHeaders[at + 1] ?? ''}`)
    behind.write(`${lines.join('\r\n')}\r\n\r\n`)
    behind.write(head)
    socket.pipe(behind).pipe(socket)
  })
  for (const [one, other] of [
    [socket, behind],
    [behind, socket],
  ] as const)
    one.on('error', () => other.destroy()).on('close', () => other.destroy())
}

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}
