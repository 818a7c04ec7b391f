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

describe('an answer of the connector becomes', () => {
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
    ['429 with seconds', status(429, 7), later({ reason: 'status 429', retryAfter: 7_000 })],
    ['429 without', status(429), later({ reason: 'status 429' })],
    ['412', status(412), later({ reason: 'status 412' })],
    ['401', status(401), later({ reason: 'status 401' })],
    ['500', status(500), later({ reason: 'status 500', ambiguous: true })],
    ['502', status(502), later({ reason: 'status 502', ambiguous: true })],
    ['503 with seconds', status(503, 2), later({ reason: 'status 503', ambiguous: true, retryAfter: 2_000 })],
    ['504', status(504), later({ reason: 'status 504', ambiguous: true })],
    ['a wait without end', { cut: 'hang' } as const, later({ reason: 'timeout', ambiguous: true })],
    ['403', status(403), final('blocked')],
    ['404', status(404), final('gone')],
    ['413', status(413), final('tooLarge')],
    ['400', status(400), final('refused')],
  ])('%s', async (_what, answer, result) => {
    await over.install()
    over.connector.failNext(answer)
    expect(await over.bot.agentNotifier.showSession(await over.rings(), null)).toEqual(result)
    expect(over.connector.ledger).toHaveLength(1)
  })

  it('429 with a date', async () => {
    await over.install()
    const date = new Date(Date.now() + 30_000)
    over.connector.failNext(status(429, date))
    const result = await over.bot.agentNotifier.showSession(await over.rings(), null)
    if (result.delivered || result.final || result.retryAfter === null) throw new Error('It should wait.')
    expect(result.retryAfter).toBeGreaterThan(25_000)
    expect(result.retryAfter).toBeLessThanOrEqual(30_000)
  })

  it('a line cut after the request: perhaps taken', async () => {
    await over.install()
    over.connector.failNext({ cut: 'reset', stored: true })
    const result = await over.bot.agentNotifier.showSession(await over.rings(), null)
    // How the network names it differs from one moment to the next.
    expect(result).toMatchObject({ delivered: false, final: false, ambiguous: true })
    expect(over.connector.ledger).toHaveLength(1)
  })

  it('no line at all: not taken', async () => {
    const { port, close } = await startServer(() => undefined)
    await close()
    expect(await answersOf(port)).toEqual(later({ reason: 'ECONNREFUSED' }))
  })

  it('a redirect: refused, and the token goes nowhere else', async () => {
    const asked: string[] = []
    const there = await startServer((request) => asked.push(request))
    const here = await startServer((_request, response) => {
      response.writeHead(307, { location: `http://localhost:${there.port}/` }).end()
    })
    expect(await answersOf(here.port)).toEqual(final('refused'))
    expect(asked).toEqual([])
    await Promise.all([here.close(), there.close()])
  })

  it('no token for the connector: nothing was sent', async () => {
    await over.install()
    over.bot = over.make(
      {},
      { tokens: { acquireTokenByClientCredential: () => Promise.reject(new Error('Entra is away')) } },
    )
    expect(await over.bot.agentNotifier.showSession(await over.rings(), null)).toEqual(later({ reason: 'Error' }))
    expect(over.connector.ledger).toEqual([])
  })
})

describe('what is taken without an id', () => {
  const methods = () => over.connector.ledger.map(({ method }) => method)

  it('counts as delivered; the card is sent anew at the next change of state, and updated after that', async () => {
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
      activity: { summary: 'You are in a session' },
    })
  })

  it('leads to no session, and least of all by an empty id', async () => {
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

it('nothing is sent to a place that is not allowed, even if it was remembered', async () => {
  await over.install()
  over.bot = over.make({ allowedServiceHosts: ['smba.trafficmanager.net'] })
  expect(await over.bot.agentNotifier.showSession(await over.rings(), null)).toEqual({
    delivered: false,
    final: true,
    reason: 'refused',
  })
  expect(over.connector.ledger).toEqual([])
})

it('a bot without an app id or a tenant is not made', () => {
  expect(() => over.make({ botId: '' })).toThrow('app id')
  expect(() => over.make({ botTenantId: '' })).toThrow('tenant')
})

/** What the desk is told when the agent's messages go to this port. */
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
