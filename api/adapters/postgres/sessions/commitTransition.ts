import { sql, type RawBuilder } from 'kysely'
import type { SessionEvent } from '#core/contract/sessions'
import type { CountedBy, SessionRef, Sessions } from '#core/session/ports'
import type { AlreadyOpen, Effect, Transition } from '#core/session/command'
import { queueOf, type EffectQueue } from '#core/session/effectQueue'
import { wakeAt, type Session } from '#core/session/session'
import { isTaken } from '../admin/auditedWrite.ts'
import type { InteractDatabase } from '../database/tables.ts'

type Changed = Extract<Transition, { events: SessionEvent[] }>
type Decide = Parameters<Sessions['change']>[2]

/**
 * A writer that waited for the lock does not see the message that the previous writer has stored. The unique key then
 * refuses the duplicate, and the next attempt finds the stored message.
 */
const tries = 4

/**
 * Applies one transition to a session. Usually this process has stored the previous one: then a single statement stores
 * the transition, provided that the cached session is current. Otherwise one statement reads and locks the session, and
 * a second one stores the transition.
 */
export const commitTransition = (database: InteractDatabase): Sessions['change'] => {
  const cache = createSessionCache()
  return async (ref, key, decide, countedBy) => {
    const cached = cache.take(ref)
    const transition =
      (cached && (await commitFromCache(database, cached, decide))) ??
      (await commitFromDatabase(() =>
        countedBy ? openCounted(database, ref, decide, countedBy) : readAndCommit(database, ref, key, decide),
      ))
    if ('events' in transition) cache.put(transition.session)
    return transition
  }
}

/**
 * Null if the cached session is outdated, the message was stored before, or there is no event to store: the session
 * must then be read from the database.
 */
async function commitFromCache(
  database: InteractDatabase,
  cached: Session,
  decide: Decide,
): Promise<Transition | null> {
  const transition = decide(cached, null, null)
  // The conflict check compares event numbers, so it needs a transition with an event.
  if (!('events' in transition) || transition.events.length === 0) return null
  try {
    const stored = await database.oneInTenant(cached.tenantId, (build) =>
      storeTransition(cached, transition).compile(build),
    )
    return stored.length === 1 ? transition : null
  } catch (error) {
    if (isTaken(error)) return null
    throw error
  }
}

async function commitFromDatabase(commitOnce: () => Promise<Transition>) {
  for (let attempt = 1; ; attempt++) {
    try {
      return await commitOnce()
    } catch (error) {
      if (attempt >= tries || !isTaken(error)) throw error
    }
  }
}

const readAndCommit = (
  database: InteractDatabase,
  ref: SessionRef,
  key: string | null,
  decide: Decide,
): Promise<Transition> =>
  database.readThenWrite(
    ref.tenantId,
    (build) =>
      sql<{ state: Session; repeated: SessionEvent | null }>`
        select s.state, e.body as repeated
        from sessions s
        left join session_events e on e.tenant_id = s.tenant_id and e.session_id = s.id and e.key = ${key}::uuid
        where s.tenant_id = ${ref.tenantId} and s.id = ${ref.sessionId}
        for update of s`.compile(build),
    ([before], build) => {
      const transition = decide(before?.state ?? null, before?.repeated ?? null, null)
      if (!('events' in transition)) return { write: null, answer: transition }
      return {
        write: (before ? storeTransition(before.state, transition) : storeFirstTransition(transition, null)).compile(
          build,
        ),
        answer: transition,
      }
    },
  )

/**
 * Opens a session and counts those that are already open. An existing session needs no lock, because opening it again
 * changes nothing. If another process stores it while this one waits for the count, the next attempt finds it.
 */
const openCounted = (
  database: InteractDatabase,
  { tenantId, sessionId }: SessionRef,
  decide: Decide,
  { contactId, customerId, countedFrom }: CountedBy,
): Promise<Transition> =>
  database.readThenWrite(
    tenantId,
    (build) =>
      sql<{ state: Session | null; counts: AlreadyOpen }>`
        select already_open(${tenantId}, ${sessionId}, ${contactId}, ${customerId}, ${countedFrom}) as counts,
          (select state from sessions where tenant_id = ${tenantId} and id = ${sessionId}) as state`.compile(build),
    ([found], build) => {
      const before = found?.state ?? null
      const transition = decide(before, null, found?.counts ?? null)
      const opens = before === null && 'events' in transition
      return { write: opens ? storeFirstTransition(transition, countedFrom).compile(build) : null, answer: transition }
    },
  )

