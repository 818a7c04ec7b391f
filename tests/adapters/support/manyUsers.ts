import { createHash, randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { InteractDatabase } from '#api/adapters/postgres/database/tables'
import { createStore } from '#api/adapters/postgres/store'
import type { DirectoryUser } from '#core/admin/directoryPorts'
import { storeUsers } from '#infra/local/manyPeople/storeUsers'

const units = 10

/**
 * Creates a tenant with `count` users: 256 first names, distinct last names, ten units. Every second user is licensed,
 * every tenth is active, and all departments begin with the same word.
 */
export async function tenantOf(database: InteractDatabase, count: number) {
  const { provisioning } = createStore(database)
  const tenantId = randomUUID()
  const { rootUnitId } = await provisioning.createTenant({ id: tenantId, name: `Tenant of ${count}` })
  const unitIds = Array.from({ length: units }, () => randomUUID())
  await database.inTenant(tenantId, (transaction) =>
    sql`
      insert into organization_units (tenant_id, id, parent_id, name, name_key)
      select ${tenantId}, id, ${rootUnitId}, 'Unit ' || place, 'unit ' || place
      from unnest(${unitIds}::uuid[]) with ordinality listed(id, place)`.execute(transaction),
  )
  for await (const _stored of storeUsers(provisioning, tenantId, count, (n) => userOf(n, unitIds))) continue
  const found = await database.oneInTenant(tenantId, (build) =>
    build.selectFrom('users').select('contact_id').orderBy('sort_name').limit(1).compile(),
  )
  return { tenantId, unitIds, contactId: found[0]?.contact_id ?? '' }
}

/** Letters alone, because a search takes letters and digits for separate words: g to p stand for the digits. */
const lettersOf = (text: string): string =>
  createHash('md5')
    .update(text)
    .digest('hex')
    .replace(/\d/g, (digit) => String.fromCharCode('g'.charCodeAt(0) + Number(digit)))

function userOf(n: number, unitIds: readonly string[]): DirectoryUser {
  const organizationUnitId = unitIds[n % units]
  const lastName = `l${lettersOf(`${n}last`)}`
  return {
    entraObjectId: randomUUID(),
    userPrincipalName: `${lastName}@contoso.test`,
    displayName: `f${lettersOf(`${n}first`).slice(0, 2)} ${lastName}`,
    ...{ mail: null, department: `department ${n % 5}`, jobTitle: null },
    initial: {
      ...(organizationUnitId === undefined ? {} : { organizationUnitId }),
      licences: [...(n % 2 === 0 ? ['contactCenter' as const] : []), ...(n % 4 === 0 ? ['interact' as const] : [])],
      active: n % 10 === 0,
    },
  }
}
