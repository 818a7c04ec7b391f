import { sql } from 'kysely'
import type { Customer, Customers } from '#core/admin/contactPorts'
import type { InteractDatabase } from '../database/tables.ts'

export function createCustomers(database: InteractDatabase): Customers {
  return {
    spend: async (tenantId, ticketId, expiresAt) => {
      const query = sql`
        insert into spent_tickets (tenant_id, ticket_id, expires_at)
        values (${tenantId}, ${ticketId}, ${new Date(expiresAt)})
        on conflict do nothing
        returning ticket_id`
      return (await database.oneInTenant(tenantId, (build) => query.compile(build))).length === 1
    },

    create: async ({ id, tenantId, contactId, origin, preview }, resumeHash) => {
      await database.oneInTenant(tenantId, (build) =>
        build
          .insertInto('customers')
          .values({ tenant_id: tenantId, id, contact_id: contactId, origin, preview, resume_hash: resumeHash })
          .compile(),
      )
    },

    find: async (tenantId, customerId) => {
      const query = sql<Customer>`
        select id, tenant_id as "tenantId", contact_id as "contactId", origin, preview from customers
        where tenant_id = ${tenantId} and id = ${customerId}`
      const [found] = await database.oneInTenant(tenantId, (build) => query.compile(build))
      return found ?? null
    },

    // A resume secret is valid for 24 hours after the last session has ended or, without a session, after the customer
    // was created.
    resume: async (tenantId, customerId, oldHash, newHash) => {
      const query = sql`
        update customers c set resume_hash = ${newHash}, previous_resume_hash = ${oldHash}
        where c.tenant_id = ${tenantId} and c.id = ${customerId}
        and ${oldHash} in (c.resume_hash, c.previous_resume_hash) and (
          select coalesce(
            bool_or(s.ended_at is null or s.ended_at > now() - interval '24 hours'),
            c.created_at > now() - interval '24 hours'
          )
          from sessions s where s.tenant_id = c.tenant_id and s.customer_id = c.id
        )
        returning c.id`
      return (await database.oneInTenant(tenantId, (build) => query.compile(build))).length === 1
    },
  }
}
