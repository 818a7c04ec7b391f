import { setTimeout as pause } from 'node:timers/promises'
import WebSocket from 'ws'
import type { SessionEvent } from '#core/contract/sessions'

/** A client that reads a session across restarts of the server. */
export interface Follower {
  /** Every received event, in order of arrival. */
  events: SessionEvent[]
  stop(): Promise<void>
}

type Page = { items: SessionEvent[]; next: number }
/** Requests the events after a sequence number; undefined if the server did not answer. */
export type Poll = (after: number, wait: number) => Promise<Page | undefined>

const retryAfter = 100

/** Reads by long polls, each from the `next` of the previous page. */
export function followByPolls(poll: Poll): Follower {
  const events: SessionEvent[] = []
  let stopped = false
  const run = async () => {
    for (let after = 0; !stopped;) {
      const page = await poll(after, 1)
      if (!page) await pause(retryAfter)
      events.push(...(page?.items ?? []))
      after = page?.next ?? after
    }
  }
  const running = run()
  return {
    events,
    stop: () => {
      stopped = true
      return running
    },
  }
}

type Frame = { type: string; sessionId?: string; items?: SessionEvent[] }

/** Reads a stream and reopens it whenever it closes; passes every frame to `onMessage`. */
function followStream(url: string, origin: string, hello: () => object, onMessage: (frame: Frame) => void) {
  let stopped = false
  let socket: WebSocket | undefined
  const run = async () => {
    while (!stopped) {
      await new Promise<void>((resolve) => {
        socket = new WebSocket(url.replace('http', 'ws'), { origin })
        socket.on('open', () => socket?.send(JSON.stringify(hello())))
        socket.on('message', (data: Buffer) => onMessage(JSON.parse(data.toString()) as Frame))
        socket.on('error', () => undefined)
        socket.on('close', () => resolve())
      })
      await pause(retryAfter)
    }
  }
  const running = run()
  return {
    cut: () => socket?.terminate(),
    stop: () => {
      stopped = true
      socket?.terminate()
      return running
    },
  }
}

/** Reads as the customer, by event stream. Events are recorded as they arrive, so that duplicates are visible. */
export function followAsCustomer(widgetUrl: string, token: string, sessionId: string): Follower & { cut(): void } {
  const events: SessionEvent[] = []
  const hello = () => ({ token, after: { [sessionId]: events.at(-1)?.seq ?? 0 } })
  const stream = followStream(`${widgetUrl}/widget/v1/stream`, widgetUrl, hello, (frame) => {
    if (frame.type === 'events' && frame.sessionId === sessionId) events.push(...(frame.items ?? []))
  })
  return { events, ...stream }
}

/** Reads as the agent's console: by event stream, with a poll whenever a sequence number is missing. */
export function followAsAgent(apiUrl: string, token: string, sessionId: string, poll: Poll): Follower {
  const events: SessionEvent[] = []
  const last = () => events.at(-1)?.seq ?? 0
  const take = (items: readonly SessionEvent[]) => events.push(...items.filter(({ seq }) => seq > last()))
  const catchUp = async () => {
    const page = await poll(last(), 0)
    take(page?.items ?? [])
  }
  const stream = followStream(
    `${apiUrl}/api/v1/stream`,
    apiUrl,
    () => ({ token }),
    (frame) => {
      const items = frame.sessionId === sessionId ? (frame.items ?? []) : []
      if (frame.type === 'ready' || (items[0]?.seq ?? 0) > last() + 1) void catchUp()
      else take(items)
    },
  )
  return { events, stop: stream.stop }
}

/** Sends messages in sequence, each with one key until it is acknowledged. `send` returns the HTTP status, 0 without a response. */
export async function sayAll(
  messages: readonly string[],
  send: (key: string, text: string) => Promise<number>,
  onStored: () => void = () => undefined,
): Promise<void> {
  for (const text of messages) {
    const key = crypto.randomUUID()
    for (let status = await send(key, text); status !== 200 && status !== 201; status = await send(key, text)) {
      if (status !== 0 && status !== 503) throw new Error(`"${text}" was answered with ${status}`)
      await pause(retryAfter)
    }
    onStored()
  }
}
