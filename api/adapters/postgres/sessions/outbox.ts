import { sql } from 'kysely'
import type { Outbox, OutboxItem } from '#core/session/ports'
import type { Effect } from '#core/session/command'
import type { OutboxChannel } from '#core/session/effectQueue'
import type { InteractDatabase, Tx } from '../database/tables.ts'

interface DueRow {
  id: number
  tenant_id: string
  session_id: string
  channel: OutboxChannel
  queue_key: string
  effect: Effect
  attempts: number
}

/** Due first items of queues: an item is only taken when nothing unfinished is before it in its queue. */
const takeDueItems = (transaction: Tx, now: Date, holdUntil: Date, limit: number, working: readonly string[]) =>
  sql<DueRow>`
    with heads as (
      select o.id from outbox o
      where o.parked_at is null
        and (o.next_at is null or o.next_at <= ${now})
        and (o.held_until is null or o.held_until <= ${now})
        and o.id <> all(${working}::bigint[])
        and not exists (
          select from outbox before
          where before.tenant_id = o.tenant_id and before.channel = o.channel and before.queue_key = o.queue_key
            and before.id < o.id and before.parked_at is null
        )
      order by o.id
      limit ${limit}
      for update skip locked
    ), held as (
      update outbox o set held_until = ${holdUntil}, attempts = o.attempts + 1
      from heads where o.id = heads.id
      returning o.id, o.tenant_id, o.session_id, o.channel, o.queue_key, o.effect, o.attempts
    )
    select * from held order by id`.execute(transaction)

/** The row as its taker left it: whoever takes it again counts one more attempt, and from then on speaks for it alone. */
const heldBy = ({ id, attempts }: OutboxItem) =>
  sql<boolean>`id = ${id}::bigint and attempts = ${attempts} and parked_at is null`

export function createOutbox(database: InteractDatabase): Outbox {
  return {
    take: (now, holdUntil, limit, working = []) =>
      database.asSystem(async (transaction) => {
        const heads = await takeDueItems(transaction, new Date(now), new Date(holdUntil), limit, working)
        const items = heads.rows.map((row): OutboxItem => ({
          id: String(row.id),
          tenantId: row.tenant_id,
          sessionId: row.session_id,
          channel: row.channel,
          queueKey: row.queue_key,
          effect: row.effect,
          attempts: row.attempts,
        }))
        return coalesceMessages(transaction, items)
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

    // Items behind the first one of a queue wait for it: its date delays them all.
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

type MessagesEffect = Extract<Effect, { kind: 'messages' }>
type MessagesItem = OutboxItem & { effect: MessagesEffect }
type Follower = { id: number; head: number; session_id: string; effect: Effect }

/** How many effects one message to Teams may take along. */
const maxMessagesPerItem = 20

const isMessages = (item: OutboxItem): item is MessagesItem => item.effect.kind === 'messages'

/**
 * Messages of one session that wait directly behind each other are sent as one effect: a queue is paced, and ten short
 * messages of a customer should not take ten intervals. The coalesced effect stays whole when it is retried.
 */
async function coalesceMessages(transaction: Tx, items: readonly OutboxItem[]): Promise<OutboxItem[]> {
  const heads = items.filter(isMessages)
  if (heads.length === 0) return [...items]
  const behind = await waitingBehind(transaction, heads)
  const joined = heads.map((head) => coalesce(head, behind)).filter(({ absorbed }) => absorbed.length > 0)
  if (joined.length > 0) await storeJoined(transaction, joined)
  const effects = new Map(joined.map(({ id, effect }) => [id, effect]))
  return items.map((item) => ({ ...item, effect: effects.get(item.id) ?? item.effect }))
}

async function waitingBehind(transaction: Tx, heads: readonly MessagesItem[]): Promise<Follower[]> {
  const found = await sql<Follower>`
    select behind.id, head.id as head, behind.session_id, behind.effect
    from outbox head cross join lateral (
      select o.id, o.session_id, o.effect from outbox o
      where o.tenant_id = head.tenant_id and o.channel = head.channel and o.queue_key = head.queue_key
        and o.id > head.id and o.parked_at is null
      order by o.id
      limit ${maxMessagesPerItem}
    ) behind
    where head.id = any(${heads.map(({ id }) => id)}::bigint[])
    order by behind.id`.execute(transaction)
  return found.rows
}

function coalesce(head: MessagesItem, behind: readonly Follower[]) {
  const queued = behind.filter((follower) => String(follower.head) === head.id)
  const end = queued.findIndex(({ session_id, effect }) => session_id !== head.sessionId || effect.kind !== 'messages')
  const absorbed = end === -1 ? queued : queued.slice(0, end)
  const effect = absorbed.reduce<MessagesEffect>(
    (whole, { effect: next }) => (next.kind === 'messages' ? { ...whole, to: next.to } : whole),
    head.effect,
  )
  return { id: head.id, effect, absorbed: absorbed.map(({ id }) => id) }
}

const storeJoined = (transaction: Tx, joined: readonly ReturnType<typeof coalesce>[]) =>
  sql`
    with absorbed as (
      delete from outbox where id = any(${joined.flatMap(({ absorbed }) => absorbed)}::bigint[])
    )
    update outbox o set effect = whole.effect
    from jsonb_to_recordset(${JSON.stringify(joined)}::jsonb) whole(id bigint, effect jsonb)
    where o.id = whole.id`.execute(transaction)
