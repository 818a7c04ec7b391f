import { beforeEach, describe, expect, it } from '@jest/globals'
import { textContent } from '#core/contract/sessions'
import type { NotDelivered } from '#bot/connector/teamsChannel'
import { installedChat, readable } from '../../support/agentChat.ts'
import { key, openingFacts, tenantId, userId } from '../../support/memory/sessionFixtures.ts'

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
const gone: NotDelivered = { delivered: false, final: true, reason: 'gone' }
const blocked: NotDelivered = { delivered: false, final: true, reason: 'blocked' }

it('updates the one card of a session with its state', async () => {
  const mia = await chat.rings('Mia', 'Do you have it in red?')
  expect(chat.posted).toHaveLength(1)
  expect(readable(chat.posted[0])).toMatch(
    /A customer is waiting[^]*Mia[^]*Not verified[^]*Boots[^]*shop\.example[^]*Do you have it in red\?[^]*Waiting since \{\{TIME\(2026-11-22T09:00:0\dZ\)\}\}/,
  )
  await chat.presses(chat.posted[0]?.card, 'Accept')
  chat.sessions.effects.splice(1)
  await chat.delivers()
  expect(chat.posted).toHaveLength(1)
  expect(readable(chat.posted[0])).toMatch(/In session with .?Mia/)
  chat.pass(65_000)
  await chat.customerEnds(mia)
  expect(await chat.agentConversations.cardOf(tenantId, mia)).toMatchObject({ activityId: chat.posted[0]?.activityId })
  expect(readable(chat.posted[0])).toContain('The customer ended the session.')
  expect(readable(chat.posted[0])).toContain('Duration: 1 min 6 s')
  expect(chat.posted[0]?.card?.actions).toBeUndefined()
})

it.each([
  ['incomingCard', 'ringing'],
  ['activeCard', 'active'],
  ['endedCard', 'ended'],
  ['missedCard', 'missed'],
] as const)('shows the text %s of the direct system messages instead of the built-in one', async (moment, when) => {
  chat.contactIs({ words: { displayName: null, texts: { [moment]: 'Hello from {{customer.name}}' } } })
  const mia = await (when === 'active' || when === 'ended' ? chat.chats('Mia') : chat.rings('Mia'))
  if (when === 'ended' || when === 'missed') await chat.customerEnds(mia)
  expect(readable(chat.posted[0])).toContain('Hello from Mia')
  for (const builtIn of ['A customer is waiting', 'You are in', 'has ended', 'You missed'])
    expect(readable(chat.posted[0]?.card)).not.toContain(builtIn)
})

it('shows a session that opened while the agent was away as missed', async () => {
  chat.contactIs(openingFacts({ available: false }))
  await chat.rings('Mia')
  expect(readable(chat.posted[0])).toMatch(/You missed a customer[^]*You were away\./)
})

it('keeps the first message and the link on the card of a missed session', async () => {
  const mia = await chat.rings('Mia', 'Do you have it in red?')
  await chat.customerEnds(mia)
  expect(readable(chat.posted[0]?.card)).toMatch(
    /^\nYou missed a customer\nMia\n[^]*Boots\nshop\.example\nMessage\nDo you have it in red\?\nThe customer left before you answered\.\n<Open in Interact>$/,
  )
})

it('shows a declined session without the text for a missed one', async () => {
  chat.contactIs({ words: { displayName: null, texts: { missedCard: 'We missed {{customer.name}}' } } })
  await chat.rings('Mia', 'Do you have it in red?')
  const shown =
    /^\nYou declined the session\.\nMia\n[^]*Boots\nshop\.example\nMessage\nDo you have it in red\?\n<Open in Interact>$/
  expect(readable(await chat.presses(chat.posted[0]?.card, 'Decline'))).toMatch(shown)
  await chat.delivers()
  expect(chat.posted[0]?.summary).toBe('You declined the session.')
  expect(readable(chat.posted[0]?.card)).toMatch(shown)
})

