import { sql } from 'kysely'
import { selfAndAncestors } from '#core/admin/organizationTree'
import type { Actor, People } from '#core/admin/ports'
import { notFoundSince, refused, unchangedSince, writeAudited, type Change } from './audited.ts'
import { setAvailable } from './desks.ts'
import { heldItems, strands, treeOf, type Branch } from './heldItems.ts'
import { listUsers } from './listUsers.ts'
import { reachTables } from './reachRow.ts'
import { signIn } from './signIn.ts'
import type { InteractDatabase, Tx } from './tables.ts'
import { userColumns, userOf, type UserRow } from './userRow.ts'

type Patch = Parameters<People['patch']>[2]

export function createPeople(database: InteractDatabase): People {
  return {
    signIn: signIn(database),
    list: listUsers(database),
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
      // A choice of items that was decided for the unit before is stale.
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

/** The locks keep the user from choosing another item, and items and unit from moving, between the question and the write. */
async function whyNotMoved(transaction: Tx, tenantId: string, userId: string, unitId: string) {
  await sql`select from users where tenant_id = ${tenantId} and id = ${userId} for update`.execute(transaction)
  await sql`select from organization_units where tenant_id = ${tenantId} and id = ${unitId} for key share`.execute(
    transaction,
  )
  for (const [table, held] of heldItems)
    await sql`
      select from ${sql.table(table)} i join users u on u.tenant_id = i.tenant_id and ${sql.ref(`u.${held}`)} = i.id
      where u.tenant_id = ${tenantId} and u.id = ${userId} for share of i`.execute(transaction)
  const units = await sql<Branch>`
    select id, parent_id from organization_units where tenant_id = ${tenantId}`.execute(transaction)
  const tree = treeOf(units.rows)
  if (!tree.parentOf.has(unitId)) return refused('missing')
  const user = sql<boolean>`u.id = ${userId}`
  return (await strands(transaction, tenantId, user, selfAndAncestors(tree, unitId))) ? refused('inUse') : null
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
