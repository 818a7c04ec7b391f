import { connect, type Socket } from 'node:net'

export interface Reply {
  status: number
  body: string
}

const headEnd = '\r\n\r\n'

/**
 * A keep-alive HTTP connection that sends one request at a time. It is minimal, because it shares the CPU cores with the
 * measured server. It supports only responses with Content-Length.
 */
export class HttpConnection {
  readonly #origin: URL
  #socket: Socket
  #previous: Promise<unknown> = Promise.resolve()
  #received: Buffer = Buffer.alloc(0)
  #waiting: { resolve: (reply: Reply) => void; reject: (error: Error) => void } | null = null

  constructor(origin: string) {
    this.#origin = new URL(origin)
    this.#socket = this.#connect()
  }

  ask(method: string, path: string, headers: Record<string, string> = {}, body?: unknown): Promise<Reply> {
    const text = body === undefined ? '' : JSON.stringify(body)
    const all = {
      host: this.#origin.host,
      ...headers,
      ...(body === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }),
    }
    const head = Object.entries(all).map(([name, value]) => `${name}: ${value}`)
    const reply = this.#previous.then(() =>
      this.#send(`${method} ${path} HTTP/1.1\r\n${head.join('\r\n')}${headEnd}${text}`),
    )
    this.#previous = reply.catch(() => undefined)
    return reply
  }

  #send(request: string): Promise<Reply> {
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject }
      // The server closes connections that were idle for long.
      if (this.#socket.destroyed) this.#socket = this.#connect()
      this.#socket.write(request)
    })
  }

  #connect(): Socket {
    const { hostname, port } = this.#origin
    const socket = connect({ host: hostname, port: Number(port), noDelay: true })
    socket.on('data', (chunk: Buffer) => this.#onData(chunk))
    socket.on('error', (error) => this.#fail(error))
    socket.on('end', () => socket.destroy())
    socket.on('close', () => this.#fail(new Error('The connection was closed')))
    return socket
  }

  close(): void {
    this.#socket.removeAllListeners('close').destroy()
  }

  #onData(chunk: Buffer): void {
    this.#received = this.#received.length === 0 ? chunk : Buffer.concat([this.#received, chunk])
    const end = this.#received.indexOf(headEnd)
    if (end < 0) return
    const head = this.#received.toString('latin1', 0, end)
    const length = Number(/\r\ncontent-length: (\d+)/i.exec(head)?.[1] ?? 0)
    const start = end + headEnd.length
    if (this.#received.length < start + length) return
    const reply = { status: Number(head.slice(9, 12)), body: this.#received.toString('utf8', start, start + length) }
    this.#received = this.#received.subarray(start + length)
    const waiting = this.#waiting
    this.#waiting = null
    waiting?.resolve(reply)
  }

  #fail(error: Error): void {
    this.#waiting?.reject(error)
    this.#waiting = null
  }
}

/** Parses the JSON body of a response; throws if the response has another status. */
export function jsonOf({ status, body }: Reply, wanted: number): unknown {
  if (status !== wanted) throw new Error(`The server answered ${status} instead of ${wanted}: ${body}`)
  return JSON.parse(body)
}
