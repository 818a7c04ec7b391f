import { createServer } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals'
import WebSocket from 'ws'
import { createCustomerTokens, tokenLife } from '#api/auth/customerTokens'
import { agentStream } from '#api/realtime/agentStream'
import { customerStream } from '#api/realtime/customerStream'
import { InProcessEventBus } from '#api/realtime/eventBus'
import { createLongPoll } from '#api/realtime/longPoll'
import { serveStream, type Channel } from '#api/realtime/webSocketServer'
import { partiesOf } from '#core/session/busEvent'
import { stopServer } from '../../support/faultyServer.ts'
import { memorySessions } from '../../support/memory/memorySessions.ts'
import {
  after,
  contactId,
  customerId,
  open,
  sessionId,
  tenantId,
  userId,
} from '../../support/memory/sessionFixtures.ts'

/** The event bus, which counts who listens. */
class CountingBus extends InProcessEventBus {
  listeners = 0

  override listen(...given: Parameters<InProcessEventBus['listen']>): () => void {
    const stop = super.listen(...given)
    this.listeners += 1
    return () => {
      this.listeners -= 1
      stop()
    }
  }
}

const { session } = after([open()])
if (!session) throw new Error('The session was not opened')
const updated = { kind: 'sessionUpdated', ...partiesOf(session), firstSeq: 1, lastSeq: 1 } as const

let eventBus: CountingBus
beforeEach(() => {
  jest.useFakeTimers()
  eventBus = new CountingBus()
})
afterEach(() => {
  jest.useRealTimers()
})
const left = () => ({ listeners: eventBus.listeners, timers: jest.getTimerCount() })
const nothing = { listeners: 0, timers: 0 }

describe('a long poll leaves neither listener nor timer', () => {
  const ref = { tenantId, sessionId }
  const poll = (wait: number, eventsAfter = memorySessions().eventsAfter) =>
    createLongPoll({ sessions: { eventsAfter }, eventBus })(ref, 'customer', { after: 0, wait })

  test('when it does not wait', async () => {
    await poll(0)
    expect(left()).toEqual(nothing)
  })

  test('when its time is over', async () => {
    const answer = poll(25)
    await jest.advanceTimersByTimeAsync(24_999)
    expect(left()).toEqual({ listeners: 1, timers: 1 })
    await jest.advanceTimersByTimeAsync(1)
    expect(await answer).toEqual({ items: [], next: 0 })
    expect(left()).toEqual(nothing)
  })

  test.each([
    ['an event was stored', () => eventBus.publish(updated)],
    ['the server closes', () => eventBus.close()],
  ])('when %s', async (_what, happens) => {
    const answer = poll(25)
    await jest.advanceTimersByTimeAsync(1000)
    happens()
    await answer
    expect(left()).toEqual(nothing)
  })

  test('when the store fails', async () => {
    await expect(poll(25, () => Promise.reject(new Error('The store is away')))).rejects.toThrow('away')
    expect(left()).toEqual(nothing)
  })

  test('when a newer poll of the same customer replaces it', async () => {
    const longPoll = createLongPoll({ sessions: memorySessions(), eventBus })
    const [older, newer] = [1, 2].map(() => longPoll(ref, 'customer', { after: 0, wait: 25 }))
    await older
    expect(left()).toEqual({ listeners: 1, timers: 1 })
    eventBus.publish(updated)
    await newer
    expect(left()).toEqual(nothing)
  })
})

describe('a closed stream leaves neither listener nor timer', () => {
  /** A socket that a test closes. */
  function socket() {
    const closing: (() => void)[] = []
    const codes: number[] = []
    const channel: Channel = {
      send: () => Promise.resolve(true),
      close: (code) => void codes.push(code),
      onClose: (listener) => void closing.push(listener),
    }
    return { channel, codes, close: () => closing.forEach((listener) => listener()) }
  }

  test('of an agent, also after the token was renewed', async () => {
    const actor = { tenantId, userId, displayName: 'Alex Wilber', role: 'agent', administers: [] } as const
    const claims = {
      ...{ tenantId, entraObjectId: userId, displayName: 'Alex Wilber', userPrincipalName: 'alex@contoso.test' },
      tenantAdmin: false,
    }
    const stream = agentStream({
      ...{ sessions: memorySessions(), eventBus, now: Date.now, publicUrl: 'https://interact.example' },
      people: { signIn: () => Promise.resolve(actor) },
      verifyEntra: (token) => Promise.resolve({ ...claims, expiresAt: Date.now() + Number(token) }),
    })
    const { channel, codes, close } = socket()
    expect(await stream.receive(channel, { token: '30000' })).toBeNull()
    expect(await stream.receive(channel, { token: '90000' })).toBeNull()
    expect(left()).toEqual({ listeners: 1, timers: 2 })
    await jest.advanceTimersByTimeAsync(89_999)
    expect(codes).toEqual([])
    close()
    expect(left()).toEqual(nothing)
  })

  test('of a customer, also after the token was renewed', async () => {
    const customerTokens = createCustomerTokens(['a'.repeat(64)])
    const grant = { tenantId, contactId, customerId, widgetKey: 'key', page: session.page, preview: null }
    const token = () => customerTokens.token.sign({ ...grant, verifiedIdentity: null }, Date.now() + tokenLife)
    const stream = customerStream({
      ...{ sessions: memorySessions(), eventBus, customerTokens, now: Date.now },
      widgetUrl: 'https://widget.example',
    })
    const { channel, codes, close } = socket()
    expect(await stream.receive(channel, { token: token(), after: 0 })).toBeNull()
    await jest.advanceTimersByTimeAsync(tokenLife - 60_000)
    expect(await stream.receive(channel, { token: token(), after: 0 })).toBeNull()
    expect(left()).toEqual({ listeners: 1, timers: 1 })
    await jest.advanceTimersByTimeAsync(tokenLife - 1)
    expect(codes).toEqual([])
    close()
    expect(left()).toEqual(nothing)
  })
})

test('a stream learns that its socket has closed, even if that happened while its first frame was checked', async () => {
  jest.useRealTimers()
  const server = createServer()
  const calls: string[] = []
  let checked: () => void = () => undefined
  const checking = new Promise<void>((resolve) => (checked = resolve))
  let received: () => void = () => undefined
  const receiving = new Promise<void>((resolve) => (received = resolve))
  const sockets = serveStream(server, {
    path: '/stream',
    origin: 'https://interact.example',
    receive: async (channel) => {
      received()
      await checking
      channel.onClose(() => calls.push('closed'))
      return null
    },
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  try {
    const client = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}/stream`)
    await once(client, 'open')
    client.send('{}')
    await receiving
    client.terminate()
    while (sockets.count() > 0) await new Promise((resolve) => setImmediate(resolve))
    checked()
    await new Promise((resolve) => setImmediate(resolve))
    expect(calls).toEqual(['closed'])
  } finally {
    sockets.closeAll(0)
    await stopServer(server)
  }
})
