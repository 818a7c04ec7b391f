import { sql } from 'kysely'
import type { RetentionStore } from '#core/session/retentionPort'
import type { InteractDatabase } from '../database/tables.ts'

const day = 24 * 60 * 60 * 1000
/** How long a customer without any session is kept, in milliseconds. */
const customerLife = day
/** How long a processed activity is kept to detect duplicates, in milliseconds. Teams does not redeliver after that. */
const activityLife = 7 * day

export function createRetentionStore(database: InteractDatabase): RetentionStore {
  return {
    retentions: () =>
      database.asSystem((transaction) =>
        transaction
          .selectFrom('tenants')
          .select(['tenant_id as tenantId', 'retention_days as days'])
          .orderBy('tenant_id')
          .execute(),
      ),

    sweep: (now, limit) =>
      database.asSystem(async (transaction) => {
        const swept = await sql<{ gone: number }>`
          with tickets as (
            delete from spent_tickets where (tenant_id, ticket_id) in (
              select tenant_id, ticket_id from spent_tickets where expires_at < ${new Date(now)}
              order by expires_at limit ${limit}
            ) returning 1
          ), links as (
            delete from previews where secret_hash in (
              select secret_hash from previews where expires_at < ${new Date(now - day)}
              order by expires_at limit ${limit}
            ) returning 1
          ), strangers as (
            delete from customers where (tenant_id, id) in (
              select c.tenant_id, c.id from customers c
              where c.created_at < ${new Date(now - customerLife)} and not exists (
                select from sessions s where s.tenant_id = c.tenant_id and s.customer_id = c.id
              )
              order by c.created_at limit ${limit}
            ) returning 1
          ), activities as (
            delete from inbox where (tenant_id, conversation_id, activity_id) in (
              select tenant_id, conversation_id, activity_id from inbox
              where done and received_at < ${new Date(now - activityLife)}
              order by received_at limit ${limit}
            ) returning 1
          )
          select (select count(*) from tickets) + (select count(*) from links)
            + (select count(*) from strangers) + (select count(*) from activities) as gone`.execute(transaction)
        return swept.rows[0]?.gone ?? 0
      }),
  }
}