it('posts messages in order with their author and stores their ids for quotes', async () => {
  const mia = await chat.chats('Mia')
  await chat.customerWrites(mia, 'First\nrow two')
  const message = chat.posted.at(-1)
  expect(message?.summary).toBe('A customer wrote')
  expect(readable(message)).toMatch(/^\nMia\n#\w{4} · shop\.example\nFirst\nrow two\n<Reply>$/)
  expect(await chat.agentConversations.messageOf(tenantId, message?.activityId ?? '', userId)).toMatchObject({
    sessionId: mia,
    purpose: 'message',
  })
})

it('shows a reply written in the tab once above the next message, shortened', async () => {
  const mia = await chat.chats('Mia')
  const says = (n: number, text: string, via: 'console' | 'teams') =>
    chat.dispatch({
      kind: 'agentWrites',
      tenantId,
      userId,
      sessionId: mia,
      key: key(n),
      content: textContent(text),
      via,
    })
  await says(1, `Which size? ${'x'.repeat(300)}`, 'console')
  await chat.customerWrites(mia, '42')
  const message = chat.posted.at(-1)
  expect(readable(message)).toMatch(/shop\.example\nYou, in Interact: Which size\? x{187}…\n42\n<Reply>$/)
  expect(readable(await chat.presses(message?.card, 'Reply'))).toContain('You, in Interact: Which size?')
  await chat.customerWrites(mia, 'And brown')
  expect(readable(chat.posted.at(-1))).not.toContain('You, in Interact')
  await says(2, 'Noted', 'teams')
  await chat.customerWrites(mia, 'Thanks')
  expect(readable(chat.posted.at(-1))).not.toContain('Noted')
})

it('posts who ended the session, unless it was the agent', async () => {
  const mia = await chat.chats('Mia')
  await chat.customerEnds(mia)
  await chat.delivers()
  expect(readable(chat.posted.at(-1))).toMatch(
    /The session with [^]*Mia[^]* has ended[^]*The customer ended the session/,
  )
  const noah = await chat.chats('Noah')
  const before = chat.posted.length
  await chat.dispatch({ kind: 'agentEnds', tenantId, userId, sessionId: noah })
  await chat.delivers()
  expect(chat.posted).toHaveLength(before)
})

it('shows an offline message with the customer’s e-mail address', async () => {
  const mia = await chat.rings('Mia')
  await chat.customerEnds(mia)
  const session = await chat.sessions.find({ tenantId, sessionId: mia })
  if (!session) throw new Error('The session is missing.')
  const message = {
    kind: 'offlineMessageLeft' as const,
    seq: 9,
    at: '2026-11-22T09:00:00Z',
    text: 'Call me',
    email: 'mia@a.example',
  }
  expect(await chat.agentNotifier.showOfflineMessage(session, message)).toEqual({ delivered: true })
  expect(readable(chat.posted.at(-1))).toMatch(/A customer left a message[^]*Mia[^]*mia@a\.example[^]*Call me/)
})

describe('the result of a delivery', () => {
  it('is notInstalled without any request if the bot is not installed', async () => {
    const mia = await chat.chats('Mia')
    await chat.hears({ type: 'installationUpdate', action: 'remove' })
    const before = chat.posted.length
    await chat.dispatch({ kind: 'agentEnds', tenantId, userId, sessionId: mia })
    expect(await chat.delivers()).toEqual([{ delivered: false, final: true, reason: 'notInstalled' }])
    expect(chat.posted).toHaveLength(before)
  })

  it.each([later, blocked])('is that of the connector: %j', async (answer) => {
    const mia = await chat.chats('Mia')
    const [message] = await chat.sessions.eventsAfter({ tenantId, sessionId: mia }, 1, 1)
    const session = await chat.sessions.find({ tenantId, sessionId: mia })
    if (message?.kind !== 'message' || !session) throw new Error('The first message is missing.')
    chat.refusals.push(answer)
    expect(await chat.agentNotifier.sendMessages(session, [message])).toEqual(answer)
    // Teams asks not to post to a conversation that it has blocked.
    const next = answer.final ? { reason: 'notInstalled' } : { delivered: true }
    expect(await chat.agentNotifier.showSession(session, null)).toMatchObject(next)
  })

  it('leads to a new card if the agent has deleted the old one', async () => {
    const mia = await chat.chats('Mia')
    chat.refusals.push(gone)
    await chat.customerEnds(mia)
    expect(readable(chat.posted.at(-2))).toContain('Duration:')
    expect(await chat.agentConversations.cardOf(tenantId, mia)).toMatchObject({
      activityId: chat.posted.at(-2)?.activityId,
    })
  })

  it('leads to no second card if the call is repeated after a crash', async () => {
    const mia = await chat.chats('Mia')
    const session = await chat.sessions.find({ tenantId, sessionId: mia })
    const before = chat.posted.length
    if (session) await chat.agentNotifier.showSession(session, null)
    expect(chat.posted).toHaveLength(before)
  })
})
