import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { threadOf } from '../../../../tab/features/chats/store/chatState.ts'
import { unreadOf } from '../../../../tab/features/chats/store/sessionLists.ts'
import { deskAtApi, type DeskAtApi } from '../../support/storeAtApi.ts'

let at: DeskAtApi
beforeEach(async () => {
  at = await deskAtApi()
})
afterEach(() => at.close())

describe('the agent’s desk', () => {
  it('shows a session that rings at once, with its first words', async () => {
    await at.live()
    const sessionId = at.api.room.open({ name: 'Cara', text: 'Hello' })
    await at.until(() => at.lines(sessionId).includes('Hello'))
    expect(at.desk.get().sessions[sessionId]).toMatchObject({
      status: 'ringing',
      customer: { name: 'Cara' },
      unread: 1,
    })
  })

  it('sends the agent’s lines in the order they were written, each once', async () => {
    const sessionId = await at.accepted()
    for (const text of ['one', 'two', 'three']) at.desk.say(sessionId, text)
    await at.until(() => at.unsent(sessionId).length === 0)
    expect(at.api.room.linesOf(sessionId)).toEqual(['First words', 'one', 'two', 'three'])
    expect(at.lines(sessionId)).toEqual(['First words', 'one', 'two', 'three'])
    expect(at.posted('/lines')).toHaveLength(3)
  })

  it('says so when a line comes too late because the session has ended', async () => {
    const sessionId = await at.accepted()
    at.api.troubles.loseFrames = true
    at.api.room.take(sessionId, { kind: 'customerEnds' })
    at.desk.say(sessionId, 'too late')
    await at.until(() => at.unsent(sessionId)[0]?.state === 'failed')
    expect(at.unsent(sessionId)).toMatchObject([{ text: 'too late', reason: 'ended' }])
  })

  it('tells the server what was read, once, and counts it as read meanwhile', async () => {
    const sessionId = await at.accepted()
    at.api.room.customerSays(sessionId, 'read me')
    await at.until(() => at.lines(sessionId).length === 2)
    const upTo = threadOf(at.desk.get(), sessionId).events.findLast(({ kind }) => kind === 'line')?.seq ?? 0
    at.desk.read(sessionId, upTo)
    at.desk.read(sessionId, upTo)
    const session = at.desk.get().sessions[sessionId]
    expect(session && unreadOf(at.desk.get(), session)).toBe(0)
    await at.until(() => at.desk.get().sessions[sessionId]?.seenUpTo === upTo)
    expect(at.posted('/seen')).toHaveLength(1)
  })

  it('does not call early words read while the session still rings', async () => {
    await at.live()
    const sessionId = at.api.room.open({ name: 'Cara', text: 'Hello' })
    await at.until(() => at.lines(sessionId).length === 1)
    at.desk.read(sessionId, 2)
    await at.desk.act(sessionId, 'accept')
    expect(at.api.room.find(sessionId)?.seenUpTo).toBe(0)
  })

  it('tells of typing once in three seconds, and never before the session is accepted', async () => {
    const sessionId = await at.accepted()
    const ringing = at.api.room.open({ name: 'Dora' })
    await at.until(() => at.desk.get().sessions[ringing] !== undefined)
    for (const text of ['H', 'He', 'Hel', '']) at.desk.write(sessionId, text)
    at.desk.write(ringing, 'H')
    await at.until(() => at.posted('/typing').length > 0)
    expect(at.posted('/typing')).toEqual([`/sessions/${sessionId}/typing`])
  })

  it('answers what went wrong when the ring time passed before the agent accepted', async () => {
    await at.live()
    const sessionId = at.api.room.open({ name: 'Cara' })
    await at.until(() => at.desk.get().sessions[sessionId] !== undefined)
    at.api.troubles.loseFrames = true
    at.api.room.take(sessionId, { kind: 'customerEnds' })
    expect(await at.desk.act(sessionId, 'accept')).toMatchObject({ problem: { code: 'sessionEnded' } })
    expect(at.desk.get().sessions[sessionId]?.status).toBe('ended')
  })

  it('says that a session from a link is not there', async () => {
    await at.live()
    expect(await at.desk.focus('5e551011-dead-4000-8000-000000000001')).toMatchObject({ problem: { code: 'notFound' } })
  })

  it('shows a switch of availability made elsewhere', async () => {
    await at.live()
    await at.until(() => at.desk.get().available === true)
    await at.desk.setAvailable(false)
    expect(at.desk.get().available).toBe(false)
  })
})
