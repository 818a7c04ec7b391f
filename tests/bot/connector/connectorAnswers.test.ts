import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import type { DeliveryResult } from '#core/session/teamsPorts'
import type { Fault } from '../../support/microsoft/connector.ts'
import { sessionId, tenantId, userId } from '../../support/memory/sessionFixtures.ts'
import { startBotOverHttp } from '../support/botOverHttp.ts'

let over: Awaited<ReturnType<typeof startBotOverHttp>>
beforeAll(async () => {
  over = await startBotOverHttp()
})
beforeEach(() => over.begin())
afterAll(() => over.stop())

describe('the delivery result of a connector response', () => {
  const later = (change: Partial<DeliveryResult>) => ({
    delivered: false,
    final: false,
    retryAfter: null,
    ambiguous: false,
    ...change,
  })
  const final = (reason: string) => ({ delivered: false, final: true, reason })
  const status = (code: number, retryAfter?: number | Date): Fault => ({
    status: code,
    ...(retryAfter === undefined ? {} : { retryAfter }),
  })

  it.each([
    [
      'for 429 with seconds is a retry after that time',
      status(429, 7),
      later({ reason: 'status 429', retryAfter: 7_000 }),
    ],
    [
      'for 429 with more than an hour is a retry after an hour',
      status(429, 3601),
      later({ reason: 'status 429', retryAfter: 3_600_000 }),
    ],
    ['for 408 is an ambiguous retry', status(408), later({ reason: 'status 408', ambiguous: true })],
    ['for 429 without Retry-After is a retry', status(429), later({ reason: 'status 429' })],
    ['for 412 is a retry', status(412), later({ reason: 'status 412' })],
    ['for 401 is a retry', status(401), later({ reason: 'status 401' })],
    ['for 500 is an ambiguous retry', status(500), later({ reason: 'status 500', ambiguous: true })],
    ['for 502 is an ambiguous retry', status(502), later({ reason: 'status 502', ambiguous: true })],
    [
      'for 503 with seconds is an ambiguous retry after that time',
      status(503, 2),
      later({ reason: 'status 503', ambiguous: true, retryAfter: 2_000 }),
    ],
    ['for 504 is an ambiguous retry', status(504), later({ reason: 'status 504', ambiguous: true })],
    ['after a time-out is an ambiguous retry', { cut: 'hang' } as const, later({ reason: 'timeout', ambiguous: true })],
    ['for 403 is final as blocked', status(403), final('blocked')],
    [
      'for 403 because an admin has disabled the bot is final as disabled',
      { status: 403, code: 'BotDisabledByAdmin' },
      final('disabled'),
    ],
    [
      'for 403 because the app is not installed is final as notInstalled',
      { status: 403, code: 'BotNotInConversationRoster' },
      final('notInstalled'),
    ],
    ['for 404 is final as gone', status(404), final('gone')],
    ['for 410 is final as gone', status(410), final('gone')],
    ['for 413 is final as tooLarge', status(413), final('tooLarge')],
    ['for 400 is final as refused', status(400), final('refused')],
  ])('%s', async (_what, answer, result) => {
    await over.install()
    over.connector.failNext(answer)
    expect(await over.bot.agentNotifier.showSession(await over.rings(), null)).toEqual(result)
    expect(over.connector.ledger).toHaveLength(1)
  })

  it('for 429 with a date is a retry at that time', async () => {
    await over.install()
    const date = new Date(Date.now() + 30_000)
    over.connector.failNext(status(429, date))
    const result = await over.bot.agentNotifier.showSession(await over.rings(), null)
    if (result.delivered || result.final || result.retryAfter === null) throw new Error('It should wait.')
    expect(result.retryAfter).toBeGreaterThan(25_000)
    expect(result.retryAfter).toBeLessThanOrEqual(30_000)
  })

  it('for a connection closed after the request is an ambiguous retry', async () => {
    await over.install()
    over.connector.failNext({ cut: 'reset', stored: true })
    const result = await over.bot.agentNotifier.showSession(await over.rings(), null)
    // The name of the network error varies.
    expect(result).toMatchObject({ delivered: false, final: false, ambiguous: true })
    expect(over.connector.ledger).toHaveLength(1)
  })

  it('without a connection is a retry that is not ambiguous', async () => {
    const { port, close } = await startServer(() => undefined)
    await close()
    expect(await answersOf(port)).toEqual(later({ reason: 'ECONNREFUSED' }))
  })

  it('for a redirect is final as refused, and the token is sent nowhere else', async () => {
    const asked: string[] = []
    const there = await startServer((request, response) => {
      asked.push(request)
      response.end()
    })
    const here = await startServer((_request, response) => {
      response.writeHead(307, { location: `http://localhost:${there.port}/` }).end()
    })
    const answered = await answersOf(here.port)
    await Promise.all([here.close(), there.close()])
    expect(answered).toEqual(final('refused'))
    expect(asked).toEqual([])
  })

  it('without a connector token is a retry, and nothing is sent', async () => {
    await over.install()
    over.bot = over.make(
      {},
      { tokens: { acquireTokenByClientCredential: () => Promise.reject(new Error('Entra is away')) } },
    )
    expect(await over.bot.agentNotifier.showSession(await over.rings(), null)).toEqual(later({ reason: 'Error' }))
    expect(over.connector.ledger).toEqual([])
  })
})

