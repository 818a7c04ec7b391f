import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { decodeJwt } from 'jose'
import { channelClaims } from '#infra/local/entraClaims'
import { freshKey } from '#infra/local/signingKeys'
import { sessionId, tenantId, userId } from '../../support/memory/sessionFixtures.ts'
import { mint } from '../../support/tokens.ts'
import { botId, startBotOverHttp } from '../support/botOverHttp.ts'

let over: Awaited<ReturnType<typeof startBotOverHttp>>
beforeAll(async () => {
  over = await startBotOverHttp()
})
beforeEach(() => over.begin())
afterAll(() => over.stop())

it('stores a message, answers 202 and handles the message once', async () => {
  const answers = [await over.post(over.activity({ text: 'help' })), await over.post(over.activity({ text: 'help' }))]
  expect(answers.map(({ status }) => status)).toEqual([202, 202])
  expect(over.stored).toBe(1)
  expect(over.connector.ledger).toEqual([])

  expect([await over.bot.runInbox(), await over.bot.runInbox()]).toEqual([1, 0])
  expect(over.connector.ledger).toHaveLength(1)
  const [sent] = over.connector.ledger
  expect(sent).toMatchObject({ method: 'POST', body: { type: 'message', from: { id: `28:${botId}` } } })
  expect(sent?.path).toMatch(/^\/v3\/conversations\/a(:|%3A)alex\/activities$/)
  expect(JSON.stringify(sent?.body.attachments)).toContain('End ends a session.')
  expect(decodeJwt(over.tokensSeen.at(-1) ?? '')).toMatchObject({
    aud: 'https://api.botframework.com',
    appid: botId,
  })
})

it('handles a card action at once and gives a repeated one the same response', async () => {
  await over.install()
  const session = await over.rings()
  expect(await over.bot.agentNotifier.showSession(session, 'Hello')).toEqual({ delivered: true })
  const [attachment] = (over.connector.ledger[0]?.body.attachments ?? []) as {
    content: { actions: { verb?: string; data: object }[] }
  }[]
  const accept = attachment?.content.actions.find(({ verb }) => verb === 'accept')
  const press = over.activity({ type: 'invoke', id: 'press', name: 'adaptiveCard/action', value: { action: accept } })

  const first = await over.post(press)
  expect(first.status).toBe(200)
  expect(JSON.parse(first.text)).toMatchObject({
    statusCode: 200,
    type: 'application/vnd.microsoft.card.adaptive',
    value: { type: 'AdaptiveCard' },
  })
  expect(await over.world.sessions.find({ tenantId, sessionId })).toMatchObject({ status: 'active' })
  await over.world.dispatch({ kind: 'agentEnds', tenantId, userId, sessionId })
  expect(await over.post(press)).toEqual(first)
})

it('posts the card of a session once and then updates it', async () => {
  await over.install()
  const session = await over.rings()
  await over.bot.agentNotifier.showSession(session, 'Hello')
  await over.bot.agentNotifier.showSession(session, 'Hello')
  expect(over.connector.ledger.map(({ method }) => method)).toEqual(['POST', 'PUT'])
  expect(over.connector.messages().at(-1)).toMatchObject({ conversationId: 'a:alex', updates: 1 })
  expect(over.connector.ledger[0]?.body).toMatchObject({ summary: 'A customer is waiting' })
})

describe('refuses without a reason', () => {
  const refused: [string, number, () => Promise<{ status: number; text: string }>][] = [
    ['a request without a token', 401, () => over.post(over.activity({ text: 'x' }), '')],
    [
      'a token for another address',
      401,
      async () => over.post(over.activity({ text: 'x' }), await over.entra.channelToken('https://a.example/')),
    ],
    [
      'a token signed by a foreign key',
      401,
      async () =>
        over.post(
          over.activity({ text: 'x' }),
          await mint(await freshKey(), channelClaims(botId, `${over.connector.serviceUrl}/`)),
        ),
    ],
    [
      'an activity of another tenant',
      403,
      () => over.post(over.activity({ conversation: { id: 'a:x', tenantId: 'other' }, channelData: {} })),
    ],
    ['a body that is not an activity', 400, () => over.post({ serviceUrl: `${over.connector.serviceUrl}/` })],
    [
      'an invoke that is not a card action',
      501,
      () => over.post(over.activity({ type: 'invoke', name: 'signin/verifyState' })),
    ],
  ]
  it.each(refused)('%s', async (_what, status, ask) => {
    expect(await ask()).toEqual({ status, text: '' })
    expect(await over.bot.runInbox()).toBe(0)
  })

  it('a card action with invalid data', async () => {
    const value = { action: { verb: 'accept', data: { sessionId: 'not an id' } } }
    const { status, text } = await over.post(over.activity({ type: 'invoke', name: 'adaptiveCard/action', value }))
    expect([status, JSON.parse(text)]).toEqual([200, expect.objectContaining({ statusCode: 400 })])
  })
})

it('accepts and ignores typing', async () => {
  expect((await over.post(over.activity({ type: 'typing' }))).status).toBe(200)
  expect(await over.bot.runInbox()).toBe(0)
})

it('stores edits and deletions for later, as messages', async () => {
  for (const type of ['messageUpdate', 'messageDelete'])
    expect((await over.post(over.activity({ type }))).status).toBe(202)
})

it('answers 503 without details while the store is unavailable', async () => {
  over.world.inbox.put = () => Promise.reject(new Error('secret detail'))
  expect(await over.post(over.activity({ text: 'help' }))).toEqual({ status: 503, text: '' })
  over.world.inbox.put = () => new Promise(() => undefined)
  expect(await over.post(over.activity({ text: 'help' }))).toEqual({ status: 503, text: '' })
})

it('answers 503 while the keys of the channel cannot be fetched', async () => {
  over.bot = over.make({ addresses: { metadataUrl: `${over.entra.url}/nowhere` } })
  expect(await over.post(over.activity({ text: 'help' }))).toEqual({ status: 503, text: '' })
})

it('stores a text without its NUL characters', async () => {
  await over.post(over.activity({ text: 'he\u0000lp' }))
  await over.bot.runInbox()
  expect(over.connector.ledger).toHaveLength(1)
})
