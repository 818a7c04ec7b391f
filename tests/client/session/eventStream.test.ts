import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals'
import type { FailureCode } from '#client/retry'
import { createEventStream, type Socket, type StreamStatus } from '#client/session/eventStream'
import { renewTokenInTime } from '#client/session/tokenRenewal'

interface OpenSocket extends Socket {
  sent: unknown[]
  isClosed: boolean
}
const second = 1000
const pass = (milliseconds: number) => jest.advanceTimersByTimeAsync(milliseconds)

/** A stream with sockets, polls and tokens that the test controls. */
function atStream() {
  const sockets: OpenSocket[] = []
  const statuses: StreamStatus[] = []
  const frames: string[] = []
  const world = {
    token: 't1' as string | null | undefined,
    renewed: [] as (string | null)[],
    poll: null as FailureCode | null,
    polls: 0,
  }
  const stream = createEventStream({
    openSocket: () => {
      const sent: unknown[] = []
      const send = (data: unknown) => void sent.push(JSON.parse(String(data)))
      const socket: OpenSocket = {
        ...{ sent, send, isClosed: false, onopen: null, onmessage: null, onclose: null },
        close: () => (socket.isClosed = true),
      }
      sockets.push(socket)
      return socket
    },
    parseFrame: (data) => ({ type: String(data) }),
    token: (renew) => {
      if (renew) world.token = world.renewed.shift() ?? null
      return world.token
    },
    hello: (token) => ({ token }),
    poll: async () => {
      world.polls++
      await new Promise((done) => setTimeout(done, second))
      return world.poll
    },
    onFrame: ({ type }) => frames.push(type),
    onStatus: (status) => statuses.push(status),
  })
  const newest = () => sockets.at(-1) as unknown as WebSocket
  const opens = () => void newest().onopen?.({} as Event)
  const receives = (data: string) => void newest().onmessage?.({ data } as MessageEvent)
  const closes = (code = 1006) => void newest().onclose?.({ code } as CloseEvent)
  const ready = async () => {
    await pass(0)
    opens()
    receives('ready')
  }
  stop = stream.close
  return { stream, sockets, statuses, frames, world, receives, closes, ready }
}
let stop: () => void

beforeEach(() => {
  jest.useFakeTimers()
})
afterEach(() => {
  stop()
  jest.useRealTimers()
})

describe('the event stream', () => {
  test('sends the hello frame first and is live from "ready" on', async () => {
    const { sockets, statuses, frames, ready, receives } = atStream()
    await ready()
    receives('events')
    expect(sockets[0]?.sent).toEqual([{ token: 't1' }])
    expect(statuses).toEqual(['live'])
    expect(frames).toEqual(['ready', 'events'])
  })

  test('reconnects with growing delays after a loss, and at once on request', async () => {
    const { stream, sockets, statuses, ready, closes } = atStream()
    await ready()
    closes()
    await pass(second)
    expect(sockets).toHaveLength(2)
    expect(statuses).toEqual(['live', 'reconnecting'])
    stream.reconnect()
    await ready()
    expect(statuses.at(-1)).toBe('live')
  })

  test('closes a socket before it opens the next one, and the last one when it is closed', async () => {
    const { stream, sockets, ready } = atStream()
    await ready()
    stream.reconnect()
    await ready()
    expect(sockets.map(({ isClosed }) => isClosed)).toEqual([true, false])
    stream.close()
    expect(sockets.map(({ isClosed }) => isClosed)).toEqual([true, true])
    expect(jest.getTimerCount()).toBe(0)
  })

  test('ignores the answer of a poll that was under way when it reconnected', async () => {
    const { stream, sockets, statuses, closes, ready, world } = atStream()
    world.poll = 'forbidden'
    await pass(0)
    closes()
    await pass(second)
    closes()
    await pass(second / 2)
    expect(world.polls).toBe(1)
    stream.reconnect()
    await ready()
    await pass(10 * second)
    expect(statuses.at(-1)).toBe('live')
    expect(sockets.map(({ isClosed }) => isClosed)).toEqual([true, true, false])
  })

  test('polls after two sockets that did not become ready, and tries a socket again after eight polls', async () => {
    const { sockets, statuses, closes, ready, world } = atStream()
    await pass(0)
    closes()
    await pass(second)
    // The second socket opens and never becomes ready.
    await pass(8 * second)
    expect(sockets).toHaveLength(2)
    await pass(2 * second)
    expect(statuses.at(-1)).toBe('polling')
    await pass(8 * second)
    expect([sockets.length, world.polls]).toEqual([3, 8])
    await ready()
    expect(statuses.at(-1)).toBe('live')
  })

  test('reports "unreachable" when polls fail as well, and keeps trying', async () => {
    const { statuses, closes, world } = atStream()
    world.poll = 'unreachable'
    await pass(0)
    closes()
    await pass(second)
    closes()
    await pass(2 * second)
    expect(statuses.at(-1)).toBe('unreachable')
    world.poll = null
    await pass(10 * second)
    expect(statuses).toContain('polling')
  })

  test('requests another token when its own is refused, and reconnects with it', async () => {
    const { sockets, closes, ready, world } = atStream()
    await ready()
    world.renewed = ['t2']
    closes(4401)
    await pass(second)
    await ready()
    expect(sockets[1]?.sent).toEqual([{ token: 't2' }])
  })

  test('waits without a token until it is reconnected', async () => {
    const { stream, sockets, closes, ready, world } = atStream()
    await ready()
    closes(4401)
    await pass(120 * second)
    expect(sockets).toHaveLength(1)
    world.token = 't3'
    stream.reconnect()
    await ready()
    expect(sockets[1]?.sent).toEqual([{ token: 't3' }])
  })

  test('reports "forbidden", and tries again a minute later', async () => {
    const { sockets, statuses, closes, ready, world } = atStream()
    await ready()
    world.renewed = ['t2']
    closes(4403)
    await pass(59 * second)
    expect(statuses.at(-1)).toBe('forbidden')
    expect(sockets).toHaveLength(1)
    await pass(2 * second)
    expect(sockets).toHaveLength(2)
  })

  test('opens no socket after it was closed', async () => {
    const { stream, sockets, closes, ready } = atStream()
    await ready()
    stream.close()
    closes()
    await pass(60 * second)
    expect(sockets).toHaveLength(1)
  })
})

test('renews a token a minute before it expires, and calls onRenewed', async () => {
  const abort = new AbortController()
  stop = () => abort.abort()
  const claims = (seconds: number) => btoa(JSON.stringify({ exp: Math.floor(Date.now() / 1000) + seconds }))
  let token = `h.${claims(600)}.s`
  let renewed = 0
  void renewTokenInTime({ token: () => token, onRenewed: () => renewed++ }, abort.signal)
  await pass(500 * second)
  token = `h.${claims(600)}.s`
  await pass(30 * second)
  expect(renewed).toBe(0)
  await pass(15 * second)
  expect(renewed).toBe(1)
})
