import { sql } from 'kysely'
import type { Previews } from '#core/admin/contactPorts'
import type { InteractDatabase } from '../database/tables.ts'

export function createPreviews(database: InteractDatabase): Previews {
  return {
    create: async ({ tenantId, contactId }, secretHash, expiresAt) => {
      await database.oneInTenant(tenantId, (build) =>
        build
          .insertInto('previews')
          .values({
            tenant_id: tenantId,
            secret_hash: secretHash,
            contact_id: contactId,
            expires_at: new Date(expiresAt),
          })
          .compile(),
      )
    },

    // The secret does not identify its tenant, so this lookup searches all tenants.
    find: (secretHash, now) =>
      database.asSystem(async (transaction) => {
        const found = await transaction
          .selectFrom('previews')
          .select(['tenant_id as tenantId', 'contact_id as contactId'])
          .where('secret_hash', '=', secretHash)
          .where('session_id', 'is', null)
          .where('expires_at', '>', new Date(now))
          .executeTakeFirst()
        return found ?? null
      }),

    use: async (tenantId, secretHash, sessionId) => {
      const query = sql`
        update previews set session_id = ${sessionId}
        where tenant_id = ${tenantId} and secret_hash = ${secretHash}
          and (session_id is null or session_id = ${sessionId})
        returning secret_hash`
      return (await database.oneInTenant(tenantId, (build) => query.compile(build))).length === 1
    },
  }
}
