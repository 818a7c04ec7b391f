import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer, type WebSocket } from 'ws'
import { closeCodes, firstFrameWithin } from '#core/contract/streams'

const maxFrameBytes = 16 * 1024
/** The socket of a slow reader is closed when more than this is buffered; after reconnecting it reads what it missed. */
const maxBufferedBytes = 1024 * 1024
const pingIntervalMs = 25_000

/** A socket, as event streams use it. */
export interface Channel {
  /** Resolves when the connection has accepted the frame; false if it is closed or was closed because it is too slow. */
  send(frame: unknown): Promise<boolean>
  close(code: number): void
  /** The listener is called once, when the socket has closed; at once if it has closed already. */
  onClose(listener: () => void): void
}

export interface StreamSpec {
  path: string
  /** Pages of other origins are refused. A request without an Origin header does not come from a browser. */
  origin: string
  /** Called with each frame; returns the code with which to close the socket, or null. */
  receive(channel: Channel, frame: unknown): Promise<number | null>
}

export interface Sockets {
  count(): number
  /** Closes every socket with 1001, on which clients reconnect, and terminates those still open after `timeoutMs`. */
  closeAll(timeoutMs: number): void
}

/** Serves the event stream of an HTTP server. A frame that is not a JSON text closes the socket. */
export function serveStream(server: Server, spec: StreamSpec): Sockets {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: maxFrameBytes, perMessageDeflate: false })
  server.on('upgrade', (request, socket, head) => {
    const foreign = request.headers.origin !== undefined && request.headers.origin !== spec.origin
    if (foreign || pathOf(request) !== spec.path) refuseUpgrade(socket)
    else sockets.handleUpgrade(request, socket, head, (opened) => serve(opened, spec))
  })
  const timer = setInterval(() => {
    for (const socket of sockets.clients) ping(socket)
  }, pingIntervalMs).unref()
  return {
    count: () => sockets.clients.size,
    closeAll: (timeoutMs) => {
      clearInterval(timer)
      for (const socket of sockets.clients) socket.close(closeCodes.goingAway)
      setTimeout(() => {
        for (const socket of sockets.clients) socket.terminate()
      }, timeoutMs).unref()
    },
  }
}

const pathOf = ({ url = '' }: IncomingMessage): string => url.split('?')[0] ?? ''
const refuseUpgrade = (socket: Duplex) => socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n')

const unanswered = new WeakSet<WebSocket>()
function ping(socket: WebSocket): void {
  if (unanswered.has(socket)) return socket.terminate()
  unanswered.add(socket)
  socket.ping()
}

function serve(socket: WebSocket, spec: StreamSpec): void {
  const firstFrameTimer = setTimeout(() => socket.close(closeCodes.unauthenticated), firstFrameWithin)
  const channel: Channel = {
    send: (frame) =>
      new Promise((resolve) => {
        const slow = socket.bufferedAmount > maxBufferedBytes
        if (slow) socket.close(closeCodes.slowReader)
        if (slow || socket.readyState !== socket.OPEN) return resolve(false)
        return socket.send(JSON.stringify(frame), (error) => resolve(!error))
      }),
    close: (code) => socket.close(code),
    // A stream may register only after it has checked the first frame, when the socket may have closed already.
    onClose: (listener) => {
      if (socket.readyState === socket.CLOSED) listener()
      else socket.once('close', listener)
    },
  }
  let queue = Promise.resolve()
  socket.on('message', (data: Buffer, binary) => {
    clearTimeout(firstFrameTimer)
    queue = queue.then(() => onFrame(channel, spec, binary ? null : data.toString()))
  })
  socket.on('pong', () => unanswered.delete(socket))
  socket.on('close', () => clearTimeout(firstFrameTimer))
  socket.on('error', () => socket.terminate())
}

async function onFrame(channel: Channel, spec: StreamSpec, text: string | null): Promise<void> {
  const frame = parse(text)
  try {
    const refusal = frame === undefined ? closeCodes.unauthenticated : await spec.receive(channel, frame)
    if (refusal !== null) channel.close(refusal)
  } catch {
    channel.close(closeCodes.goingAway)
  }
}

function parse(text: string | null): unknown {
  try {
    return text === null ? undefined : (JSON.parse(text) as unknown)
  } catch {
    return undefined
  }
}
