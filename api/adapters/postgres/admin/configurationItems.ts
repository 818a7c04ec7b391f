import { sql, type RawBuilder } from 'kysely'
import { selfAndDescendants } from '#core/admin/organizationTree'
import type { Holder } from '#core/admin/ports'
import { refused, type Change } from './auditedWrite.ts'
import { nameKey } from '../database/searchWords.ts'
import { treeOf, type Branch } from './itemUsage.ts'
import type { Tx } from '../database/tables.ts'

type Table = 'domain_templates' | 'direct_system_messages'
type Named = { name: string; organizationUnitId: string; description: string }

/** The columns that both kinds of configuration items share. */
export interface ItemRow {
  id: string
  version: number
  updated_at: Date
  name: string
  organization_unit_id: string
  description: string
  used_by: Holder[]
}

/** The column in `users` that references an item of this kind. */
const holder = { domain_templates: 'domain_template_id', direct_system_messages: 'direct_system_messages_id' } as const
/** Maximum number of users listed with an item, because an item can be assigned to a whole company. */
const mostNamed = 100

export const itemColumns = (row: ItemRow) => ({
  id: row.id,
  version: row.version,
  updatedAt: row.updated_at.getTime(),
  name: row.name,
  organizationUnitId: row.organization_unit_id,
  description: row.description,
  usedBy: row.used_by,
})

/** Items `i` of a tenant that match a condition, each with the users that use it, sorted by name. */
export const selectItems = <Row extends ItemRow>(
  table: Table,
  columns: RawBuilder<unknown>,
  tenantId: string,
  condition: RawBuilder<unknown>,
) => sql<Row>`
  select i.id, i.version, i.updated_at, i.name, i.organization_unit_id, i.description, ${columns}, (
    select coalesce(jsonb_agg(
      jsonb_build_object('id', u.id, 'displayName', u.display_name, 'organizationUnitId', u.organization_unit_id)
      order by u.sort_name, u.id
    ), '[]')
    from (
      select id, display_name, sort_name, organization_unit_id from users
      where tenant_id = ${tenantId} and ${sql.ref(holder[table])} = i.id
      order by sort_name limit ${mostNamed}
    ) u
  ) as used_by
  from ${sql.table(table)} i
  where i.tenant_id = ${tenantId} and ${condition}`

const named = ({ name, organizationUnitId, description }: Partial<Named>) => ({
  ...(name === undefined ? {} : { name, name_key: nameKey(name) }),
  ...(organizationUnitId === undefined ? {} : { organization_unit_id: organizationUnitId }),
  ...(description === undefined ? {} : { description }),
})

export async function createItem(
  transaction: Tx,
  table: Table,
  tenantId: string,
  id: string,
  item: Named,
  own: Record<string, unknown>,
): Promise<Change> {
  const values = { tenant_id: tenantId, id, ...named(item), ...own }
  await sql`
    insert into ${sql.table(table)} (${sql.join(Object.keys(values).map((column) => sql.ref(column)))})
    values (${sql.join(Object.values(values))})`.execute(transaction)
  return { version: 1, unitId: item.organizationUnitId }
}

export async function patchItem(
  transaction: Tx,
  table: Table,
  { tenantId, id, version }: { tenantId: string; id: string; version: number | null },
  item: Partial<Named>,
  own: Record<string, unknown>,
): Promise<Change | ReturnType<typeof refused>> {
  const changes = Object.entries({ ...named(item), ...own }).map(
    ([column, value]) => sql`${sql.ref(column)} = ${value}`,
  )
  const found = await sql<{ version: number }>`
    select version from ${sql.table(table)} where tenant_id = ${tenantId} and id = ${id} for update`.execute(
    transaction,
  )
  const before = found.rows[0]
  if (!before) return refused('missing')
  if (version !== null && version !== before.version) return refused('stale')
  const unitId = item.organizationUnitId
  if (unitId !== undefined && (await isLost(transaction, table, { tenantId, id, unitId }))) return refused('inUse')
  const changed = await sql<{ version: number; organization_unit_id: string }>`
    update ${sql.table(table)}
    set ${sql.join([...changes, sql`version = version + 1`, sql`updated_at = now()`])}
    where tenant_id = ${tenantId} and id = ${id}
    returning version, organization_unit_id`.execute(transaction)
  const row = changed.rows[0]
  return row ? { version: row.version, unitId: row.organization_unit_id } : refused('missing')
}

/**
 * Whether a user of the item could no longer see it in that unit. The caller has locked the item and this function
 * locks the unit, so that neither users nor units can be moved between this check and the write.
 */
async function isLost(
  transaction: Tx,
  table: Table,
  { tenantId, id, unitId }: { tenantId: string; id: string; unitId: string },
): Promise<boolean> {
  await sql`select from organization_units where tenant_id = ${tenantId} and id = ${unitId} for key share`.execute(
    transaction,
  )
  const units = await sql<Branch>`
    select id, parent_id from organization_units where tenant_id = ${tenantId}`.execute(transaction)
  const seeing = selfAndDescendants(treeOf(units.rows), unitId)
  const losers = await sql`
    select from users
    where tenant_id = ${tenantId} and ${sql.ref(holder[table])} = ${id}
      and not organization_unit_id = any(${seeing}::uuid[])
    limit 1`.execute(transaction)
  return losers.rows.length > 0
}

/** The row lock prevents the item from being assigned between the check and the deletion. */
export async function removeItem(
  transaction: Tx,
  table: Table,
  { tenantId, id, version }: { tenantId: string; id: string; version: number | undefined },
  evenIfInUse: boolean,
): Promise<Change | ReturnType<typeof refused>> {
  const found = await sql<{ version: number; organization_unit_id: string }>`
    select version, organization_unit_id from ${sql.table(table)}
    where tenant_id = ${tenantId} and id = ${id} for update`.execute(transaction)
  const before = found.rows[0]
  if (!before) return refused('missing')
  if (version !== undefined && version !== before.version) return refused('stale')
  const held = sql.ref(holder[table])
  const used = await sql`
    select from users where tenant_id = ${tenantId} and ${held} = ${id} limit 1`.execute(transaction)
  if (used.rows.length > 0 && !evenIfInUse) return refused('inUse')
  await sql`
    update users set ${held} = null, interact_version = interact_version + 1
    where tenant_id = ${tenantId} and ${held} = ${id}`.execute(transaction)
  await sql`delete from ${sql.table(table)} where tenant_id = ${tenantId} and id = ${id}`.execute(transaction)
  return { version: before.version, unitId: before.organization_unit_id }
}

const order = new Intl.Collator('en')

/** Sorts short lists in the process, so that the order does not depend on the locale of the database server. */
export const byName = <Named extends { name: string }>(items: readonly Named[]): Named[] =>
  [...items].sort((a, b) => order.compare(a.name, b.name))
