import { sql } from 'kysely'
import type { OutboxItem } from '#core/session/ports'
import type { Effect } from '#core/session/command'
import type { Tx } from './tables.ts'

type LinesEffect = Extract<Effect, { kind: 'lines' }>
type LinesItem = OutboxItem & { effect: LinesEffect }
type Follower = { id: number; head: number; session_id: string; effect: Effect }

/** How many effects one message to Teams may take along. */
const most = 20

const isLines = (item: OutboxItem): item is LinesItem => item.effect.kind === 'lines'

/**
 * Lines of one session that wait right behind each other travel as one effect: a lane is paced, and a customer who
 * writes ten short lines should not be ten paces behind. The joined effect stays whole when it has to be tried again.
 */
export async function joinLines(transaction: Tx, items: readonly OutboxItem[]): Promise<OutboxItem[]> {
  const heads = items.filter(isLines)
  if (heads.length === 0) return [...items]
  const behind = await waitingBehind(transaction, heads)
  const joined = heads.map((head) => joinOne(head, behind)).filter(({ absorbed }) => absorbed.length > 0)
  if (joined.length > 0) await storeJoined(transaction, joined)
  const effects = new Map(joined.map(({ id, effect }) => [id, effect]))
  return items.map((item) => ({ ...item, effect: effects.get(item.id) ?? item.effect }))
}

async function waitingBehind(transaction: Tx, heads: readonly LinesItem[]): Promise<Follower[]> {
  const found = await sql<Follower>`
    select behind.id, head.id as head, behind.session_id, behind.effect
    from outbox head cross join lateral (
      select o.id, o.session_id, o.effect from outbox o
      where o.tenant_id = head.tenant_id and o.user_id = head.user_id and o.id > head.id and o.parked_at is null
      order by o.id
      limit ${most}
    ) behind
    where head.id = any(${heads.map(({ id }) => id)}::bigint[])
    order by behind.id`.execute(transaction)
  return found.rows
}

function joinOne(head: LinesItem, behind: readonly Follower[]) {
  const lane = behind.filter((follower) => String(follower.head) === head.id)
  const end = lane.findIndex(({ session_id, effect }) => session_id !== head.sessionId || effect.kind !== 'lines')
  const absorbed = end === -1 ? lane : lane.slice(0, end)
  const effect = absorbed.reduce<LinesEffect>(
    (whole, { effect: next }) => (next.kind === 'lines' ? { ...whole, to: next.to } : whole),
    head.effect,
  )
  return { id: head.id, effect, absorbed: absorbed.map(({ id }) => id) }
}

const storeJoined = (transaction: Tx, joined: readonly ReturnType<typeof joinOne>[]) =>
  sql`
    with absorbed as (
      delete from outbox where id = any(${joined.flatMap(({ absorbed }) => absorbed)}::bigint[])
    )
    update outbox o set effect = whole.effect
    from jsonb_to_recordset(${JSON.stringify(joined)}::jsonb) whole(id bigint, effect jsonb)
    where o.id = whole.id`.execute(transaction)
