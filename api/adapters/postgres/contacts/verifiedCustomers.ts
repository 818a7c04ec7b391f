import { sql } from 'kysely'
import type { VerifiedCustomers } from '#core/admin/ports'
import { refused, writeAudited } from '../admin/auditedWrite.ts'
import type { InteractDatabase } from '../database/tables.ts'

const tenantItself = { version: 1, unitId: null }

export function createVerifiedCustomers(database: InteractDatabase): VerifiedCustomers {
  return {
    // Only one previous secret is stored, so an older one becomes invalid here even within its grace period.
    put: (tenantId, { id, encrypted, at }, graceUntil, by) =>
      writeAudited(database, tenantId, by, async (transaction) => {
        const former = (column: string) => (graceUntil === null ? sql`null` : sql`was.${sql.ref(column)}`)
        await sql`
          insert into verified_customer_secrets as was (tenant_id, id, encrypted, made_at)
          values (${tenantId}, ${id}, ${encrypted}, ${new Date(at)})
          on conflict (tenant_id) do update set
            id = excluded.id, encrypted = excluded.encrypted, made_at = excluded.made_at,
            previous_id = ${former('id')}, previous_encrypted = ${former('encrypted')},
            previous_until = ${graceUntil === null ? null : new Date(graceUntil)}`.execute(transaction)
        return tenantItself
      }),

    remove: (tenantId, by) =>
      writeAudited(database, tenantId, by, async (transaction) => {
        const found = await sql`
          select from verified_customer_secrets where tenant_id = ${tenantId} for update`.execute(transaction)
        if (found.rows.length === 0) return refused('missing')
        const required = await sql`
          select from users where tenant_id = ${tenantId} and require_verified limit 1`.execute(transaction)
        if (required.rows.length > 0) return refused('inUse')
        await sql`delete from verified_customer_secrets where tenant_id = ${tenantId}`.execute(transaction)
        return tenantItself
      }),
  }
}
