import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { InteractDatabase } from '#api/adapters/postgres/database/tables'
import { contactOf, enter, type Customer } from '../../support/customer.ts'
import { openWorldDatabase } from '../../support/database/databases.ts'
import { eventually } from '../../support/eventually.ts'
import { contoso } from '#infra/local/seedPeople'
import { startWorld, type World } from '../../support/world.ts'

const alex = 'alex@contoso.test'
const ringTime = 45_000
let ahead = 0
let broken: string | null = null
let world: World
const logged: string[] = []

/** The same database, in which the transitions of one session cannot be stored. */
const withOneBroken = (database: InteractDatabase): InteractDatabase => ({
  ...database,
  oneInTenant: (tenantId, statement) =>
    database.oneInTenant(tenantId, (build) => {
      const query = statement(build)
      if (query.sql.includes('with changed as') && broken !== null && query.parameters.includes(broken))
        throw new Error('This session cannot be stored.')
      return query
    }),
})

beforeAll(async () => {
  const database = withOneBroken(await openWorldDatabase())
  world = await startWorld({ database, now: () => Date.now() + ahead, log: (message) => logged.push(message) })
})
afterAll(() => world.close())

const hasEnded = async (customer: Customer, sessionId: string) => {
  const { body } = await customer.ask('GET', `/sessions/${sessionId}/events?after=0`)
  return (body.items as { kind: string }[]).some(({ kind }) => kind === 'ended')
}

test('logs a session whose transition fails, lets the ring of others time out, and retries it later', async () => {
  const contact = await contactOf(world, alex)
  const [bad, good] = [await enter(world, contact), await enter(world, contact)]
  const badId = await bad.open()
  const goodId = await good.open()
  broken = badId
  ahead += ringTime
  await eventually(() => hasEnded(good, goodId), 'the other session has rung out')
  const fault = logged
    .map((message) => JSON.parse(message) as Record<string, unknown>)
    .find(({ msg }) => msg === 'fault')
  expect(fault).toMatchObject({ where: 'sessionTimers', tenantId: contoso, sessionId: badId })
  expect(await hasEnded(bad, badId)).toBe(false)
  broken = null
  ahead += 5 * 60_000
  await eventually(() => hasEnded(bad, badId), 'the session has rung out')
})
