import { sql } from 'kysely'
import type { Inbox, InboxItem } from '#core/session/teamsPorts'
import type { InteractDatabase } from '../database/tables.ts'

export function createInbox(database: InteractDatabase): Inbox {
  return {
    put: async ({ tenantId, conversationId, activityId, activity }) => {
      const query = sql`
        insert into inbox (tenant_id, conversation_id, activity_id, activity)
        values (${tenantId}, ${conversationId}, ${activityId}, ${JSON.stringify(activity)}::jsonb)
        on conflict do nothing
        returning arrival`
      return (await database.oneInTenant(tenantId, (build) => query.compile(build))).length === 1
    },

    take: (now, holdUntil, limit) =>
      database.asSystem(async (transaction) => {
        const taken = await sql<InboxItem>`
          with heads as (
            select i.arrival, i.tenant_id, i.conversation_id, i.activity_id from inbox i
            where not i.done and (i.held_until is null or i.held_until <= ${new Date(now)}) and not exists (
              select from inbox before
              where before.tenant_id = i.tenant_id and before.conversation_id = i.conversation_id
                and before.arrival < i.arrival and not before.done
            )
            order by i.arrival
            limit ${limit}
            for update skip locked
          ), held as (
            update inbox i set held_until = ${new Date(holdUntil)}
            from heads h
            where i.tenant_id = h.tenant_id and i.conversation_id = h.conversation_id and i.activity_id = h.activity_id
            returning i.*
          )
          select tenant_id as "tenantId", conversation_id as "conversationId", activity_id as "activityId", activity
          from held order by arrival`.execute(transaction)
        return taken.rows
      }),

    done: async ({ tenantId, conversationId, activityId }) => {
      const query = sql`
        update inbox set done = true, activity = null
        where tenant_id = ${tenantId} and conversation_id = ${conversationId} and activity_id = ${activityId}`
      await database.oneInTenant(tenantId, (build) => query.compile(build))
    },

    answerOf: async ({ tenantId, conversationId, activityId }) => {
      const query = sql<{ answer: Record<string, unknown> | null }>`
        select answer from inbox
        where tenant_id = ${tenantId} and conversation_id = ${conversationId} and activity_id = ${activityId}`
      const [found] = await database.oneInTenant(tenantId, (build) => query.compile(build))
      return found?.answer ?? null
    },

    keepAnswer: async ({ tenantId, conversationId, activityId }, answer) => {
      const query = sql`
        insert into inbox (tenant_id, conversation_id, activity_id, answer, done)
        values (${tenantId}, ${conversationId}, ${activityId}, ${JSON.stringify(answer)}::jsonb, true)
        on conflict (tenant_id, conversation_id, activity_id)
        do update set answer = excluded.answer, done = true, activity = null`
      await database.oneInTenant(tenantId, (build) => query.compile(build))
    },
  }
}
