import { sql, type RawBuilder } from 'kysely'
import type { SessionEvent } from '#core/contract/sessions'
import type { Sessions, SessionScope } from '#core/session/ports'
import type { Session } from '#core/session/session'
import { commitTransition } from './commitTransition.ts'
import type { InteractDatabase } from '../database/tables.ts'
import { z } from 'zod'
import { pageOf, readCursor } from '../database/pageCursor.ts'

type Stored = { state: Session }
const stateOf = ({ state }: Stored): Session => state

export function createSessions(database: InteractDatabase): Sessions {
  return {
    change: commitTransition(database),
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
        where tenant_id = ${tenantId} and assigned_user_id = ${userId} and status <> 'ended'
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

    // A locked row has a transition in progress, which sets the due time itself.
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

    // Two tenants may have sessions with the same id; `with ties` keeps both on one page, so that none is skipped.
    allOpen: (after, limit) =>
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

/** The last instant that is written with a four-digit year. */
const lastInstant = 253_402_300_799_999
const place = z.tuple([z.number().int().min(0).max(lastInstant), z.guid()])

/** Lists sessions of a tenant, newest first. */
const listSessions =
  (database: InteractDatabase): Sessions['list'] =>
  async (tenantId, query, scope) => {
    const from = query.cursor === undefined ? undefined : readCursor(query.cursor, place)
    if (from === null) return { items: [], nextCursor: null }
    const conditions = [
      sql`s.tenant_id = ${tenantId}`,
      ...(query.status === undefined ? [] : [sql`s.status = ${query.status}`]),
      ...(query.userId === undefined ? [] : [sql`s.assigned_user_id = ${query.userId}`]),
      ...scopeCondition(tenantId, scope),
      ...(from === undefined ? [] : [sql`(s.opened_at, s.id) < (${new Date(from[0])}, ${from[1]}::uuid)`]),
    ]
    const page = sql<{ state: Session }>`
      select s.state from sessions s
      where ${sql.join(conditions, sql` and `)}
      order by s.opened_at desc, s.id desc
      limit ${query.limit + 1}`
    const rows = await database.oneInTenant(tenantId, (build) => page.compile(build))
    return pageOf(
      rows,
      query.limit,
      ({ state }) => [state.openedAt, state.id],
      ({ state }) => state,
    )
  }

/** Finds the session if the user to whom it is assigned is in the scope. */
const findWithin =
  (database: InteractDatabase): Sessions['findWithin'] =>
  async ({ tenantId, sessionId }, scope) => {
    const conditions = [sql`s.tenant_id = ${tenantId}`, sql`s.id = ${sessionId}`, ...scopeCondition(tenantId, scope)]
    const query = sql<{ state: Session }>`select s.state from sessions s where ${sql.join(conditions, sql` and `)}`
    const [found] = await database.oneInTenant(tenantId, (build) => query.compile(build))
    return found?.state ?? null
  }

/** SQL condition: the user to whom the session is assigned is listed, or belongs to one of the listed organization units. */
function scopeCondition(tenantId: string, { userIds, organizationUnitIds }: SessionScope): RawBuilder<unknown>[] {
  if (userIds === null && organizationUnitIds === null) return []
  const named = sql`s.assigned_user_id = any(${userIds ?? []}::uuid[])`
  if (organizationUnitIds === null || organizationUnitIds.length === 0) return [named]
  return [
    sql`(${named} or exists (
      select from users u
      where u.tenant_id = ${tenantId} and u.id = s.assigned_user_id and u.organization_unit_id = any(${organizationUnitIds}::uuid[])
    ))`,
  ]
}
