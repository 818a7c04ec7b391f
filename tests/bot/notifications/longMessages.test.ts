import { beforeEach, describe, expect, it } from '@jest/globals'
import type { NotDelivered } from '#bot/connector/teamsChannel'
import { installedChat, readable } from '../../support/agentChat.ts'
import { tenantId, userId } from '../../support/memory/sessionFixtures.ts'

let chat: Awaited<ReturnType<typeof installedChat>>
beforeEach(async () => {
  chat = await installedChat()
  chat.posted.length = 0
})

const later: NotDelivered = {
  delivered: false,
  final: false,
  reason: 'status 429',
  retryAfter: 2_000,
  ambiguous: false,
}

describe('long messages', () => {
  const long = 'ü'.repeat(4_000)

  it('are posted as several Teams messages in order and without loss', async () => {
    const mia = await chat.rings('Mia', '1')
    for (let n = 2; n <= 9; n += 1) await chat.customerWrites(mia, `${n} ${long.slice(2)}`)
    chat.posted.length = 0
    await chat.dispatch({ kind: 'agentAccepts', tenantId, userId, sessionId: mia })
    await chat.delivers()
    const messages = chat.posted.filter(({ summary }) => summary === 'A customer wrote')
    expect(messages.length).toBeGreaterThan(2)
    for (const message of messages) expect(Buffer.byteLength(JSON.stringify(message))).toBeLessThan(24 * 1024)
    expect(
      messages
        .map(readable)
        .join('\n')
        .match(/^\d(?= ü|$)/gm),
    ).toEqual(['1', '2', '3', '4', '5', '6', '7', '8', '9'])
  })

  it('continue after an interruption where they stopped', async () => {
    const mia = await chat.rings('Mia', '1')
    for (let n = 2; n <= 9; n += 1) await chat.customerWrites(mia, `${n} ${long.slice(2)}`)
    chat.posted.length = 0
    await chat.dispatch({ kind: 'agentAccepts', tenantId, userId, sessionId: mia })
    const session = await chat.sessions.find({ tenantId, sessionId: mia })
    const events = await chat.sessions.eventsAfter({ tenantId, sessionId: mia }, 0, 100)
    const messages = events.flatMap((event) => (event.kind === 'message' ? [event] : []))
    if (!session) throw new Error('The session is missing.')
    await chat.agentNotifier.sendMessages(session, messages.slice(0, 1))
    chat.posted.length = 0
    chat.refusals.push(...([undefined] as unknown as NotDelivered[]), later)
    expect(await chat.agentNotifier.sendMessages(session, messages)).toEqual(later)
    expect(await chat.agentNotifier.sendMessages(session, messages)).toEqual({ delivered: true })
    expect(
      chat.posted
        .map(readable)
        .join('\n')
        .match(/^\d(?= ü|$)/gm),
    ).toEqual(['1', '2', '3', '4', '5', '6', '7', '8', '9'])
  })

  it('of control characters or braces are split instead of refused', async () => {
    for (const character of ['\u0001', '{', '\n', '👩']) {
      const mia = await chat.chats(`Mia ${character.codePointAt(0) ?? 0}`)
      chat.posted.length = 0
      const text = `a${character.repeat(character.length === 2 ? 1_999 : 3_998)}b`
      await chat.customerWrites(mia, text)
      for (const message of chat.posted) expect(Buffer.byteLength(JSON.stringify(message))).toBeLessThan(25 * 1024)
      // The first two blocks name the customer.
      const blocks = chat.posted.flatMap(({ card }) => card?.body.slice(2) ?? [])
      const runs = blocks.flatMap((block) => (block.type === 'RichTextBlock' ? block.inlines : []))
      expect(runs.map((one) => one.text.replaceAll('\u200b', '')).join('')).toBe(text)
    }
  })
})
