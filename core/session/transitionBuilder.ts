import type { Outcome, SessionEvent } from '../contract/sessions.ts'
import type { Effect, Transition } from './command.ts'
import type { CallOutcome } from '../contract/calls.ts'
import type { Call } from './call.ts'
import { canLeaveOfflineMessage, type Ended, type Instant, type Session } from './session.ts'

/** Nothing is stored: it was so before. */
export const unchanged = (session: Session): Transition => ({ repeated: null, session })

/** An event before it has its number and time. */
type Unnumbered = SessionEvent extends infer Event
  ? Event extends SessionEvent
    ? Omit<Event, 'seq' | 'at'>
    : never
  : never

/** Collects what one step does; numbers events without gaps. Effects for Teams are dropped where Teams is not reachable. */
export function transitionBuilder(start: Session, now: Instant) {
  const events: SessionEvent[] = []
  const effects: Effect[] = []
  const builder = {
    session: start,
    event(event: Unnumbered) {
      const seq = builder.session.lastSeq + 1
      events.push({ ...event, seq, at: new Date(now).toISOString() })
      return builder.set({ lastSeq: seq })
    },
    effect(effect: Effect) {
      if (start.botInstalled) effects.push(effect)
      return builder
    },
    set(change: Partial<Pick<Session, 'lastSeq' | 'lastSpokeAt' | 'lastMessage' | 'seenUpTo' | 'unseen'>>) {
      builder.session = { ...builder.session, ...change }
      return builder
    },
    become(session: Session) {
      builder.session = session
      return builder
    },
    done: (): Transition => ({ session: builder.session, events, effects }),
  }
  return builder
}

const outcomeText = (session: Session, outcome: Outcome): string | undefined => {
  switch (outcome) {
    case 'declined':
      return session.texts.declined
    case 'unanswered':
    case 'unavailable':
      return session.texts.unavailable
    case 'endedByUser':
      return session.texts.endedByUser
    case 'endedByCustomer':
      return session.texts.endedByCustomer
    case 'idle':
    case 'notAllowed':
    case 'callFailed':
      return undefined
  }
}

/** Ends a session that rings or is active, and says so to both sides. */
export const endSession = (session: Exclude<Session, Ended>, outcome: Outcome, now: Instant): Transition =>
  endSessionIn(transitionBuilder(session, now), session, outcome, now)

/** The same as the last part of a longer step. */
export function endSessionIn(
  builder: ReturnType<typeof transitionBuilder>,
  session: Exclude<Session, Ended>,
  outcome: Outcome,
  now: Instant,
): Transition {
  const { lastSeq, lastSpokeAt, lastMessage, seenUpTo, unseen } = builder.session
  const acceptedAt = session.status === 'active' ? session.acceptedAt : null
  const ended: Ended = {
    ...withoutTimers(session),
    ...{ lastSeq, lastSpokeAt, lastMessage, seenUpTo, unseen },
    ...{ status: 'ended', acceptedAt, endedAt: now, outcome, offlineMessageLeft: false },
  }
  const text = outcomeText(session, outcome)
  if (session.status === 'active' && session.call) builder.event(callEnded(session.call, 'sessionEnded', now))
  builder
    .become({ ...ended, lastSeq: builder.session.lastSeq })
    .event({ kind: 'ended', outcome, canLeaveOfflineMessage: canLeaveOfflineMessage(ended), ...(text ? { text } : {}) })
    .effect({ kind: 'status' })
  if (acceptedAt !== null && outcome !== 'endedByUser') builder.effect({ kind: 'endNote' })
  return builder.done()
}

/** How a call ended, and how long the two heard each other. */
export const callEnded = (call: Call, outcome: CallOutcome, now: Instant): Unnumbered => ({
  kind: 'callEnded',
  callId: call.id,
  media: call.media,
  by: call.by,
  outcome,
  seconds:
    call.status === 'started' && call.connectedSince !== null ? Math.round((now - call.connectedSince) / 1000) : 0,
})

function withoutTimers(session: Exclude<Session, Ended>) {
  if (session.status === 'ringing') {
    const { ringEndsAt: _ring, status: _status, call: _call, ...common } = session
    return common
  }
  const { idleEndsAt: _idle, acceptedAt: _accepted, status: _status, call: _call, ...common } = session
  return common
}