/** Stores nothing and returns no row if the last event is no longer the one of `before`. */
const storeTransition = (before: Session, { session, events, effects }: Changed) =>
  sql`
    with changed as (
      update sessions
      set status = ${session.status}, state = ${JSON.stringify(session)}::jsonb, last_seq = ${session.lastSeq},
        assigned_user_id = ${session.assignment.userId}, ended_at = ${endedAt(session)}, wake_at = ${wakesAt(session)},
        ringing_from = case when ${session.status} = 'ringing' then ringing_from end
      where tenant_id = ${session.tenantId} and id = ${session.id} and last_seq = ${before.lastSeq}
      returning tenant_id, assigned_user_id, id
    )${insertEvents(sql`changed`, events)}${replaceContents(sql`changed`, events)}${insertEffects(sql`changed`, queued(session, effects))}
    select 1 as stored from changed`

const storeFirstTransition = ({ session, events, effects }: Changed, countedFrom: string | null) =>
  sql`
    with opened as (
      insert into sessions (tenant_id, id, user_id, assigned_user_id, contact_id, customer_id, status, state, last_seq,
        opened_at, ended_at, wake_at, ringing_from)
      values (${session.tenantId}, ${session.id}, ${session.contactUserId}, ${session.assignment.userId}, ${session.contactId},
        ${session.customerId}, ${session.status}, ${JSON.stringify(session)}, ${session.lastSeq}, ${new Date(session.openedAt)},
        ${endedAt(session)}, ${wakesAt(session)}, ${session.status === 'ringing' ? countedFrom : null})
      returning tenant_id, assigned_user_id, id
    ), reached as (
      update users set last_reached_at = ${new Date(session.openedAt)}
      where tenant_id = ${session.tenantId} and id = ${session.contactUserId} and not ${session.preview}::boolean
    )${insertEvents(sql`opened`, events)}${insertEffects(sql`opened`, queued(session, effects))}
    select`

const insertEvents = (session: RawBuilder<unknown>, events: readonly SessionEvent[]) =>
  events.length === 0
    ? sql``
    : sql`, happened as (
      insert into session_events (tenant_id, session_id, seq, key, body)
      select s.tenant_id, s.id, (event ->> 'seq')::integer, (event ->> 'key')::uuid, event
      from ${session} s, jsonb_array_elements(${JSON.stringify(events)}::jsonb) event
    )`

/** The content from before a change must not be readable any more, least of all for the customer. */
const replaceContents = (session: RawBuilder<unknown>, events: readonly SessionEvent[]) =>
  events.every(({ kind }) => kind !== 'messageChanged')
    ? sql``
    : sql`, replaced as (
      update session_events e
      set body = e.body || jsonb_build_object('content', event -> 'content', 'changed', event -> 'change')
      from ${session} s, jsonb_array_elements(${JSON.stringify(events)}::jsonb) event
      where event ->> 'kind' = 'messageChanged' and e.tenant_id = s.tenant_id and e.session_id = s.id
        and e.seq = (event ->> 'message')::integer
    )`

type QueuedEffect = EffectQueue & { effect: Effect }

const queued = (session: Session, effects: readonly Effect[]): QueuedEffect[] =>
  effects.map((effect) => ({ ...queueOf(effect, session), effect }))

const insertEffects = (session: RawBuilder<unknown>, effects: readonly QueuedEffect[]) =>
  effects.length === 0
    ? sql``
    : sql`, follows as (
      insert into outbox (tenant_id, user_id, session_id, channel, queue_key, effect)
      select s.tenant_id, s.assigned_user_id, s.id, item ->> 'channel', item ->> 'queueKey', item -> 'effect'
      from ${session} s, jsonb_array_elements(${JSON.stringify(effects)}::jsonb) with ordinality listed(item, place)
      order by place
    )`

const endedAt = (session: Session): Date | null => (session.status === 'ended' ? new Date(session.endedAt) : null)

function wakesAt(session: Session): Date | null {
  const at = wakeAt(session)
  return at === null ? null : new Date(at)
}

const maxCachedSessions = 5_000
const keyOf = ({ tenantId, sessionId }: SessionRef): string => `${tenantId} ${sessionId}`

/**
 * Caches running sessions as this process stored them last, to save a read per transition. An entry may be outdated, so
 * storing a transition verifies the number of the last event. During a call, the legs' heartbeats change the session
 * without an event, so it is not cached then.
 */
function createSessionCache() {
  const known = new Map<string, Session>()
  return {
    /** Removes the entry, so that a concurrent transition reads the session from the database. */
    take(ref: SessionRef): Session | undefined {
      const cached = known.get(keyOf(ref))
      known.delete(keyOf(ref))
      return cached
    },
    put(session: Session): void {
      const key = keyOf({ tenantId: session.tenantId, sessionId: session.id })
      const inCall = session.status === 'active' && session.call?.status === 'started'
      if (inCall || session.status === 'ended' || (known.get(key)?.lastSeq ?? 0) > session.lastSeq) return
      known.set(key, session)
      const [oldest] = known.size > maxCachedSessions ? known.keys() : []
      if (oldest !== undefined) known.delete(oldest)
    },
  }
}
