import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Provisioning } from '#core/admin/directoryPorts'
import { nameKey } from '../database/searchWords.ts'
import type { InteractDatabase } from '../database/tables.ts'
import { tenantColumns } from '../admin/tenants.ts'
import { upsertUsers } from './upsertUsers.ts'

export function createProvisioning(database: InteractDatabase): Provisioning {
  return {
    createTenant: ({ id, name, rootUnitId = randomUUID(), settings = {} }) =>
      database.inTenant(id, async (transaction) => {
        const added = await transaction
          .insertInto('tenants')
          .values({ tenant_id: id, ...tenantColumns({ ...settings, name }), name })
          .onConflict((conflict) => conflict.doNothing())
          .returning('tenant_id')
          .executeTakeFirst()
        if (added)
          await transaction
            .insertInto('organization_units')
            .values({ tenant_id: id, id: rootUnitId, parent_id: null, name, name_key: nameKey(name) })
            .execute()
        const root = await sql<{ id: string }>`
          select id from organization_units where tenant_id = ${id} and parent_id is null`.execute(transaction)
        return { rootUnitId: root.rows[0]?.id ?? rootUnitId }
      }),

    upsertUsers: (tenantId, users) =>
      database.inTenant(tenantId, (transaction) => upsertUsers(transaction, tenantId, users)),
  }
}
