import { sql } from 'kysely'
import type { SessionEvent } from '#core/contract/sessions'
import type { Sessions } from '#core/session/ports'
import type { Session } from '#core/session/session'
import { changeSession } from './changeSession.ts'
import { findWithin, listSessions } from './listSessions.ts'
import type { InteractDatabase } from './tables.ts'

type Stored = { state: Session }
const stateOf = ({ state }: Stored): Session => state

export function createSessions(database: InteractDatabase): Sessions {
  return {
    change: changeSession(database),
    list: listSessions(database),
    findWithin: findWithin(database),

    find: async ({ tenantId, sessionId }) => {
      const query = sql<Stored>`select state from sessions where tenant_id = ${tenantId} and id = ${sessionId}`
      const [found] = await database.oneInTenant(tenantId, (build) => query.compile(build))
      return found?.state ?? null
    },

    eventsAfter: async ({ tenantId, sessionId }, after, limit) => {
      const query = sql<{ body: SessionEvent }>`
        select body from session_events
        where tenant_id = ${tenantId} and session_id = ${sessionId} and seq > ${after}
        order by seq limit ${limit}`
      const found = await database.oneInTenant(tenantId, (build) => query.compile(build))
      return found.map(({ body }) => body)
    },

    ofCustomer: async (tenantId, customerId) => {
      const query = sql<Stored>`
        select state from sessions where tenant_id = ${tenantId} and customer_id = ${customerId} order by opened_at, id`
      return (await database.oneInTenant(tenantId, (build) => query.compile(build))).map(stateOf)
    },

    openOf: async (tenantId, userId) => {
      const query = sql<Stored>`
        select state from sessions
        where tenant_id = ${tenantId} and user_id = ${userId} and status <> 'ended'
        order by opened_at, id`
      return (await database.oneInTenant(tenantId, (build) => query.compile(build))).map(stateOf)
    },

    due: (now, limit) =>
      database.asSystem((transaction) =>
        transaction
          .selectFrom('sessions')
          .select(['tenant_id as tenantId', 'id as sessionId'])
          .where('wake_at', '<=', new Date(now))
          .orderBy('wake_at')
          .limit(limit)
          .execute(),
      ),

    // Who holds the row is taking a step, which says itself when the session is due.
    postpone: async ({ tenantId, sessionId }, now, until) => {
      const query = sql`
        update sessions set wake_at = ${new Date(until)}
        where tenant_id = ${tenantId} and id in (
          select id from sessions
          where tenant_id = ${tenantId} and id = ${sessionId} and wake_at <= ${new Date(now)}
          for update skip locked
        )`
      await database.oneInTenant(tenantId, (build) => query.compile(build))
    },

    // Two tenants may hold the same id; ties come with their page, so that none is skipped.
    running: (after, limit) =>
      database.asSystem(async (transaction) => {
        const from = after === null ? sql`` : sql`and id > ${after}`
        const found = await sql<Stored>`
          select state from sessions
          where status <> 'ended' ${from}
          order by id
          fetch first (${limit}::integer) rows with ties`.execute(transaction)
        return found.rows.map(stateOf)
      }),

    forget: async (tenantId, before, limit) => {
      const query = sql<{ id: string }>`
        delete from sessions
        where tenant_id = ${tenantId} and id in (
          select id from sessions
          where tenant_id = ${tenantId} and ended_at < ${new Date(before)}
          order by ended_at limit ${limit}
        )
        returning id`
      return (await database.oneInTenant(tenantId, (build) => query.compile(build))).length
    },
  }
}
