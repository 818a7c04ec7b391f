import { sql } from 'kysely'
import type { CallProvider } from '#core/contract/calls'
import type { Contacts } from '#core/admin/contactPorts'
import { contactFactsOf, findContact } from './contactFacts.ts'
import type { InteractDatabase } from '../database/tables.ts'

const minute = 60_000
const mostRemembered = 10_000
/** Maximum number of refused origins kept per domain template, because any client can send any origin. */
const mostRefused = 100

export function createContacts(database: InteractDatabase, configuredProviders: readonly CallProvider[]): Contacts {
  // Only saves database writes; the statement checks the interval of one minute again.
  const written = new Map<string, number>()

  const wroteLately = (userId: string, origin: string, at: number): boolean => {
    const place = `${userId} ${origin}`
    const last = written.get(place)
    if (last !== undefined && at >= last && at < last + minute) return true
    if (written.size >= mostRemembered) written.clear()
    written.set(place, at)
    return false
  }

  return {
    find: async (contactId) => {
      const row = await findContact(database, contactId)
      return row && contactFactsOf(row, configuredProviders)
    },

    sawPage: async ({ tenantId, userId }, origin, at) => {
      if (wroteLately(userId, origin, at)) return
      const query = sql`
        update users set last_seen_origin = ${origin}, last_seen_at = ${new Date(at)}
        where tenant_id = ${tenantId} and id = ${userId} and (
          last_seen_at is null or last_seen_origin <> ${origin} or last_seen_at <= ${new Date(at - minute)}
        )`
      await database.oneInTenant(tenantId, (build) => query.compile(build))
    },

    sawRefusal: async ({ tenantId, domainTemplateId }, origin, at) => {
      if (domainTemplateId === null) return
      await database.inTenant(tenantId, async (transaction) => {
        await sql`
          insert into refused_origins as known (tenant_id, domain_template_id, origin, last_at)
          select tenant_id, id, ${origin}, ${new Date(at)} from domain_templates
          where tenant_id = ${tenantId} and id = ${domainTemplateId}
          on conflict (tenant_id, domain_template_id, origin)
          do update set count = known.count + 1, last_at = greatest(known.last_at, excluded.last_at)`.execute(
          transaction,
        )
        await sql`
          delete from refused_origins
          where tenant_id = ${tenantId} and domain_template_id = ${domainTemplateId} and origin in (
            select origin from refused_origins
            where tenant_id = ${tenantId} and domain_template_id = ${domainTemplateId}
            order by last_at desc
            offset ${mostRefused}
          )`.execute(transaction)
      })
    },
  }
}
