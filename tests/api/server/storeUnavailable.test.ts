import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { openPostgres } from '#api/adapters/postgres/database/openPostgres'
import type { Tables } from '#api/adapters/postgres/database/tables'
import type { SessionEvent } from '#core/contract/sessions'
import { startConnector, type Connector } from '../../support/microsoft/connector.ts'
import { contactOf, enter, launch, type Contact, type Customer } from '../../support/customer.ts'
import { describePostgres } from '../../support/database/databases.ts'
import { eventually } from '../../support/eventually.ts'
import { followAsCustomer, sayAll, type Follower } from '../../support/followers.ts'
import { query } from '../../support/database/postgres.ts'
import { startPostgres, stopPostgres, type PostgresServer } from '../../support/database/postgresServer.ts'
import { teamsSide, type TeamsSide } from '../../support/teamsSide.ts'
import { startWorld, type Answer, type World } from '../../support/world.ts'

const alex = 'alex@contoso.test'
const messagesEach = 100
const killAfter = 60
const messages = (side: string) => Array.from({ length: messagesEach }, (_, n) => `${side} ${n}`)

describePostgres('while PostgreSQL is unavailable', () => {
  let folder: string
  let postgres: PostgresServer
  let connector: Connector
  let teams: TeamsSide
  let world: World
  let contact: Contact
  let customer: Customer
  let follower: Follower
  let id: string
  let log = ''

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'interact-away-'))
    postgres = await startPostgres(folder)
    const database = openPostgres<Tables>(postgres.url('postgres'), { patience: 2000, silence: 3000 })
    await database.migrate()
    connector = await startConnector({ isConnectorToken: () => Promise.resolve(true) })
    world = await startWorld({ database, connector: connector.serviceUrl, log: (message) => (log += message) })
    teams = teamsSide(world.apiUrl, connector, world.entra.channelToken)
    await teams.install(alex)
    contact = await contactOf(world, alex)
    customer = await enter(world, contact)
    id = await customer.open('First words')
    await world.ask(alex, 'POST', `/sessions/${id}/accept`, { body: {} })
    follower = followAsCustomer(world.widgetUrl, customer.token, id)
  })
  afterAll(async () => {
    await follower.stop()
    await world.close()
    await connector.close()
    await stopPostgres(folder, postgres.pid)
    rmSync(folder, { recursive: true })
  })

  const ready = () => fetch(`${world.apiUrl}/readyz`)

  test('refuses every request with 503 and Retry-After, and loses nothing that was acknowledged', async () => {
    const refused: Answer[] = []
    let stored = 0
    let killed = false
    const status = (answer: Answer) => {
      if (answer.status >= 400) refused.push(answer)
      return answer.status
    }
    const onStored = () => {
      stored += 1
      if (stored !== killAfter) return
      killed = true
      process.kill(postgres.pid, 'SIGKILL')
    }
    const agentWrites = (key: string, text: string) =>
      world.ask(alex, 'POST', `/sessions/${id}/messages`, { body: { key, text } })
    const writing = Promise.all([
      sayAll(messages('customer'), async (key, text) => status(await customer.say(id, text, key)), onStored),
      sayAll(messages('agent'), async (key, text) => status(await agentWrites(key, text)), onStored),
    ])
    await eventually(() => killed && refused.length > 5, 'messages are refused')

    const answers = await Promise.all([
      customer.ask('GET', `/sessions/${id}/events?wait=20`),
      customer.ask('POST', `/sessions/${id}/end`, {}),
      launch(world, contact),
      world.ask(alex, 'GET', '/me'),
      world.ask(alex, 'GET', '/users'),
      world.ask(alex, 'PATCH', '/me/availability', { body: { available: false } }),
    ])
    for (const { status: code, headers, body } of [...answers, ...refused]) {
      expect([code, headers.get('content-type')?.split(';')[0]]).toEqual([503, 'application/problem+json'])
      expect(Number(headers.get('retry-after'))).toBeGreaterThan(0)
      expect(body).toMatchObject({ code: 'unavailable', status: 503 })
      expect(JSON.stringify(body)).not.toMatch(/postgres|ECONN|ENOENT|socket|SQL/i)
    }
    expect(await teams.send(teams.activity(alex, { text: 'Hello' }))).toBe(503)
    const notReady = await ready()
    expect([notReady.status, notReady.headers.get('retry-after')]).toEqual([503, '5'])
    expect((await fetch(`${world.apiUrl}/healthz`)).status).toBe(200)

    postgres = await startPostgres(folder)
    await eventually(async () => (await ready()).ok, 'the product is ready again')
    await writing

    const { body } = await customer.ask('GET', `/sessions/${id}/events`)
    const events = body.items as SessionEvent[]
    const said = (from: string) =>
      events.flatMap((event) => (event.kind === 'message' && event.from === from ? [event.content.text] : []))
    expect(said('customer')).toEqual(['First words', ...messages('customer')])
    expect(said('agent')).toEqual(messages('agent'))
    await eventually(() => follower.events.length >= events.length, 'the stream has come back')
    expect(follower.events.slice(0, events.length)).toEqual(events)
  })

  test('logs that the database was unavailable, without secrets or messages', async () => {
    expect(log).toContain('StoreUnavailable')
    const secrets = [customer.token, customer.resume, await world.token(alex), contact.widgetKey]
    for (const kept of [...secrets, 'First words', 'customer 9', 'agent 9']) expect(log).not.toContain(kept)
  })

  test('sends nothing to Teams again that was delivered meanwhile', async () => {
    const rows = () =>
      teams.read(alex).flatMap((message) => message.split('\n').filter((row) => /^customer \d/.test(row)))
    await eventually(() => rows().length >= messagesEach, 'all messages are in Teams')
    expect(rows()).toEqual(messages('customer'))
  })

  test('refuses requests while the database hangs, and stores the next one afterwards', async () => {
    const busy = `select pid from pg_stat_activity where application_name = 'interact'`
    const sessions = (await query(postgres.url('postgres'), busy)) as { pid: number }[]
    const all = [postgres.pid, ...sessions.map(({ pid }) => pid)]
    for (const pid of all) process.kill(pid, 'SIGSTOP')
    const [message, me, health] = await Promise.all([
      customer.say(id, 'Into the silence'),
      world.ask(alex, 'GET', '/me'),
      ready(),
    ])
    for (const pid of all) process.kill(pid, 'SIGCONT')
    expect([message.status, me.status, health.status]).toEqual([503, 503, 503])
    await eventually(async () => (await ready()).ok, 'the product is ready again')
    expect((await customer.say(id, 'Heard again')).status).toBe(201)
  })
})
