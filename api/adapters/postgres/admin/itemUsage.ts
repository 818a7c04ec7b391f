import { sql, type RawBuilder } from 'kysely'
import type { OrganizationUnitTree } from '#core/admin/organizationTree'
import type { Tx } from '../database/tables.ts'

/** The items that a user can use: the table, and the column in `users` that references it. */
export const itemUsage = [
  ['domain_templates', 'domain_template_id'],
  ['direct_system_messages', 'direct_system_messages_id'],
] as const

export type Branch = { id: string; parent_id: string | null }

export function treeOf(units: readonly Branch[]): OrganizationUnitTree {
  const root = units.find(({ parent_id }) => parent_id === null)
  return { rootId: root?.id ?? '', parentOf: new Map(units.map(({ id, parent_id }) => [id, parent_id])) }
}

/** Whether any of these users `u` would use an item outside the units in `visible`. */
export async function wouldOrphan(
  transaction: Tx,
  tenantId: string,
  users: RawBuilder<boolean>,
  visible: readonly string[],
): Promise<boolean> {
  const beyond = itemUsage.map(
    ([table, held]) => sql`exists (
    select from users u join ${sql.table(table)} i on i.tenant_id = u.tenant_id and i.id = ${sql.ref(`u.${held}`)}
    where u.tenant_id = ${tenantId} and ${users}
    and not i.organization_unit_id = any(${visible}::uuid[])
  )`,
  )
  const found = await sql<{ stranded: boolean }>`
    select ${sql.join(beyond, sql` or `)} as stranded`.execute(transaction)
  return found.rows[0]?.stranded === true
}
