import { sql } from 'kysely'
import type { Outbox, OutboxItem } from '#core/session/ports'
import type { Effect } from '#core/session/command'
import { joinLines } from './joinLines.ts'
import type { InteractDatabase, Tx } from './tables.ts'

/**
 * Heads of lanes whose time has come: nothing unfinished stands before them, so nobody can overtake. A user has a lane for
 * what the bot says, and one for the activity feed, which must not wait for a card while a call rings.
 */
const takeHeads = (transaction: Tx, now: Date, holdUntil: Date, limit: number, working: readonly string[]) =>
  sql<{ id: number; tenant_id: string; user_id: string; session_id: string; effect: Effect; attempts: number }>`
    with heads as (
      select o.id from outbox o
      where o.parked_at is null
        and (o.next_at is null or o.next_at <= ${now})
        and (o.held_until is null or o.held_until <= ${now})
        and o.id <> all(${working}::bigint[])
        and not exists (
          select from outbox before
          where before.tenant_id = o.tenant_id and before.user_id = o.user_id and before.id < o.id
            and before.parked_at is null
            and (before.effect ->> 'kind' = 'notify') = (o.effect ->> 'kind' = 'notify')
        )
      order by o.id
      limit ${limit}
      for update skip locked
    ), held as (
      update outbox o set held_until = ${holdUntil}, attempts = o.attempts + 1
      from heads where o.id = heads.id
      returning o.id, o.tenant_id, o.user_id, o.session_id, o.effect, o.attempts
    )
    select * from held order by id`.execute(transaction)

/** The row as its taker left it: whoever takes it again counts one more attempt, and from then on speaks for it alone. */
const heldBy = ({ id, attempts }: OutboxItem) =>
  sql<boolean>`id = ${id}::bigint and attempts = ${attempts} and parked_at is null`

export function createOutbox(database: InteractDatabase): Outbox {
  return {
    take: (now, holdUntil, limit, working = []) =>
      database.asSystem(async (transaction) => {
        const heads = await takeHeads(transaction, new Date(now), new Date(holdUntil), limit, working)
        const items = heads.rows.map((row): OutboxItem => ({
          id: String(row.id),
          tenantId: row.tenant_id,
          userId: row.user_id,
          sessionId: row.session_id,
          effect: row.effect,
          attempts: row.attempts,
        }))
        return joinLines(transaction, items)
      }),

    keep: (item, holdUntil) =>
      database.asSystem(async (transaction) => {
        await sql`
          update outbox set held_until = ${new Date(holdUntil)}
          where ${heldBy(item)} and held_until is not null`.execute(transaction)
      }),

    done: (item) =>
      database.asSystem(async (transaction) => {
        await sql`delete from outbox where ${heldBy(item)}`.execute(transaction)
      }),

    // Whoever is not first in its lane waits for the first: one date holds them all.
    retry: (item, at, error) =>
      database.asSystem(async (transaction) => {
        await sql`
          update outbox set next_at = ${new Date(at)}, held_until = null, last_error = ${error}
          where ${heldBy(item)}`.execute(transaction)
      }),

    park: (item, error) =>
      database.asSystem(async (transaction) => {
        await sql`
          update outbox set parked_at = now(), held_until = null, last_error = ${error}
          where ${heldBy(item)}`.execute(transaction)
      }),

    counts: () =>
      database.asSystem(async (transaction) => {
        const counted = await sql<{ waiting: number; parked: number }>`
          select count(*) filter (where parked_at is null)::integer as waiting,
            count(*) filter (where parked_at is not null)::integer as parked
          from outbox`.execute(transaction)
        return counted.rows[0] ?? { waiting: 0, parked: 0 }
      }),
  }
}
