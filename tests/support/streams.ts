import { once } from 'node:events'
import WebSocket from 'ws'
import type { SessionEvent } from '#core/contract/sessions'

export interface Frame {
  type: string
  sessionId?: string
  items?: SessionEvent[]
  next?: number
}

export interface Stream {
  socket: WebSocket
  /** Everything that came, in order. */
  frames: Frame[]
  say(frame: unknown): void
  /** The code with which the other side ended it. */
  closed: Promise<number>
}

/** Opens a stream of the product, as a page of this origin, and says nothing yet. */
export async function openStream(url: string, path: string, origin: string | null = url): Promise<Stream> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}${path}`, origin === null ? {} : { origin })
  const frames: Frame[] = []
  socket.on('message', (data: Buffer) => frames.push(JSON.parse(data.toString()) as Frame))
  const closed = new Promise<number>((resolve) => socket.once('close', resolve))
  await once(socket, 'open')
  return {
    socket,
    frames,
    closed,
    say: (frame) => socket.send(typeof frame === 'string' ? frame : JSON.stringify(frame)),
  }
}

/** Resolves with the next frame of a kind. */
export const nextFrame = (stream: Stream, type: string): Promise<Frame> =>
  new Promise((resolve) => {
    const onMessage = (data: Buffer) => {
      const frame = JSON.parse(data.toString()) as Frame
      if (frame.type !== type) return
      stream.socket.off('message', onMessage)
      resolve(frame)
    }
    stream.socket.on('message', onMessage)
  })

/** The numbers of every event that a stream brought, in the order in which they came. */
export const seqsOf = ({ frames }: Stream): number[] => frames.flatMap(({ items = [] }) => items.map(({ seq }) => seq))
