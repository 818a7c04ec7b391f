import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'

export type Running = { url: string; close: () => Promise<void> }
export type Asked = {
  method: string
  path: string
  query: URLSearchParams
  headers: IncomingHttpHeaders
  text: () => Promise<string>
}
export type Reply = { status?: number; type?: string; headers?: Record<string, string>; body: string | Buffer | object }
export type Upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => void
export type Answer = (asked: Asked) => Reply | undefined | Promise<Reply | undefined>

const bodyLimit = 256 * 1024

/**
 * Serves one stand-in of the embedded world on 127.0.0.1, and on ::1 where available, because browsers may resolve `localhost` to either.
 * A request with another Host header is answered with 421, which prevents DNS rebinding.
 * `variable` is the environment variable that the error names when the port is taken. Port 0 means any free port.
 * `upgrade` receives WebSocket requests from pages of this server; requests from other origins are closed.
 */
export async function startLoopback(
  port: number,
  variable: string,
  answer: Answer,
  upgrade?: Upgrade,
): Promise<Running> {
  const first = createServer()
  const taken = await listen(first, port, '127.0.0.1', variable)
  const servers = [first]
  const second = createServer()
  if (await listensOnSixth(second, taken, variable, port === 0)) servers.push(second)
  const hosts = new Set([`localhost:${taken}`, `127.0.0.1:${taken}`])
  for (const server of servers) {
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      void respond(request, response, hosts, answer)
    })
    server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
      const { host = '', origin = '' } = request.headers
      if (upgrade && hosts.has(host) && hosts.has(origin.replace('http://', ''))) upgrade(request, socket, head)
      else socket.destroy()
    })
  }
  return {
    url: `http://localhost:${taken}`,
    close: async () => {
      await Promise.all(servers.map(closeNow))
    },
  }
}

/** A problem details response (RFC 9457) in the product's format. */
export const problem = (status: number, code: string, detail: string): Reply => ({
  status,
  type: 'application/problem+json',
  body: { type: 'about:blank', title: code, status, code, detail },
})

export const redirect = (location: string): Reply => ({ status: 303, headers: { location }, body: '' })

async function listen(server: Server, port: number, host: string, variable: string): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (fault: NodeJS.ErrnoException) => {
      const taken = fault.code === 'EADDRINUSE' || fault.code === 'EACCES'
      reject(taken ? new Error(`Port ${port} is taken. Free it, or set ${variable} to another port.`) : fault)
    })
    server.listen(port, host, resolve)
  })
  return (server.address() as AddressInfo).port
}

async function listensOnSixth(server: Server, port: number, variable: string, anyPort: boolean): Promise<boolean> {
  try {
    await listen(server, port, '::1', variable)
    return true
  } catch (fault) {
    const code = (fault as NodeJS.ErrnoException).code
    if (anyPort || code === 'EADDRNOTAVAIL' || code === 'EAFNOSUPPORT') return false
    throw fault
  }
}

async function respond(request: IncomingMessage, response: ServerResponse, hosts: Set<string>, answer: Answer) {
  let reply: Reply | undefined
  try {
    const url = new URL(request.url ?? '/', 'http://localhost')
    reply = hosts.has(request.headers.host ?? '')
      ? await answer({
          method: request.method ?? 'GET',
          path: url.pathname,
          query: url.searchParams,
          headers: request.headers,
          text: () => bodyOf(request),
        })
      : problem(421, 'misdirected', 'This stand-in answers as localhost only.')
  } catch (fault) {
    reply = problem(500, 'internal', fault instanceof Error ? fault.message : 'The stand-in failed.')
  }
  send(response, request.method === 'HEAD', reply ?? problem(404, 'notFound', 'There is nothing at this address.'))
}

function send(response: ServerResponse, headOnly: boolean, { status = 200, type, headers, body }: Reply) {
  const raw = typeof body === 'string' || Buffer.isBuffer(body)
  const bytes = Buffer.from(raw ? body : JSON.stringify(body))
  response.writeHead(status, {
    'content-type': type ?? (raw ? 'text/html; charset=utf-8' : 'application/json'),
    'content-length': bytes.length,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...headers,
  })
  response.end(headOnly ? undefined : bytes)
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length
    if (size > bodyLimit) throw new Error(`The body is larger than ${bodyLimit} bytes.`)
    chunks.push(part)
  }
  return Buffer.concat(chunks).toString('utf8')
}

async function closeNow(server: Server) {
  const closed = new Promise<void>((resolve) => {
    server.close(() => {
      resolve()
    })
  })
  server.closeAllConnections()
  await closed
}
