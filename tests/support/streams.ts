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
  /** All received frames, in order. */
  frames: Frame[]
  say(frame: unknown): void
  /** Resolves to the close code of the server. */
  closed: Promise<number>
}

/** Opens an event stream as a page of this origin, and sends no frame yet. */
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

/** Resolves to the next frame of this type. */
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

/** The sequence numbers of all received events, in order of arrival. */
export const seqsOf = ({ frames }: Stream): number[] => frames.flatMap(({ items = [] }) => items.map(({ seq }) => seq))