describe('a message that the connector accepts without an id', () => {
  const methods = () => over.connector.ledger.map(({ method }) => method)

  it('counts as delivered, and its card is posted again at the next change of state and updated after that', async () => {
    await over.install()
    over.connector.failNext({ noId: true, stored: true })
    const ringing = await over.rings()
    expect(await over.bot.agentNotifier.showSession(ringing, null)).toEqual({ delivered: true })
    expect(await over.world.agentConversations.cardOf(tenantId, sessionId)).toBeNull()
    await over.world.dispatch({ kind: 'agentAccepts', tenantId, userId, sessionId })
    const active = await over.world.sessions.find({ tenantId, sessionId })
    if (!active) throw new Error('There is no session.')
    expect(await over.bot.agentNotifier.showSession(active, null)).toEqual({ delivered: true })
    expect(await over.bot.agentNotifier.showSession(active, null)).toEqual({ delivered: true })
    expect(methods()).toEqual(['POST', 'POST', 'PUT'])
    expect(over.connector.messages().at(-1)).toMatchObject({
      updates: 1,
      activity: { summary: 'You’re in a session' },
    })
  })

  it('is not stored under an empty id', async () => {
    await over.install()
    const session = await over.rings()
    const events = await over.world.sessions.eventsAfter({ tenantId, sessionId }, 0, 10)
    const messages = events.flatMap((event) => (event.kind === 'message' ? [event] : []))
    over.connector.failNext({ noId: true, stored: true })
    expect(await over.bot.agentNotifier.sendMessages(session, messages)).toEqual({ delivered: true })
    expect(over.connector.messages().at(-1)).toMatchObject({ activity: { summary: 'A customer wrote' } })
    expect(await over.world.agentConversations.messageOf(tenantId, '')).toBeNull()
  })
})

it('sends nothing to a stored service address that is not allowed', async () => {
  await over.install()
  over.bot = over.make({ allowedServiceHosts: ['smba.trafficmanager.net'] })
  expect(await over.bot.agentNotifier.showSession(await over.rings(), null)).toEqual({
    delivered: false,
    final: true,
    reason: 'refused',
  })
  expect(over.connector.ledger).toEqual([])
})

it('cannot be created without an app id or a tenant', () => {
  expect(() => over.make({ botId: '' })).toThrow('app id')
  expect(() => over.make({ botTenantId: '' })).toThrow('tenant')
})

/** The delivery result for a message to this port. */
async function answersOf(port: number): Promise<DeliveryResult> {
  const serviceUrl = `http://127.0.0.1:${String(port)}`
  over.begin()
  over.bot = over.make({ allowedServiceHosts: [serviceUrl], connectorWithinMs: 5_000 })
  await over.world.agentConversations.remember(tenantId, userId, {
    ...over.activity({}),
    serviceUrl,
    bot: {},
    user: {},
  })
  return over.bot.agentNotifier.showSession(await over.rings(), null)
}

async function startServer(answer: (path: string, response: ServerResponse) => unknown) {
  const server = createServer((request, response) => void answer(request.url ?? '', response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeAllConnections()
      await closed
    },
  }
}
