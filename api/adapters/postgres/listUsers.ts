import { sql } from 'kysely'
import { z } from 'zod'
import type { UsersQuery } from '#core/contract/users'
import { opaque } from '#core/contract/text'
import type { People } from '#core/admin/ports'
import { pageOf, readCursor } from './cursor.ts'
import { searchTermsOf } from './fold.ts'
import { reachTables } from './reachRow.ts'
import type { InteractDatabase } from './tables.ts'
import { userColumns, userOf, type UserRow } from './userRow.ts'
import { countUsers, pageOfUsers, type UserFilter } from './usersQuery.ts'

const place = z.tuple([opaque(1000), z.guid()])
const mostCounted = 1000
const nobody = { items: [], nextCursor: null, total: { count: 0, atLeast: false } }

/** A page of users by name. What it costs depends on the page, not on how many users the tenant has. */
export const listUsers =
  (database: InteractDatabase): People['list'] =>
  async (tenantId, query, units) => {
    const from = query.cursor === undefined ? null : readCursor(query.cursor, place)
    const filter = filterOf(tenantId, query, units)
    if (filter.units?.length === 0 || (query.cursor !== undefined && from === null)) return nobody
    const page = sql<UserRow>`
      select ${userColumns} from ${reachTables}
      join (${pageOfUsers(filter, from, query.limit + 1)}) page on page.id = u.id
      where u.tenant_id = ${tenantId}
      order by u.sort_name, u.id`
    const total = sql<{ count: number; more: boolean }>`${countUsers(filter, mostCounted + 1)}`
    const [rows, counted] = await Promise.all([
      database.oneInTenant(tenantId, (build) => page.compile(build)),
      database.oneInTenant(tenantId, (build) => total.compile(build)),
    ])
    const { count = 0, more = false } = counted[0] ?? {}
    return {
      ...pageOf(rows, query.limit, (row) => [row.sort_name, row.id], userOf),
      total: { count: Math.min(count, mostCounted), atLeast: more || count > mostCounted },
    }
  }

function filterOf(tenantId: string, query: UsersQuery, units: readonly string[] | null): UserFilter {
  const wanted = query.organizationUnitId
  const reached = wanted === undefined ? units : [wanted].filter((unit) => units === null || units.includes(unit))
  return { tenantId, units: reached, facets: facetsOf(query), terms: searchTermsOf(query.search ?? '') }
}

/** The values of a user's facet (active 4, contactCenter 2, interact 1) that a query asks for; null for any. */
function facetsOf({ active, licence }: UsersQuery): number[] | null {
  if (active === undefined && licence === undefined) return null
  const bit = licence === 'contactCenter' ? 2 : 1
  return [0, 1, 2, 3, 4, 5, 6, 7].filter(
    (facet) =>
      (active === undefined || facet >= 4 === (active === 'true')) && (licence === undefined || (facet & bit) !== 0),
  )
}
