import { sql } from 'kysely'
import type { SessionEvent } from '#core/contract/sessions'
import type { SessionRef, Sessions } from '#core/ports/sessions'
import type { Effect, Step } from '#core/session/command'
import { wakeAt, type Session } from '#core/session/session'
import { isTaken } from './conflicts.ts'
import type { InteractDatabase } from './tables.ts'

type Taken = Extract<Step, { events: SessionEvent[] }>
type Decide = Parameters<Sessions['change']>[2]

/**
 * A writer that waited for the lock does not see the line that the one before it has stored; the unique key refuses
 * its second line then, and the next try finds the first.
 */
const tries = 4

/** The one step of a session: a statement that finds and locks it, and one that stores what became of it. */
export const changeSession =
  (database: InteractDatabase): Sessions['change'] =>
  async (ref, key, decide) => {
    for (let attempt = 1; ; attempt++) {
      try {
        return await takeStep(database, ref, key, decide)
      } catch (error) {
        if (attempt >= tries || !isTaken(error)) throw error
      }
    }
  }

const takeStep = (database: InteractDatabase, ref: SessionRef, key: string | null, decide: Decide): Promise<Step> =>
  database.readThenWrite(
    ref.tenantId,
    (build) =>
      sql<{ state: Session; repeated: SessionEvent | null }>`
        select s.state, e.body as repeated
        from sessions s
        left join session_events e on e.tenant_id = s.tenant_id and e.session_id = s.id and e.key = ${key}::uuid
        where s.tenant_id = ${ref.tenantId} and s.id = ${ref.sessionId}
        for update of s`.compile(build),
    ([was], build) => {
      const step = decide(was?.state ?? null, was?.repeated ?? null)
      if (!('events' in step)) return { write: null, answer: step }
      return { write: (was ? storeStep(step) : storeFirstStep(step)).compile(build), answer: step }
    },
  )

const storeStep = ({ session, events, effects }: Taken) =>
  sql`
    with changed as (
      update sessions
      set status = ${session.status}, state = ${JSON.stringify(session)}::jsonb, last_seq = ${session.lastSeq},
        ended_at = ${endedAt(session)}, wake_at = ${wakes(session)}
      where tenant_id = ${session.tenantId} and id = ${session.id}
    )${whatHappened(session, events)}${whatFollows(session, effects)}
    select`

const storeFirstStep = ({ session, events, effects }: Taken) =>
  sql`
    with opened as (
      insert into sessions (tenant_id, id, user_id, contact_id, customer_id, status, state, last_seq, opened_at,
        ended_at, wake_at)
      values (${session.tenantId}, ${session.id}, ${session.userId}, ${session.contactId}, ${session.customerId},
        ${session.status}, ${JSON.stringify(session)}, ${session.lastSeq}, ${new Date(session.openedAt)},
        ${endedAt(session)}, ${wakes(session)})
    ), reached as (
      update users set last_reached_at = ${new Date(session.openedAt)}
      where tenant_id = ${session.tenantId} and id = ${session.userId} and not ${session.preview}::boolean
    )${whatHappened(session, events)}${whatFollows(session, effects)}
    select`

const whatHappened = ({ tenantId, id }: Session, events: readonly SessionEvent[]) =>
  events.length === 0
    ? sql``
    : sql`, happened as (
      insert into session_events (tenant_id, session_id, seq, key, body)
      select ${tenantId}, ${id}, (event ->> 'seq')::integer, (event ->> 'key')::uuid, event
      from jsonb_array_elements(${JSON.stringify(events)}::jsonb) event
    )`

const whatFollows = ({ tenantId, userId, id }: Session, effects: readonly Effect[]) =>
  effects.length === 0
    ? sql``
    : sql`, follows as (
      insert into outbox (tenant_id, user_id, session_id, effect)
      select ${tenantId}, ${userId}, ${id}, effect
      from jsonb_array_elements(${JSON.stringify(effects)}::jsonb) with ordinality listed(effect, place)
      order by place
    )`

const endedAt = (session: Session): Date | null => (session.status === 'ended' ? new Date(session.endedAt) : null)

function wakes(session: Session): Date | null {
  const at = wakeAt(session)
  return at === null ? null : new Date(at)
}
