import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { threadOf } from '../../../../tab/features/chats/store/chatState.ts'
import { unreadOf } from '../../../../tab/features/chats/store/sessionLists.ts'
import { storeAtApi, type StoreAtApi } from '../../support/storeAtApi.ts'

let at: StoreAtApi
beforeEach(async () => {
  at = await storeAtApi()
})
afterEach(() => at.close())

describe('the chat store', () => {
  it('shows a ringing session immediately with its first message', async () => {
    await at.live()
    const sessionId = await at.server.open({ name: 'Cara', text: 'Hello' })
    await at.until(() => at.messages(sessionId).includes('Hello'))
    expect(at.chatStore.get().sessions[sessionId]).toMatchObject({
      status: 'ringing',
      customer: { name: 'Cara' },
      unread: 1,
    })
  })

  it('sends the agent’s messages once each, in the order they were written', async () => {
    const sessionId = await at.accepted()
    for (const text of ['one', 'two', 'three']) at.chatStore.send(sessionId, text)
    await at.until(() => at.unsent(sessionId).length === 0)
    expect(at.server.messages(sessionId)).toEqual(['First words', 'one', 'two', 'three'])
    expect(at.messages(sessionId)).toEqual(['First words', 'one', 'two', 'three'])
    expect(at.posted('/messages')).toHaveLength(3)
  })

  it('marks a message as failed when the session has ended', async () => {
    const sessionId = await at.accepted()
    at.api.troubles.loseFrames = true
    await at.server.customer.ends(sessionId)
    at.chatStore.send(sessionId, 'too late')
    await at.until(() => at.unsent(sessionId)[0]?.state === 'failed')
    expect(at.unsent(sessionId)).toMatchObject([{ text: 'too late', reason: 'ended' }])
  })

  it('sends one read receipt and counts the messages as read meanwhile', async () => {
    const sessionId = await at.accepted()
    await at.server.customer.writes('read me', sessionId)
    await at.until(() => at.messages(sessionId).length === 2)
    const upTo = threadOf(at.chatStore.get(), sessionId).events.findLast(({ kind }) => kind === 'message')?.seq ?? 0
    at.chatStore.read(sessionId, upTo)
    at.chatStore.read(sessionId, upTo)
    const session = at.chatStore.get().sessions[sessionId]
    expect(session && unreadOf(at.chatStore.get(), session)).toBe(0)
    await at.until(() => at.chatStore.get().sessions[sessionId]?.seenUpTo === upTo)
    expect(at.posted('/seen')).toHaveLength(1)
  })

  it('does not mark messages as read while the session rings', async () => {
    await at.live()
    const sessionId = await at.server.open({ name: 'Cara', text: 'Hello' })
    await at.until(() => at.messages(sessionId).length === 1)
    at.chatStore.read(sessionId, 2)
    await at.chatStore.act(sessionId, 'accept')
    expect(at.server.find(sessionId)?.seenUpTo).toBe(0)
  })

  it('sends one typing indicator in three seconds, and none before the session is accepted', async () => {
    const sessionId = await at.accepted()
    const ringing = await at.server.open({ name: 'Dora' })
    await at.until(() => at.chatStore.get().sessions[ringing] !== undefined)
    for (const text of ['H', 'He', 'Hel', '']) at.chatStore.write(sessionId, text)
    at.chatStore.write(ringing, 'H')
    await at.until(() => at.posted('/typing').length > 0)
    expect(at.posted('/typing')).toEqual([`/sessions/${sessionId}/typing`])
  })

  it('returns the error when the session ended before the agent accepted', async () => {
    await at.live()
    const sessionId = await at.server.open({ name: 'Cara' })
    await at.until(() => at.chatStore.get().sessions[sessionId] !== undefined)
    at.api.troubles.loseFrames = true
    await at.server.customer.ends(sessionId)
    expect(await at.chatStore.act(sessionId, 'accept')).toMatchObject({ problem: { code: 'sessionEnded' } })
    expect(at.chatStore.get().sessions[sessionId]?.status).toBe('ended')
  })

  it('returns notFound for a link to an unknown session', async () => {
    await at.live()
    expect(await at.chatStore.focus('5e551011-dead-4000-8000-000000000001')).toMatchObject({
      problem: { code: 'notFound' },
    })
  })

  it('shows a change of availability', async () => {
    await at.live()
    await at.until(() => at.chatStore.get().available === true)
    await at.chatStore.setAvailable(false)
    expect(at.chatStore.get().available).toBe(false)
  })
})
