import type { MessageContent, Outcome, SessionEvent } from '../contract/sessions.ts'
import type { Effect, Transition } from './command.ts'
import type { CallOutcome } from '../contract/calls.ts'
import type { Call } from './call.ts'
import { canLeaveOfflineMessage, type Ended, type Instant, type Session } from './session.ts'

/** A transition that changes nothing; nothing is stored. */
export const unchanged = (session: Session): Transition => ({ repeated: null, session })

const previewLength = 200

/** The start of a message for lists of sessions: at most 200 UTF-16 code units, without half a character at the end. */
export const previewOf = ({ text }: MessageContent): string => text.slice(0, previewLength).toWellFormed()

/** An event without its number and time. */
type Unnumbered = SessionEvent extends infer Event
  ? Event extends SessionEvent
    ? Omit<Event, 'seq' | 'at'>
    : never
  : never

/**
 * Collects the events and effects of one transition and numbers the events without gaps. Drops effects if the bot is
 * not installed for the user.
 */
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

/** Ends a ringing or active session, with the event for both sides and the effects for Teams. */
export const endSession = (session: Exclude<Session, Ended>, outcome: Outcome, now: Instant): Transition =>
  endSessionIn(transitionBuilder(session, now), session, outcome, now)

/** Same as `endSession`, as the last part of a transition that has begun. */
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

/** The event for the end of a call. `seconds` is the time since the call was connected; 0 if it never was. */
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
