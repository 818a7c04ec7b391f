import type { Outcome, SessionEvent } from '../contract/sessions.ts'
import type { Effect, Step } from './command.ts'
import type { CallOutcome } from '../contract/calls.ts'
import type { Call } from './call.ts'
import { canLeaveMessage, type Ended, type Instant, type Session } from './session.ts'

/** Nothing is stored: it was so before. */
export const unchanged = (session: Session): Step => ({ repeated: null, session })

/** An event before it has its number and time. */
type Unnumbered = SessionEvent extends infer Event
  ? Event extends SessionEvent
    ? Omit<Event, 'seq' | 'at'>
    : never
  : never

/** Collects what one step does; numbers events without gaps. Effects for Teams are dropped where Teams is not reachable. */
export function stepFrom(start: Session, now: Instant) {
  const events: SessionEvent[] = []
  const effects: Effect[] = []
  const step = {
    session: start,
    event(event: Unnumbered) {
      const seq = step.session.lastSeq + 1
      events.push({ ...event, seq, at: new Date(now).toISOString() })
      return step.set({ lastSeq: seq })
    },
    effect(effect: Effect) {
      if (start.inTeams) effects.push(effect)
      return step
    },
    set(change: Partial<Pick<Session, 'lastSeq' | 'lastSpokeAt' | 'lastLine' | 'seenUpTo' | 'unseen'>>) {
      step.session = { ...step.session, ...change }
      return step
    },
    become(session: Session) {
      step.session = session
      return step
    },
    done: (): Step => ({ session: step.session, events, effects }),
  }
  return step
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
export const endSession = (was: Exclude<Session, Ended>, outcome: Outcome, now: Instant): Step =>
  endWithin(stepFrom(was, now), was, outcome, now)

/** The same as the last part of a longer step. */
export function endWithin(
  step: ReturnType<typeof stepFrom>,
  was: Exclude<Session, Ended>,
  outcome: Outcome,
  now: Instant,
): Step {
  const { lastSeq, lastSpokeAt, lastLine, seenUpTo, unseen } = step.session
  const acceptedAt = was.status === 'active' ? was.acceptedAt : null
  const ended: Ended = {
    ...withoutTimers(was),
    ...{ lastSeq, lastSpokeAt, lastLine, seenUpTo, unseen },
    ...{ status: 'ended', acceptedAt, endedAt: now, outcome, messageLeft: false },
  }
  const text = outcomeText(was, outcome)
  if (was.status === 'active' && was.call) step.event(callEnded(was.call, 'sessionEnded', now))
  step
    .become({ ...ended, lastSeq: step.session.lastSeq })
    .event({ kind: 'ended', outcome, canLeaveMessage: canLeaveMessage(ended), ...(text ? { text } : {}) })
    .effect({ kind: 'status' })
  if (acceptedAt !== null && outcome !== 'endedByUser') step.effect({ kind: 'endNote' })
  return step.done()
}

/** How a call ended, and how long the two heard each other. */
export const callEnded = (call: Call, outcome: CallOutcome, now: Instant): Unnumbered => ({
  kind: 'callEnded',
  callId: call.id,
  media: call.media,
  by: call.by,
  outcome,
  seconds: call.status === 'started' && call.talkingSince !== null ? Math.round((now - call.talkingSince) / 1000) : 0,
})

function withoutTimers(was: Exclude<Session, Ended>) {
  if (was.status === 'ringing') {
    const { ringEndsAt: _ring, status: _status, call: _call, ...common } = was
    return common
  }
  const { idleEndsAt: _idle, acceptedAt: _accepted, status: _status, call: _call, ...common } = was
  return common
}
