import type { SessionEvent } from '#core/contract/sessions'
import type { Sessions } from '#core/session/ports'
import type { Session } from '#core/session/session'

type CallEnded = Extract<SessionEvent, { kind: 'callEnded' }>

/** What the calls of an ended session came to. */
export interface PastCalls {
  /** How long the two heard each other, in all. */
  seconds: number
  /** How the call ended that the session ended with; null where the session ended by itself. */
  closing: CallEnded['outcome'] | null
}

/** As many events as one answer of the store holds: calls before them are not told. */
const mostEvents = 1000

/** The calls of a session that has ended; null for one without any, or that is not over. */
export async function pastCallsOf(
  sessions: Pick<Sessions, 'eventsAfter'>,
  session: Session,
): Promise<PastCalls | null> {
  if (session.status !== 'ended' || session.acceptedAt === null) return null
  const { tenantId, id: sessionId } = session
  const events = await sessions.eventsAfter(
    { tenantId, sessionId },
    Math.max(0, session.lastSeq - mostEvents),
    mostEvents,
  )
  const calls = events.filter((event) => event.kind === 'callEnded')
  if (calls.length === 0) return null
  const last = calls.at(-1)
  // What one step does happens at one instant: a call that ended before has not ended the session.
  const ending = last && Date.parse(last.at) === session.endedAt && last.outcome !== 'sessionEnded'
  const closing = ending ? last.outcome : null
  return { seconds: calls.reduce((sum, { seconds }) => sum + seconds, 0), closing }
}
