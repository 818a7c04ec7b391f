import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import type { ChatMessage } from '#core/contract/sessions'
import { closeCodes } from '#core/contract/streams'
import { threadOf } from '../../../../tab/features/chats/store/chatState.ts'
import { storeAtApi, type StoreAtApi } from '../../support/storeAtApi.ts'

let at: StoreAtApi
beforeEach(async () => {
  at = await storeAtApi()
})
afterEach(() => at.close())

describe('the chat store on a bad connection', () => {
  it('stores a message once when the response is lost and it is sent again', async () => {
    const sessionId = await at.accepted()
    // A frame or a read would acknowledge the message before it is sent again.
    at.api.troubles.loseFrames = at.api.troubles.loseReads = true
    at.api.hold('/messages', 'cutAfter')
    at.chatStore.send(sessionId, 'only once')
    await at.until(() => at.posted('/messages').length >= 2)
    at.api.hold('/messages', null)
    at.api.troubles.loseFrames = at.api.troubles.loseReads = false
    await at.until(() => at.unsent(sessionId).length === 0)
    expect(at.messages(sessionId)).toEqual(['First words', 'only once'])
    expect(at.server.messages(sessionId)).toEqual(['First words', 'only once'])
  })

  it('keeps undeliverable messages as waiting and sends them in order under their keys after reconnecting', async () => {
    const sessionId = await at.accepted()
    at.api.troubles.down = true
    at.chatStore.send(sessionId, 'one')
    at.chatStore.send(sessionId, 'two')
    await at.until(() => at.posted('/messages').length >= 6)
    expect(at.unsent(sessionId)).toMatchObject([{ state: 'waiting' }, { state: 'waiting' }])
    const keys = at.unsent(sessionId).map(({ key }) => key)
    at.api.troubles.down = false
    await at.until(() => at.unsent(sessionId).length === 0)
    const stored = at.server.events(sessionId).filter((event): event is ChatMessage => event.kind === 'message')
    expect(stored.slice(1).map(({ key }) => key)).toEqual(keys)
  })

  it('retries a message no earlier than Retry-After', async () => {
    const sessionId = await at.accepted()
    at.api.hold('/messages', { refused: 'unavailable' })
    const began = Date.now()
    at.chatStore.send(sessionId, 'patience')
    await at.until(() => at.posted('/messages').length === 1)
    at.api.hold('/messages', null)
    await at.until(() => at.unsent(sessionId).length === 0)
    expect(Date.now() - began).toBeGreaterThanOrEqual(2000)
    expect(at.posted('/messages')).toHaveLength(2)
  })

  it('fetches the events of lost frames as soon as the next frame shows the gap', async () => {
    const sessionId = await at.accepted()
    at.api.troubles.loseFrames = true
    for (const text of ['lost 1', 'lost 2']) await at.server.customer.writes(text, sessionId)
    at.api.troubles.loseFrames = false
    await at.server.customer.writes('heard', sessionId)
    await at.until(() => at.messages(sessionId).length === 4)
    expect(at.messages(sessionId)).toEqual(['First words', 'lost 1', 'lost 2', 'heard'])
  })

  it('reconnects after the connection was cut and fetches everything that happened meanwhile', async () => {
    const sessionId = await at.accepted()
    at.api.troubles.down = true
    at.api.cut()
    await at.server.customer.writes('are you there?', sessionId)
    const other = await at.server.open({ name: 'Dora', text: 'Hello' })
    await at.until(() => at.chatStore.get().connection === 'offline')
    at.api.troubles.down = false
    await at.live()
    await at.until(() => at.messages(sessionId).includes('are you there?') && at.messages(other).includes('Hello'))
    expect(at.chatStore.get().sessions[other]?.status).toBe('ringing')
  })

  it('reports a lost network immediately and reconnects as soon as it is back', async () => {
    await at.live()
    at.network.dispatchEvent(new Event('offline'))
    expect(at.chatStore.get().connection).toBe('offline')
    at.network.dispatchEvent(new Event('online'))
    await at.live()
  })

  it('shows a session as ended that ended while disconnected', async () => {
    const sessionId = await at.accepted()
    at.api.troubles.down = true
    at.api.cut()
    await at.server.customer.ends(sessionId)
    at.api.troubles.down = false
    await at.until(() => at.chatStore.get().sessions[sessionId]?.status === 'ended')
  })

  it('works by polling when sockets are unavailable', async () => {
    at.api.troubles.noSockets = true
    at.api.cut()
    await at.until(() => at.chatStore.get().connection === 'polling')
    const sessionId = await at.server.open({ name: 'Cara', text: 'Hello' })
    await at.until(() => at.messages(sessionId).includes('Hello'))
    await at.chatStore.act(sessionId, 'accept')
    await at.chatStore.focus(sessionId)
    await at.server.customer.writes('and again', sessionId)
    await at.until(() => at.messages(sessionId).includes('and again'))
    at.api.troubles.noSockets = false
    await at.live()
  })

  it('sends a new token before the old one expires', async () => {
    at.reload(() => at.api.tokensLast(1))
    await at.live()
    await at.until(() => at.api.hellos.length >= 3)
    expect(new Set(at.api.hellos).size).toBe(at.api.hellos.length)
    expect(at.api.listening()).toBe(1)
  })

  it('reconnects when the server closes the stream', async () => {
    await at.live()
    const before = at.api.hellos.length
    at.api.closeStreams(closeCodes.goingAway)
    await at.until(() => at.api.hellos.length > before)
    await at.live()
  })

  it('reports a forbidden user as refused instead of retrying forever', async () => {
    await at.live()
    at.api.closeStreams(closeCodes.forbidden)
    await at.until(() => at.chatStore.get().connection === 'refused')
  })

  it('restores draft and unsent messages after a reload and sends each message once', async () => {
    const sessionId = await at.accepted()
    at.api.hold('/messages', 'cutAfter')
    at.chatStore.send(sessionId, 'before the reload')
    at.chatStore.write(sessionId, 'half a sen')
    await at.until(() => at.server.messages(sessionId).length === 2)
    at.reload(() => {
      at.api.hold('/messages', null)
    })
    await at.live()
    await at.until(() => at.messages(sessionId).length === 2 && at.unsent(sessionId).length === 0)
    expect(threadOf(at.chatStore.get(), sessionId).draft).toBe('half a sen')
    expect(at.server.messages(sessionId)).toEqual(['First words', 'before the reload'])
  })
})
