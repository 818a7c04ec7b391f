import type { CallOutcome, Side } from '../contract/calls.ts'
import { refuse } from '../contract/problems.ts'
import { decideReach } from '../reach/reachability.ts'
import { endedByTime, type Call, type ProviderCall, type RingingCall, type StartedCall } from './call.ts'
import type { Command, DecisionContext, OpeningContext, Transition } from './command.ts'
import type { Active, Instant, Session } from './session.ts'
import { callEnded, endSession, endSessionIn, transitionBuilder, unchanged } from './transitionBuilder.ts'

type Of<Kind extends Command['kind']> = Extract<Command, { kind: Kind }>

/** A sign of life that says nothing new is not stored more often than this. */
const storedEvery = 5_000

/** A side of a running session rings the other one; where both ring at once, they have answered each other. */
export function requestCall(
  session: Session,
  command: Of<'requestCall'>,
  { now, opening, repeated }: DecisionContext,
): Transition {
  if (repeated) return { repeated, session: session }
  if (session.status === 'ended') return refuse('sessionEnded', 'This session has ended.')
  if (session.status === 'ringing') return refuse('sessionNotAccepted', 'The session must be accepted before a call.')
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

/** The side that is rung takes the call. */
export function acceptCall(session: Session, { side, providerCall }: Of<'callAccepted'>, now: Instant): Transition {
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

/** A call that was taken. Nobody has joined it yet. */
export const started = ({ id, media, by }: RingingCall, providerCall: ProviderCall, now: Instant): StartedCall => ({
  ...{ id, media, by, providerCall },
  status: 'started',
  startedAt: now,
  connectedSince: null,
  legs: { customer: null, agent: null },
})

/** Who is rung declines; who rang gives up. */
export function declineCall(session: Session, { side }: Of<'callDeclined'>, now: Instant): Transition {
  const call = callOf(session)
  if (session.status !== 'active' || call?.status !== 'ringing') return refuse('noCall')
  return endCall(session, call, call.by === side ? 'cancelled' : 'declined', now)
}

/** A window takes part; one of the same side that took part before steps back. */
export function joinCall(session: Session, { side, leg }: Of<'callJoined'>, now: Instant): Transition {
  const call = callOf(session)
  if (session.status !== 'active' || call?.status !== 'started') return refuse('noCall')
  return { session: withLeg(session, call, side, { id: leg, seenAt: now }), events: [], effects: [] }
}

const withLeg = (session: Active, call: StartedCall, side: Side, leg: StartedCall['legs'][Side]): Active => ({
  ...session,
  call: { ...call, legs: { ...call.legs, [side]: leg } },
})

/** A leg is alive, and says whether it hears the other side. */
export function keepAlive(session: Session, { side, leg, connected }: Of<'callBeats'>, now: Instant): Transition {
  const call = callOf(session)
  if (session.status !== 'active' || call?.status !== 'started') return refuse('noCall')
  const before = call.legs[side]
  if (before?.id !== leg) return refuse('callElsewhere')
  const begins = connected && call.connectedSince === null
  if (!begins && now - before.seenAt < storedEvery) return unchanged(session)
  const connectedCall = begins ? { ...call, connectedSince: now } : call
  return { session: withLeg(session, connectedCall, side, { id: leg, seenAt: now }), events: [], effects: [] }
}

/** A side ends the call, cannot go on, or is alone in a meeting. A window that was replaced ends nothing. */
export function hangUp(session: Session, { side, leg, why }: Of<'callHungUp'>, now: Instant): Transition {
  const call = callOf(session)
  if (session.status === 'ringing' && side === 'customer' && call) return endSession(session, 'endedByCustomer', now)
  if (session.status !== 'active' || !call) return unchanged(session)
  if (call.status === 'ringing') return endCall(session, call, call.by === side ? 'cancelled' : 'declined', now)
  const own = call.legs[side]
  if (leg !== null && own !== null && own.id !== leg) return refuse('callElsewhere')
  if (why === 'failed') return endCall(session, call, 'failed', now)
  // Of two browsers the server hears both: neither speaks for the other one.
  const speaksForOther = why === 'otherLeft' && call.providerCall.provider === 'teams-meeting'
  const byAgent = speaksForOther ? side === 'customer' : side === 'agent'
  return endCall(session, call, byAgent ? 'hungUpByUser' : 'hungUpByCustomer', now)
}

/** What time does to a call: it rings out, nobody joins it, or a side falls silent. */
export function onCallTimer(session: Active, call: Call, now: Instant): Transition {
  const outcome = endedByTime(call, now)
  return outcome ? endCall(session, call, outcome, now) : unchanged(session)
}

/**
 * The call is over. Its session goes on as a chat, unless it was opened as a call and is finished by hanging up, or
 * lines are not taken in it.
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
