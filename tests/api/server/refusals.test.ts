import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import { openPglite } from '#api/adapters/postgres/database/openPglite'
import type { InteractDatabase, Tables } from '#api/adapters/postgres/database/tables'
import { noLimits, type Limits } from '#api/server/rateLimits'
import { contactOf, enter } from '../../support/customer.ts'
import { pgliteTemplate } from '../../support/database/databases.ts'
import {
  refusalAt,
  refusedForNow,
  refusedLaunches,
  refusedToAgents,
  refusedToCustomers,
  type AgentPlace,
  type CustomerPlace,
} from '../../support/refusals.ts'
import { startWorld, type World } from '../../support/world.ts'

const alex = 'alex@contoso.test'
const state = { limited: false, away: false }

/** The database, which answers nothing during an outage. */
const withOutages = (database: InteractDatabase): InteractDatabase => ({
  ...database,
  oneWithoutTenant: (statement) =>
    state.away
      ? Promise.reject(Object.assign(new Error('The database is away.'), { unavailable: true }))
      : database.oneWithoutTenant(statement),
})
const limits: Limits = {
  ...noLimits,
  use: () => Promise.resolve(state.limited ? { code: 'tooManyRequests', retryAfter: 11.2 } : null),
}

let world: World
let ofCustomer: CustomerPlace
let ofAgent: AgentPlace

beforeAll(async () => {
  const database = withOutages(await openPglite<Tables>({ memory: await pgliteTemplate() }))
  world = await startWorld({ database, limits: true, platform: () => ({ limits }) })
  const contact = await contactOf(world, alex)
  const customer = await enter(world, contact)
  const [ended, active, ringing] = [await customer.open(), await customer.open(), await customer.open()]
  await customer.ask('POST', `/sessions/${ended}/end`, {})
  await world.ask(alex, 'POST', `/sessions/${active}/accept`, { body: {} })
  const sessions = { active, ended }
  ofCustomer = { url: world.widgetUrl, page: world.shopOrigin, contact, token: customer.token, ...sessions }
  ofAgent = { url: world.apiUrl, token: await world.token(alex), ringing, ...sessions }
})
afterEach(() => void Object.assign(state, { limited: false, away: false }))
afterAll(() => world.close())

/** The same tables run against the APIs of the widget and tab tests: tests/widget/refusals.test.ts, tests/tab/refusals.test.ts. */
describe('the product refuses', () => {
  test.each([...refusedLaunches, ...refusedToCustomers].map((row) => [row.what, row] as const))(
    'to a customer: %s',
    async (_what, row) => {
      const { answered, stated } = await refusalAt(ofCustomer, row)
      expect(answered).toEqual(stated)
    },
  )

  test.each(refusedToAgents.map((row) => [row.what, row] as const))('to an agent: %s', async (_what, row) => {
    const { answered, stated } = await refusalAt(ofAgent, row)
    expect(answered).toEqual(stated)
  })

  test('a launch over a limit, with whole seconds to wait', async () => {
    state.limited = true
    const { answered, stated } = await refusalAt(ofCustomer, refusedForNow.tooManyRequests)
    expect(answered).toEqual(stated)
  })

  test('a launch during an outage, with two seconds to wait', async () => {
    state.away = true
    const { answered, stated } = await refusalAt(ofCustomer, refusedForNow.unavailable)
    expect(answered).toEqual(stated)
  })
})

test('a preflight of a launch is answered for two hours, without credentials', async () => {
  const { status, headers } = await fetch(`${world.widgetUrl}/widget/v1/launch`, {
    method: 'OPTIONS',
    headers: { origin: world.shopOrigin, 'access-control-request-method': 'POST' },
  })
  const names = ['origin', 'methods', 'headers', 'credentials'].map((name) => `access-control-allow-${name}`)
  expect([status, ...[...names, 'access-control-max-age'].map((name) => headers.get(name))]).toEqual([
    204,
    world.shopOrigin,
    'POST',
    'Content-Type',
    null,
    '7200',
  ])
})
