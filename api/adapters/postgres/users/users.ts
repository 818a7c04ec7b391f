import { sql } from 'kysely'
import { selfAndAncestors } from '#core/admin/organizationTree'
import type { Actor, Users } from '#core/admin/ports'
import { notFoundSince, refused, unchangedSince, writeAudited, type Change } from '../admin/auditedWrite.ts'
import { setAvailable } from '../sessions/agentConversations.ts'
import { itemUsage, wouldOrphan, treeOf, type Branch } from '../admin/itemUsage.ts'
import { reachTables } from '../contacts/reachabilityRow.ts'
import { signIn } from './signIn.ts'
import type { InteractDatabase, Tx } from '../database/tables.ts'
import { userColumns, userOf, type UserRow } from './userRow.ts'
import { z } from 'zod'
import type { UsersQuery } from '#core/contract/users'
import { opaque } from '#core/contract/text'
import { pageOf, readCursor } from '../database/pageCursor.ts'
import { searchTermsOf } from '../database/searchWords.ts'
import { countUsers, pageOfUsers, type UserFilter } from './usersQuery.ts'

type Patch = Parameters<Users['patch']>[2]

export function createUsers(database: InteractDatabase): Users {
  return {
    signIn: signIn(database),
    list: listUsers(database),
    licenceAdminOf: licenceAdminOf(database),
    setAvailable: (tenantId, userId, available) => setAvailable(database, tenantId, userId, available),

    find: async (tenantId, userId) => {
      const query = sql<UserRow>`
        select ${userColumns} from ${reachTables} where u.tenant_id = ${tenantId} and u.id = ${userId}`
      const [row] = await database.oneInTenant(tenantId, (build) => query.compile(build))
      return row ? { ...userOf(row), version: row.version } : null
    },

    entraObjectIdOf: async (tenantId, userId) => {
      const query = sql<{ id: string }>`
        select entra_oid as id from users where tenant_id = ${tenantId} and id = ${userId}`
      const [row] = await database.oneInTenant(tenantId, (build) => query.compile(build))
      return row?.id ?? null
    },

    patch: (tenantId, userId, change, by, version) =>
      writeAudited(database, tenantId, by, (transaction) => patchUser(transaction, tenantId, userId, change, version)),
  }
}

async function patchUser(
  transaction: Tx,
  tenantId: string,
  userId: string,
  { organizationUnitId, licences, role, administers }: Patch,
  version: number | undefined,
): Promise<Change | ReturnType<typeof refused>> {
  const stays =
    organizationUnitId === undefined ? null : await whyNotMoved(transaction, tenantId, userId, organizationUnitId)
  if (stays) return stays
  const row = await transaction
    .updateTable('users')
    .set((user) => ({
      // Makes a concurrent change of the Interact settings stale, because it was validated for the previous unit.
      ...(organizationUnitId === undefined
        ? {}
        : { organization_unit_id: organizationUnitId, interact_version: user('interact_version', '+', 1) }),
      ...(role === undefined ? {} : { role }),
      ...(licences && { contact_center: licences.includes('contactCenter'), interact: licences.includes('interact') }),
      version: user('version', '+', 1),
    }))
    .where('tenant_id', '=', tenantId)
    .where('id', '=', userId)
    .where(unchangedSince(version))
    .returning(['version', 'organization_unit_id', 'role'])
    .executeTakeFirst()
  if (!row) return notFoundSince(version)
  const units = row.role === 'organizationUnitAdmin' ? administers : []
  if (units) await setAdministers(transaction, tenantId, userId, units)
  return { version: row.version, unitId: row.organization_unit_id }
}

/** The locks keep the user's items, and the units of items and user, unchanged between the check and the write. */
async function whyNotMoved(transaction: Tx, tenantId: string, userId: string, unitId: string) {
  await sql`select from users where tenant_id = ${tenantId} and id = ${userId} for update`.execute(transaction)
  await sql`select from organization_units where tenant_id = ${tenantId} and id = ${unitId} for key share`.execute(
    transaction,
  )
  for (const [table, held] of itemUsage)
    await sql`
      select from ${sql.table(table)} i join users u on u.tenant_id = i.tenant_id and ${sql.ref(`u.${held}`)} = i.id
      where u.tenant_id = ${tenantId} and u.id = ${userId} for share of i`.execute(transaction)
  const units = await sql<Branch>`
    select id, parent_id from organization_units where tenant_id = ${tenantId}`.execute(transaction)
  const tree = treeOf(units.rows)
  if (!tree.parentOf.has(unitId)) return refused('missing')
  const user = sql<boolean>`u.id = ${userId}`
  return (await wouldOrphan(transaction, tenantId, user, selfAndAncestors(tree, unitId))) ? refused('inUse') : null
}

async function setAdministers(
  transaction: Tx,
  tenantId: string,
  userId: Actor['userId'],
  units: readonly string[],
): Promise<void> {
  await sql`delete from user_administers where tenant_id = ${tenantId} and user_id = ${userId}`.execute(transaction)
  await sql`
    insert into user_administers (tenant_id, user_id, organization_unit_id)
    select distinct ${tenantId}::uuid, ${userId}::uuid, unit from unnest(${units}::uuid[]) unit`.execute(transaction)
}

const place = z.tuple([opaque(1000), z.guid()])
const mostCounted = 1000
const nobody = { items: [], nextCursor: null, total: { count: 0, atLeast: false } }

/** One page of users, sorted by name. Its cost depends on the page size, not on the number of users of the tenant. */
const listUsers =
  (database: InteractDatabase): Users['list'] =>
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

/** The values of `users.facet` (active 4, contactCenter 2, interact 1) that match a query; null for any. */
function facetsOf({ active, licence }: UsersQuery): number[] | null {
  if (active === undefined && licence === undefined) return null
  const bit = licence === 'contactCenter' ? 2 : 1
  return [0, 1, 2, 3, 4, 5, 6, 7].filter(
    (facet) =>
      (active === undefined || facet >= 4 === (active === 'true')) && (licence === undefined || (facet & bit) !== 0),
  )
}

type AdminRow = { display_name: string; department: string | null }

/** Finds the admin of the nearest unit first, because they know the user; a tenant admin if no unit has one. */
const licenceAdminOf =
  (database: InteractDatabase): Users['licenceAdminOf'] =>
  async (tenantId, userId) => {
    const query = sql<AdminRow>`
      with recursive above (id, parent_id, distance) as (
        select o.id, o.parent_id, 0 from users u
        join organization_units o on o.tenant_id = u.tenant_id and o.id = u.organization_unit_id
        where u.tenant_id = ${tenantId} and u.id = ${userId}
        union all
        select o.id, o.parent_id, distance + 1 from above
        join organization_units o on o.tenant_id = ${tenantId} and o.id = above.parent_id
      ), unit_admins as (
        select u.display_name, u.department, u.sort_name, distance from above
        join user_administers a on a.tenant_id = ${tenantId} and a.organization_unit_id = above.id
        join users u on u.tenant_id = a.tenant_id and u.id = a.user_id and u.role = 'organizationUnitAdmin'
        where u.id <> ${userId}
      ), tenant_admins as (
        select display_name, department, sort_name, 1000 as distance from users
        where tenant_id = ${tenantId} and (directory_admin or role = 'tenantAdmin') and id <> ${userId}
        order by sort_name, id limit 1
      )
      select display_name, department from (table unit_admins union all table tenant_admins) admins
      order by distance, sort_name limit 1`
    const [row] = await database.oneInTenant(tenantId, (build) => query.compile(build))
    return row ? { displayName: row.display_name, department: row.department } : null
  }
