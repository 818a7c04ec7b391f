import { sql } from 'kysely'
import type { Role } from '#core/contract/users'
import type { Actor, Users } from '#core/admin/ports'
import type { InteractDatabase } from '../database/tables.ts'
import { roleOf } from './userRow.ts'
import { upsertUsers } from './upsertUsers.ts'

type Claims = Parameters<Users['signIn']>[0]

type Person = {
  user_id: string
  display_name: string
  role: Role
  directory_admin: boolean
  administers: string[]
}

/** Finds the user of a token in one round trip; the first sign-in creates the user in the root unit. */
export const signIn =
  (database: InteractDatabase): Users['signIn'] =>
  async (claims) => {
    const found = await findPerson(database, claims)
    if (!found) return null
    const person = found.user_id === null ? await addPerson(database, claims) : found
    if (person.directory_admin !== claims.tenantAdmin) await noteDirectoryRole(database, claims)
    return actorOf(claims, { ...person, directory_admin: claims.tenantAdmin })
  }

/** Null if the tenant is not onboarded; with a null user id if only the user is new. */
async function findPerson(
  database: InteractDatabase,
  { tenantId, entraObjectId }: Claims,
): Promise<Person | { user_id: null } | null> {
  const query = sql<Person | { user_id: null }>`
    select u.id as user_id, u.display_name, u.role, u.directory_admin, array(
      select a.organization_unit_id::text from user_administers a
      where a.tenant_id = u.tenant_id and a.user_id = u.id order by a.organization_unit_id
    ) as administers
    from tenants t left join users u on u.tenant_id = t.tenant_id and u.entra_oid = ${entraObjectId}
    where t.tenant_id = ${tenantId}`
  const [found] = await database.oneInTenant(tenantId, (build) => query.compile(build))
  return found ?? null
}

async function addPerson(database: InteractDatabase, claims: Claims): Promise<Person> {
  const { tenantId, entraObjectId, displayName, userPrincipalName } = claims
  const person = { entraObjectId, displayName, userPrincipalName, mail: null, department: null, jobTitle: null }
  await database.inTenant(tenantId, (transaction) => upsertUsers(transaction, tenantId, [person]))
  const added = await findPerson(database, claims)
  if (added?.user_id) return added
  throw new Error('A user was not found after it was created')
}

async function noteDirectoryRole(database: InteractDatabase, { tenantId, entraObjectId, tenantAdmin }: Claims) {
  const query = sql`
    update users set directory_admin = ${tenantAdmin} where tenant_id = ${tenantId} and entra_oid = ${entraObjectId}`
  await database.oneInTenant(tenantId, (build) => query.compile(build))
}

function actorOf({ tenantId }: Claims, person: Person): Actor {
  const role = roleOf(person)
  return {
    tenantId,
    userId: person.user_id,
    displayName: person.display_name,
    role,
    administers: role === 'organizationUnitAdmin' ? person.administers : [],
  }
}
