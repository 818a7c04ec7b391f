import { sql } from 'kysely'
import type { Actor, People } from '#core/ports/admin'
import { notFoundSince, unchangedSince, writeAudited, type Change } from './audited.ts'
import { setAvailable } from './desks.ts'
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
): Promise<Change | ReturnType<typeof notFoundSince>> {
  const row = await transaction
    .updateTable('users')
    .set((user) => ({
      ...(organizationUnitId === undefined ? {} : { organization_unit_id: organizationUnitId }),
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
