import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer, type WebSocket } from 'ws'
import { closeCodes, firstFrameWithin } from '#core/contract/streams'

const largestFrame = 16 * 1024
/** Bytes that may wait for a slow reader before its socket is closed; what it missed it reads after a reconnect. */
const largestBacklog = 1024 * 1024
const heartbeat = 25_000

/** One socket as its stream sees it. */
export interface Channel {
  /** Fulfils when the connection has taken the frame; false when it is gone, or too slow to be kept. */
  send(frame: unknown): Promise<boolean>
  close(code: number): void
  /** Called once, when the socket is gone. */
  onClose(listener: () => void): void
}

export interface StreamSpec {
  path: string
  /** Browsers say where a page comes from; a foreign page is refused. */
  origin: string
  /** Called with each frame, the first within five seconds; a refusal closes the socket with that code. */
  receive(channel: Channel, frame: unknown): Promise<number | null>
}

export interface Sockets {
  count(): number
  /** Says good-bye with 1001: clients come back at once, elsewhere or later. Ends those that say nothing in time. */
  closeAll(patience: number): void
}

/** Serves an HTTP server's one stream. Frames are JSON texts; anything else ends the socket. */
export function serveStream(server: Server, spec: StreamSpec): Sockets {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: largestFrame, perMessageDeflate: false })
  server.on('upgrade', (request, socket, head) => {
    const foreign = request.headers.origin !== undefined && request.headers.origin !== spec.origin
    if (foreign || pathOf(request) !== spec.path) refuseUpgrade(socket)
    else sockets.handleUpgrade(request, socket, head, (opened) => serve(opened, spec))
  })
  const timer = setInterval(() => {
    for (const socket of sockets.clients) beat(socket)
  }, heartbeat).unref()
  return {
    count: () => sockets.clients.size,
    closeAll: (patience) => {
      clearInterval(timer)
      for (const socket of sockets.clients) socket.close(closeCodes.goingAway)
      setTimeout(() => {
        for (const socket of sockets.clients) socket.terminate()
      }, patience).unref()
    },
  }
}

const pathOf = ({ url = '' }: IncomingMessage): string => url.split('?')[0] ?? ''
const refuseUpgrade = (socket: Duplex) => socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n')

const silent = new WeakSet<WebSocket>()
function beat(socket: WebSocket): void {
  if (silent.has(socket)) return socket.terminate()
  silent.add(socket)
  socket.ping()
}

function serve(socket: WebSocket, spec: StreamSpec): void {
  const first = setTimeout(() => socket.close(closeCodes.unauthenticated), firstFrameWithin)
  const channel: Channel = {
    send: (frame) =>
      new Promise((resolve) => {
        const slow = socket.bufferedAmount > largestBacklog
        if (slow) socket.close(closeCodes.slowReader)
        if (slow || socket.readyState !== socket.OPEN) return resolve(false)
        return socket.send(JSON.stringify(frame), (error) => resolve(!error))
      }),
    close: (code) => socket.close(code),
    onClose: (listener) => socket.once('close', listener),
  }
  let queue = Promise.resolve()
  socket.on('message', (data: Buffer, binary) => {
    clearTimeout(first)
    queue = queue.then(() => onFrame(channel, spec, binary ? null : data.toString()))
  })
  socket.on('pong', () => silent.delete(socket))
  socket.on('close', () => clearTimeout(first))
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
