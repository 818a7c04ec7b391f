import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { InteractDatabase } from '#api/adapters/postgres/database/tables'
import { createStore } from '#api/adapters/postgres/store'

const units = 10
/** Users per statement, few enough for the statement time-out on a slow machine. */
const batch = 1000

/**
 * Creates a tenant with `count` users in SQL: 256 first names, distinct last names, ten units. Every second user is
 * licensed, every tenth is active, and all departments begin with the same word.
 */
export async function tenantOf(database: InteractDatabase, count: number) {
  const store = createStore(database)
  const tenantId = randomUUID()
  const { rootUnitId } = await store.provisioning.createTenant({ id: tenantId, name: `Tenant of ${count}` })
  const unitIds = Array.from({ length: units }, () => randomUUID())
  await database.inTenant(tenantId, (transaction) =>
    sql`
      insert into organization_units (tenant_id, id, parent_id, name, name_key)
      select ${tenantId}, id, ${rootUnitId}, 'Unit ' || place, 'unit ' || place
      from unnest(${unitIds}::uuid[]) with ordinality listed(id, place)`.execute(transaction),
  )
  for (let from = 1; from <= count; from += batch)
    await addUsers(database, tenantId, unitIds, from, Math.min(from + batch - 1, count))
  const found = await database.oneInTenant(tenantId, (build) =>
    build.selectFrom('users').select('contact_id').orderBy('sort_name').limit(1).compile(),
  )
  return { tenantId, unitIds, contactId: found[0]?.contact_id ?? '' }
}

const addUsers = (database: InteractDatabase, tenantId: string, unitIds: string[], from: number, to: number) =>
  database.inTenant(tenantId, (transaction) =>
    sql`
      with added as (
        insert into users (tenant_id, entra_oid, user_principal_name, display_name, sort_name, department,
          organization_unit_id, contact_center, interact, active, widget_key)
        select ${tenantId}, gen_random_uuid(), 'user' || n || '@contoso.test', name, name, 'department ' || n % 5,
          (${unitIds}::uuid[])[n % ${units} + 1], n % 2 = 0, n % 4 = 0, n % 10 = 0, md5(n::text)
        from generate_series(${from}::integer, ${to}::integer) n
        cross join lateral (select 'f' || left(md5(n || 'first'), 2) || ' l' || md5(n || 'last')) named(name)
        returning tenant_id, id, contact_id, sort_name
      ), routed as (
        insert into contact_routes (contact_id, tenant_id) select contact_id, tenant_id from added
      )
      insert into user_words (tenant_id, word, sort_name, user_id)
      select distinct tenant_id, word, sort_name, id
      from added
      cross join lateral unnest(array['department'] || string_to_array(sort_name, ' ')) whole(full_word)
      cross join lateral unnest(array[full_word, left(full_word, 1), left(full_word, 2), left(full_word, 3)]) part(word)
    `.execute(transaction),
  )
