import { beforeAll, describe, expect, test } from '@jest/globals'
import { sql } from 'kysely'
import { searchTermsOf } from '#api/adapters/postgres/database/searchWords'
import type { InteractDatabase, Tables } from '#api/adapters/postgres/database/tables'
import { countUsers, pageOfUsers, type UserFilter } from '#api/adapters/postgres/users/usersQuery'
import { describeEachDatabase } from '../support/database/databases.ts'
import { tenantOf } from './support/manyUsers.ts'

type Tenant = Awaited<ReturnType<typeof tenantOf>>
interface Plan {
  'Node Type': string
  'Relation Name'?: string
  'Index Name'?: string
  'Actual Rows': number
  'Actual Loops': number
  'Rows Removed by Filter'?: number
  'Rows Removed by Index Recheck'?: number
  Plans?: Plan[]
}

const migrations = [
  new URL('../../api/adapters/postgres/migrations/', import.meta.url),
  new URL('plans/', import.meta.url),
]
const few = 1000
const many = 10_000

const pieces = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(pieces)]

/** Number of rows that a plan read from tables and indexes, discarded ones included. */
const touched = (plan: Plan): number =>
  pieces(plan)
    .filter((part) => part['Relation Name'] !== undefined || part['Index Name'] !== undefined)
    .map((part) => {
      const rows =
        part['Actual Rows'] + (part['Rows Removed by Filter'] ?? 0) + (part['Rows Removed by Index Recheck'] ?? 0)
      return rows * part['Actual Loops']
    })
    .reduce((all, each) => all + each, 0)

describeEachDatabase(`Queries over ${few} and over ${many} users`, (open, vacuum) => {
  let database: InteractDatabase
  let small: Tenant
  let large: Tenant

  beforeAll(async () => {
    database = await open<Tables>()
    small = await tenantOf(database, few)
    large = await tenantOf(database, many)
    await database.migrate(migrations)
  }, 300_000)

  const explain = async (tenantId: string, query: ReturnType<typeof pageOfUsers>): Promise<Plan> => {
    const explained = sql<{ 'QUERY PLAN': [{ Plan: Plan }] }>`explain (analyze, timing off, format json) ${query}`
    const [row] = await database.oneInTenant(tenantId, (build) => explained.compile(build))
    if (!row) throw new Error('There is no plan')
    return row['QUERY PLAN'][0].Plan
  }
  const filters: Record<string, (tenant: Tenant) => Partial<UserFilter>> = {
    'all users': () => ({}),
    'one unit': ({ unitIds }) => ({ units: unitIds.slice(0, 1) }),
    'several units': ({ unitIds }) => ({ units: unitIds.slice(0, 5) }),
    'active users': () => ({ facets: [4, 5, 6, 7] }),
    'no users (all active users are licensed)': () => ({ facets: [4, 5] }),
    'licensed users of a unit': ({ unitIds }) => ({ units: unitIds.slice(1, 2), facets: [2, 3, 6, 7] }),
    'a search for one letter': () => ({ terms: searchTermsOf('f') }),
    'a search for letters at the end of the order': () => ({ terms: searchTermsOf('fpp') }),
    'a search for the beginning of a rare word': () => ({ terms: searchTermsOf('ldkhd') }),
    'a search for a word that all users have': () => ({ terms: searchTermsOf('departm') }),
    'a search in a unit': ({ unitIds }) => ({ units: unitIds.slice(0, 1), terms: searchTermsOf('departm') }),
    'a search without a match': () => ({ terms: searchTermsOf('nowhere') }),
  }

  describe.each([
    ['before vacuum', () => Promise.resolve()],
    ['after vacuum', vacuum],
  ])('%s', (_name, tidy) => {
    beforeAll(tidy)

    test.each(Object.entries(filters))('a page of %s reads about as many rows from both', async (_name, filterOf) => {
      const rowsFor = async (tenant: Tenant, from: [string, string] | null) => {
        const filter = { tenantId: tenant.tenantId, units: null, facets: null, terms: [], ...filterOf(tenant) }
        const plan = await explain(tenant.tenantId, pageOfUsers(filter, from, 51))
        expect(pieces(plan).map((part) => part['Node Type'])).not.toContain('Seq Scan')
        return touched(plan)
      }
      const middle: [string, string] = ['fh', '00000000-0000-0000-0000-000000000000']
      for (const from of [null, middle])
        expect(await rowsFor(large, from)).toBeLessThanOrEqual(1.5 * (await rowsFor(small, from)) + 500)
    })

    test.each(Object.entries(filters))('counting %s stops soon after a thousand', async (_name, filterOf) => {
      const filter = { tenantId: large.tenantId, units: null, facets: null, terms: [], ...filterOf(large) }
      const plan = await explain(large.tenantId, countUsers(filter, 1001))
      expect(touched(plan)).toBeLessThan(5000)
    })
  })

  test('a launch scans no table sequentially', async () => {
    const walked = await database.inTenant(large.tenantId, async (transaction) => {
      const before = await scans(transaction)
      await sql`select contact_facts(${large.contactId})`.execute(transaction)
      const after = await scans(transaction)
      return { seq: after.seq - before.seq, idx: after.idx - before.idx }
    })
    expect(walked.seq).toBe(0)
    expect(walked.idx).toBeGreaterThanOrEqual(2)
  })
})

/** Number of sequential scans and index scans of a launch's large tables in this transaction. */
async function scans(transaction: Parameters<Parameters<InteractDatabase['inTenant']>[1]>[0]) {
  const counted = await sql<{ seq: number; idx: number }>`
    select sum(seq_scan)::integer as seq, sum(idx_scan)::integer as idx from pg_stat_xact_user_tables
    where relname in ('users', 'contact_routes')`.execute(transaction)
  return counted.rows[0] ?? { seq: 0, idx: 0 }
}
