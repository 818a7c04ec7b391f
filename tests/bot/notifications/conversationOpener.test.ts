import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals'
import { startBotOverHttp } from '../support/botOverHttp.ts'
import { tenantId, userId } from '../../support/memory/sessionFixtures.ts'

let over: Awaited<ReturnType<typeof startBotOverHttp>>
const entraObjectId = '70000000-0000-4000-8000-000000000001'
beforeAll(async () => {
  over = await startBotOverHttp()
})
afterAll(() => over.stop())
beforeEach(() => over.begin())

const openConversation = () => over.bot.openConversation(tenantId, { userId, entraObjectId })
const known = () => over.world.agentConversations.find(tenantId, userId)

test('the bot writes to a user whose installation event never came', async () => {
  over.connector.install(entraObjectId, 'a:alex')
  await openConversation()
  expect(await known()).toMatchObject({ installed: true })
  expect(await over.bot.agentNotifier.showSession(await over.rings(), null)).toEqual({ delivered: true })
  expect(over.connector.messages('a:alex').at(-1)?.activity).toMatchObject({ type: 'message' })
})

test('the bot writes to nobody for whom the app is not installed', async () => {
  over.connector.install(entraObjectId, null)
  await openConversation()
  expect(await known()).toBeNull()
  expect(await over.bot.agentNotifier.showSession(await over.rings(), null)).toMatchObject({
    reason: 'notInstalled',
  })
})

test('an installation event counts, even if it comes while Teams refuses to open the conversation', async () => {
  over.connector.install(entraObjectId, null)
  await over.install()
  await openConversation()
  expect(await known()).toMatchObject({ installed: true })
})

test.each([
  [403, 'MessageWritesBlocked'],
  [403, 'BotDisabledByAdmin'],
  [403, 'BotNotInConversationRoster'],
  [404, 'ConversationNotFound'],
])('after %i %s the bot sends nothing more until the user writes again', async (status, code) => {
  await over.install()
  const session = await over.rings()
  over.connector.failNext({ status, code })
  expect(await over.bot.agentNotifier.showSession(session, null)).toMatchObject({ delivered: false, final: true })
  const requests = over.connector.ledger.length
  expect(await over.bot.agentNotifier.showSession(session, null)).toMatchObject({ reason: 'notInstalled' })
  expect(over.connector.ledger).toHaveLength(requests)
  await over.post(over.activity({ id: 'again', text: '/status' }))
  await over.bot.runInbox()
  expect(await over.bot.agentNotifier.showSession(session, null)).toEqual({ delivered: true })
})
