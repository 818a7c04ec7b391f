import type { CallOutcome, Side } from '../contract/calls.ts'
import { refuse } from '../contract/problems.ts'
import { decideReach } from '../reach/reachability.ts'
import { endedByTime, type Call, type ProviderCall, type RingingCall, type StartedCall } from './call.ts'
import type { Command, DecisionContext, OpeningContext, Transition } from './command.ts'
import type { Active, Instant, Session } from './session.ts'
import { callEnded, endSession, endSessionIn, transitionBuilder, unchanged } from './transitionBuilder.ts'

type Of<Kind extends Command['kind']> = Extract<Command, { kind: Kind }>

/** Milliseconds: a heartbeat that changes nothing else is stored at most this often. */
const storedEvery = 5_000

/**
 * Rings the other side of a running session. If the other side is ringing already, the call starts at once. Refusals:
 * `sessionEnded`, `sessionNotAccepted`, `modalityNotOffered` (also for a contact that may not be called),
 * `callNeedsTab` (no provider call).
 */
export function requestCall(
  session: Session,
  command: Of<'requestCall'>,
  { now, opening, repeated }: DecisionContext,
): Transition {
  if (repeated) return { repeated, session }
  if (session.status === 'ended') return refuse('sessionEnded', 'This session has ended.')
  if (session.status === 'ringing') return refuse('sessionNotAccepted', 'Accept the session before you call.')
  const { call } = session
  if (call?.status === 'ringing' && call.by !== command.side)
    return startCall(session, call, command.providerCall ?? call.providerCall, now)
  if (call) return unchanged(session)
  if (!opening || command.contactId !== session.contactId || !mayCall(session, command, opening, now))
    return refuse('modalityNotOffered')
  if (command.side === 'agent' && !command.providerCall) return refuse('callNeedsTab')
  const { key, media, side: by, providerCall = null } = command
  const ringEndsAt = now + session.limits.ringMs
  const rings: RingingCall = { id: key, media, by, status: 'ringing', ringEndsAt, providerCall }
  const builder = transitionBuilder({ ...session, call: rings, idleEndsAt: null }, now)
  builder.event({ kind: 'callRings', key, media, by, ringEndsAt: new Date(ringEndsAt).toISOString() })
  if (by === 'customer') builder.effect({ kind: 'status' }).effect({ kind: 'callRings' }).effect({ kind: 'notify' })
  return builder.done()
}

const mayCall = (session: Active, { media }: Of<'requestCall'>, opening: OpeningContext, now: Instant): boolean =>
  opening.callsAvailable &&
  decideReach(opening.reach, {
    moment: 'call',
    now,
    origin: session.page.origin,
    preview: session.preview,
    verified: session.customer.verified,
    modality: media,
  }).allowed

/**
 * Accepts a ringing call. Refusals: `noCall` (no call, or the caller's own ring), `callNeedsTab` (no provider call).
 */
export function acceptCall(session: Session, { side, providerCall }: Of<'acceptCall'>, now: Instant): Transition {
  const call = callOf(session)
  if (session.status !== 'active' || !call) return refuse('noCall')
  if (call.status === 'started') return unchanged(session)
  return call.by === side ? refuse('noCall') : startCall(session, call, providerCall ?? call.providerCall, now)
}

function startCall(session: Active, call: RingingCall, providerCall: ProviderCall | null, now: Instant): Transition {
  if (!providerCall) return refuse('callNeedsTab')
  return transitionBuilder({ ...session, call: started(call, providerCall, now) }, now)
    .event({ kind: 'callStarted', callId: call.id, media: call.media, provider: providerCall.provider })
    .effect({ kind: 'status' })
    .done()
}

/** The ringing call after acceptance; no leg has joined yet. */
export const started = ({ id, media, by }: RingingCall, providerCall: ProviderCall, now: Instant): StartedCall => ({
  ...{ id, media, by, providerCall },
  status: 'started',
  startedAt: now,
  connectedSince: null,
  legs: { customer: null, agent: null },
})

