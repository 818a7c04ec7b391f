import type { CallSignal, Side } from '../contract/calls.ts'
import type { SessionEvent } from '../contract/sessions.ts'
import type { Session } from './session.ts'

/**
 * A session and its two parties, by id: whoever subscribes to one of the three receives the event. `userId` is the user
 * to whom the session is assigned.
 */
interface SessionParties {
  tenantId: string
  sessionId: string
  customerId: string
  userId: string
}

export const partiesOf = ({ tenantId, id, customerId, assignment }: Session): SessionParties => ({
  tenantId,
  sessionId: id,
  customerId,
  userId: assignment.userId,
})

/** Session events with the numbers `firstSeq` to `lastSeq` were stored. */
export type SessionUpdated = SessionParties & { kind: 'sessionUpdated'; firstSeq: number; lastSeq: number }

/**
 * What the event bus publishes: ids and numbers, so that it can reach other processes as well. Only a signal of a call
 * has content of its own, because signals are not stored.
 */
export type BusEvent =
  | SessionUpdated
  | (SessionParties & { kind: 'typing'; from: Side })
  | (SessionParties & { kind: 'signal'; from: Side; callId: string; leg: string; signal: CallSignal })
  | (SessionParties & { kind: 'joined'; callId: string; side: Side; leg: string })
  | { kind: 'availability'; tenantId: string; userId: string; available: boolean }

/** What was stored, for subscribers in the same process. A bus may drop it: subscribers then read from the store. */
export interface UpdateHint {
  session: Session
  events: readonly SessionEvent[]
}
