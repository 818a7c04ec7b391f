import { textContent } from '#core/contract/sessions'
import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals'
import type { Said } from '../../support/memory/sessionFixtures.ts'
import { contactId, customerId, key, open, sessionId, tenantId, userId } from '../../support/memory/sessionFixtures.ts'
import { startBotOverHttp } from '../support/botOverHttp.ts'

let over: Awaited<ReturnType<typeof startBotOverHttp>>
beforeAll(async () => {
  over = await startBotOverHttp()
})
beforeEach(() => over.begin())
afterAll(() => over.stop())

const second = '20000000-0000-4000-8000-000000000002'
const customer = { side: 'customer' as const, customerId }

it('sends no activity with both a card and text', async () => {
  await over.install()
  await over.rings()
  await shows('Hello')
  await says({ kind: 'agentAccepts', userId })
  await shows('Hello')
  await says({ kind: 'customerWrites', customerId, key: key(2), content: textContent('Is it there?') })
  const session = await there()
  const events = await over.world.sessions.eventsAfter({ tenantId, sessionId }, 0, 100)
  await over.bot.agentNotifier.sendMessages(
    session,
    events.flatMap((event) => (event.kind === 'message' ? [event] : [])),
  )
  await says({ kind: 'requestCall', ...customer, key: key(3), media: 'audio', contactId, providerCall: null })
  await over.bot.agentNotifier.announceCall(await there())
  await over.world.dispatch(open({ sessionId: second, key: key(4) }))
  await over.world.dispatch({ kind: 'agentAccepts', tenantId, userId, sessionId: second })
  await writes({ text: 'To one of you' }, { text: '/chats' }, { text: '/end' })
  await writes({ value: { verb: 'reply', sessionId } })
  await says({ kind: 'customerEnds', customerId })
  await shows('Hello')
  await over.bot.agentNotifier.announceEnd(await there())
  const left = { kind: 'offlineMessageLeft' as const, seq: 9, at: '2026-11-22T09:00:00Z', text: 'Call me' }
  await over.bot.agentNotifier.showOfflineMessage(await there(), { ...left, email: 'mia@a.example' })

  const sent = over.connector.ledger.map(({ method, outcome, body }) => ({ method, outcome, ...body }))
  const withCards = sent.filter(({ attachments }) => attachments !== undefined)
  expect(withCards).toHaveLength(11)
  for (const { method, outcome, text, summary } of withCards)
    expect([outcome, text, summary]).toEqual([method === 'PUT' ? 200 : 201, undefined, expect.stringMatching(/^.+$/)])
})

const says = (command: Said) => over.world.dispatch({ tenantId, sessionId, ...command })
const shows = async (firstWords: string) => over.bot.agentNotifier.showSession(await there(), firstWords)

async function there() {
  const session = await over.world.sessions.find({ tenantId, sessionId })
  if (!session) throw new Error('There is no session.')
  return session
}

/** Sends these activities from the agent; some clients send card actions as messages. */
async function writes(...activities: object[]) {
  for (const activity of activities) await over.post(over.activity({ id: JSON.stringify(activity), ...activity }))
  while ((await over.bot.runInbox()) > 0);
}