/** Ends a ringing call: `declined` by the side that is rung, `cancelled` by the side that rang. Refusal: `noCall`. */
export function declineCall(session: Session, { side }: Of<'declineCall'>, now: Instant): Transition {
  const call = callOf(session)
  if (session.status !== 'active' || call?.status !== 'ringing') return refuse('noCall')
  return endCall(session, call, call.by === side ? 'cancelled' : 'declined', now)
}

/** Adds a leg to a started call and replaces an earlier leg of the same side. Refusal: `noCall`. */
export function joinCall(session: Session, { side, leg }: Of<'joinCall'>, now: Instant): Transition {
  const call = callOf(session)
  if (session.status !== 'active' || call?.status !== 'started') return refuse('noCall')
  return { session: withLeg(session, call, side, { id: leg, seenAt: now }), events: [], effects: [] }
}

const withLeg = (session: Active, call: StartedCall, side: Side, leg: StartedCall['legs'][Side]): Active => ({
  ...session,
  call: { ...call, legs: { ...call.legs, [side]: leg } },
})

/**
 * Records the heartbeat of a leg; the first one with `connected` sets the start of the connection. Refusals: `noCall`,
 * `callElsewhere` (another leg has replaced this one).
 */
export function heartbeat(session: Session, { side, leg, connected }: Of<'heartbeat'>, now: Instant): Transition {
  const call = callOf(session)
  if (session.status !== 'active' || call?.status !== 'started') return refuse('noCall')
  const before = call.legs[side]
  if (before?.id !== leg) return refuse('callElsewhere')
  const begins = connected && call.connectedSince === null
  if (!begins && now - before.seenAt < storedEvery) return unchanged(session)
  const connectedCall = begins ? { ...call, connectedSince: now } : call
  return { session: withLeg(session, connectedCall, side, { id: leg, seenAt: now }), events: [], effects: [] }
}

/**
 * Ends a call, because a side hangs up, its window fails (`failed`), or the other side has left the Teams meeting
 * (`otherLeft`). If the customer hangs up while the session itself still rings, the session ends. Refusal:
 * `callElsewhere` (another leg has replaced this one).
 */
export function hangUp(session: Session, { side, leg, why }: Of<'hangUp'>, now: Instant): Transition {
  const call = callOf(session)
  if (session.status === 'ringing' && side === 'customer' && call) return endSession(session, 'endedByCustomer', now)
  if (session.status !== 'active' || !call) return unchanged(session)
  if (call.status === 'ringing') return endCall(session, call, call.by === side ? 'cancelled' : 'declined', now)
  const own = call.legs[side]
  if (leg !== null && own !== null && own.id !== leg) return refuse('callElsewhere')
  if (why === 'failed') return endCall(session, call, 'failed', now)
  // Only in a Teams meeting can one side report that the other has left; in a `webrtc` call each side reports for
  // itself.
  const speaksForOther = why === 'otherLeft' && call.providerCall.provider === 'teams-meeting'
  const byAgent = speaksForOther ? side === 'customer' : side === 'agent'
  return endCall(session, call, byAgent ? 'hungUpByUser' : 'hungUpByCustomer', now)
}

/** Ends a call whose timer is due: unanswered, not joined in time, or without heartbeats. */
export function onCallTimer(session: Active, call: Call, now: Instant): Transition {
  const outcome = endedByTime(call, now)
  return outcome ? endCall(session, call, outcome, now) : unchanged(session)
}

/**
 * Ends the call. The session continues as a chat, unless it was opened as a call and hung up without any message, or it
 * has no chat.
 */
function endCall(session: Active, call: Call, outcome: CallOutcome, now: Instant): Transition {
  const after: Active = { ...session, call: null, lastSpokeAt: now }
  const builder = transitionBuilder(after, now).event(callEnded(call, outcome, now))
  const hungUp = { hungUpByUser: 'endedByUser', hungUpByCustomer: 'endedByCustomer' } as const
  const finished = outcome === 'hungUpByUser' || outcome === 'hungUpByCustomer' ? hungUp[outcome] : null
  if (finished && session.modality !== 'chat' && session.lastMessage === null)
    return endSessionIn(builder, after, finished, now)
  if (!session.canWrite) return endSessionIn(builder, after, 'callFailed', now)
  return builder.effect({ kind: 'status' }).done()
}

const callOf = (session: Session): Call | null => (session.status === 'ended' ? null : session.call)
