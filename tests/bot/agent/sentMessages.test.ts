import { beforeEach, describe, expect, it } from '@jest/globals'
import { tenantId } from '../../support/memory/sessionFixtures.ts'
import { installedChat, readable, stranger } from '../../support/agentChat.ts'

let chat: Awaited<ReturnType<typeof installedChat>>
beforeEach(async () => {
  chat = await installedChat()
})

/** What Teams sends, per "Messages in bot conversations" (learn.microsoft.com). */
const edits = (id: string, text: string) => ({
  ...{ type: 'messageUpdate', id, text, channelData: { eventType: 'editMessage' } },
})
const restores = (id: string, text: string) => ({ ...edits(id, text), channelData: { eventType: 'undeleteMessage' } })
const deletes = (id: string) => ({ type: 'messageDelete', id, channelData: { eventType: 'softDeleteMessage' } })

describe('a message that the agent changes in Teams', () => {
  it('is edited, deleted and restored in the customer’s copy, without an answer from the bot', async () => {
    const mia = await chat.chats('Mia')
    await chat.writes('At 4', { id: 'm1' })
    await chat.writes('See you', { id: 'm2' })
    expect(await chat.hears(edits('m1', 'At 5'))).toEqual([])
    expect(await chat.hears(edits('m1', 'At 6'))).toEqual([])
    expect(await chat.got(mia)).toEqual(['At 6', 'See you'])
    expect(await chat.hears(deletes('m1'))).toEqual([])
    expect(await chat.got(mia)).toEqual(['', 'See you'])
    expect(await chat.hears(restores('m1', 'At 6'))).toEqual([])
    expect(await chat.got(mia)).toEqual(['At 6', 'See you'])
    expect(chat.faults).toEqual([])
  })

  it('is changed once if Teams sends the same change twice', async () => {
    const mia = await chat.chats('Mia')
    await chat.writes('At 4', { id: 'm1' })
    const timestamp = new Date(0).toISOString()
    await chat.hears({ ...edits('m1', 'At 5'), timestamp })
    await chat.hears(edits('m1', 'At 6'))
    await chat.hears({ ...edits('m1', 'At 5'), timestamp })
    expect(await chat.got(mia)).toEqual(['At 6'])
  })

  it('is changed where the agent sent it from the session picker', async () => {
    const [mia, ben] = [await chat.chats('Mia'), await chat.chats('Ben')]
    const [picker] = await chat.writes('At 4', { id: 'm1' })
    await chat.presses(picker?.card, 'Ben')
    await chat.hears(edits('m1', 'At 5'))
    expect([await chat.got(mia), await chat.got(ben)]).toEqual([[], ['At 5']])
  })

  it('stays as it was if the new text cannot be sent, which the agent is told', async () => {
    const mia = await chat.chats('Mia')
    await chat.writes('At 4', { id: 'm1' })
    for (const text of [' ', 'x'.repeat(4001)])
      expect(readable((await chat.hears(edits('m1', text)))[0])).toMatch(/^\nMia .* still sees your earlier message/)
    expect(await chat.got(mia)).toEqual(['At 4'])
  })

  it('is left alone if it went to no customer, or is changed by somebody else', async () => {
    const mia = await chat.chats('Mia')
    await chat.writes('At 4', { id: 'm1' })
    await chat.writes('/status', { id: 'm2' })
    expect(await chat.hears(edits('m2', 'Hello'))).toEqual([])
    expect(await chat.hears(deletes('unknown'))).toEqual([])
    const from = { id: '29:other', name: 'Other', aadObjectId: stranger }
    expect(await chat.hears({ ...deletes('m1'), from })).toEqual([])
    expect(await chat.got(mia)).toEqual(['At 4'])
  })

  it('is deleted even after the session has ended', async () => {
    const mia = await chat.chats('Mia')
    await chat.writes('The code is 1234', { id: 'm1' })
    await chat.customerEnds(mia)
    await chat.hears(deletes('m1'))
    expect(await chat.got(mia)).toEqual([''])
  })
})

describe('a reaction of the agent in Teams', () => {
  const reactsTo = (replyToId: string, change = {}) =>
    chat.hears({ type: 'messageReaction', replyToId, reactionsAdded: [{ type: 'like' }], ...change })
  const seenUpTo = async (sessionId: string) => (await chat.sessions.find({ tenantId, sessionId }))?.seenUpTo

  it('to messages of a customer tells the customer that they were seen, and no later ones', async () => {
    const mia = await chat.chats('Mia')
    await chat.customerWrites(mia, 'Is it red?')
    const card = chat.posted.at(-1)?.activityId ?? ''
    const seq = (await chat.sessions.find({ tenantId, sessionId: mia }))?.unseen.at(-1)
    await chat.customerWrites(mia, 'Or blue?')
    expect(await reactsTo(card)).toEqual([])
    expect(await seenUpTo(mia)).toBe(seq)
    expect((await chat.sessions.find({ tenantId, sessionId: mia }))?.unseen).toHaveLength(1)
  })

  it('to anything else, taken back, or of somebody else, changes nothing', async () => {
    const mia = await chat.chats('Mia')
    await chat.customerWrites(mia, 'Is it red?')
    const card = chat.posted.at(-1)?.activityId ?? ''
    await chat.writes('Yes', { id: 'own' })
    await chat.customerWrites(mia, 'Good')
    const before = await seenUpTo(mia)
    await reactsTo('own')
    await reactsTo('unknown')
    await reactsTo(card, { reactionsAdded: undefined, reactionsRemoved: [{ type: 'like' }] })
    await reactsTo(chat.posted.at(-1)?.activityId ?? '', { from: { id: '29:other', aadObjectId: stranger } })
    expect(await seenUpTo(mia)).toBe(before)
    expect(chat.faults).toEqual([])
  })
})
