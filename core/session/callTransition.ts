import type { CallOutcome, Side } from '../contract/calls.ts'
import { refuse } from '../contract/problems.ts'
import { decideReach } from '../reach/reachability.ts'
import { endedByTime, type Call, type Carrier, type RingingCall, type StartedCall } from './call.ts'
import type { Command, Facts, OpeningFacts, Step } from './command.ts'
import type { Active, Instant, Session } from './session.ts'
import { callEnded, endSession, endWithin, stepFrom, unchanged } from './transitionBuilder.ts'

type Of<Kind extends Command['kind']> = Extract<Command, { kind: Kind }>

/** A sign of life that says nothing new is not stored more often than this. */
const storedEvery = 5_000

/** A side of a running session rings the other one; where both ring at once, they have answered each other. */
export function wantCall(was: Session, command: Of<'callWanted'>, { now, opening, repeated }: Facts): Step {
  if (repeated) return { repeated, session: was }
  if (was.status === 'ended') return refuse('sessionEnded', 'This session has ended.')
  if (was.status === 'ringing') return refuse('sessionNotAccepted', 'The session must be accepted before a call.')
  const { call } = was
  if (call?.status === 'ringing' && call.by !== command.side)
    return startCall(was, call, command.carrier ?? call.carrier, now)
  if (call) return unchanged(was)
  if (!opening || command.contactId !== was.contactId || !mayCall(was, command, opening, now))
    return refuse('modalityNotOffered')
  if (command.side === 'agent' && !command.carrier) return refuse('callNeedsTab')
  const { key, media, side: by, carrier = null } = command
  const ringEndsAt = now + was.limits.ringMs
  const rings: RingingCall = { id: key, media, by, status: 'ringing', ringEndsAt, carrier }
  const step = stepFrom({ ...was, call: rings, idleEndsAt: null }, now)
  step.event({ kind: 'callRings', key, media, by, ringEndsAt: new Date(ringEndsAt).toISOString() })
  if (by === 'customer') step.effect({ kind: 'status' }).effect({ kind: 'callRings' }).effect({ kind: 'notify' })
  return step.done()
}

const mayCall = (was: Active, { media }: Of<'callWanted'>, opening: OpeningFacts, now: Instant): boolean =>
  opening.callsCarried &&
  decideReach(opening.reach, {
    moment: 'call',
    now,
    origin: was.page.origin,
    preview: was.preview,
    verified: was.customer.verified,
    modality: media,
  }).allowed

/** The side that is rung takes the call. */
export function acceptCall(was: Session, { side, carrier }: Of<'callAccepted'>, now: Instant): Step {
  const call = callOf(was)
  if (was.status !== 'active' || !call) return refuse('noCall')
  if (call.status === 'started') return unchanged(was)
  return call.by === side ? refuse('noCall') : startCall(was, call, carrier ?? call.carrier, now)
}

function startCall(was: Active, call: RingingCall, carrier: Carrier | null, now: Instant): Step {
  if (!carrier) return refuse('callNeedsTab')
  return stepFrom({ ...was, call: started(call, carrier, now) }, now)
    .event({ kind: 'callStarted', callId: call.id, media: call.media, provider: carrier.provider })
    .effect({ kind: 'status' })
    .done()
}

/** A call that was taken. Nobody has joined it yet. */
export const started = ({ id, media, by }: RingingCall, carrier: Carrier, now: Instant): StartedCall => ({
  ...{ id, media, by, carrier },
  status: 'started',
  startedAt: now,
  talkingSince: null,
  legs: { customer: null, agent: null },
})

/** Who is rung declines; who rang gives up. */
export function declineCall(was: Session, { side }: Of<'callDeclined'>, now: Instant): Step {
  const call = callOf(was)
  if (was.status !== 'active' || call?.status !== 'ringing') return refuse('noCall')
  return endCall(was, call, call.by === side ? 'cancelled' : 'declined', now)
}

/** A window takes part; one of the same side that took part before steps back. */
export function joinCall(was: Session, { side, leg }: Of<'callJoined'>, now: Instant): Step {
  const call = callOf(was)
  if (was.status !== 'active' || call?.status !== 'started') return refuse('noCall')
  return { session: withLeg(was, call, side, { id: leg, seenAt: now }), events: [], effects: [] }
}

const withLeg = (was: Active, call: StartedCall, side: Side, leg: StartedCall['legs'][Side]): Active => ({
  ...was,
  call: { ...call, legs: { ...call.legs, [side]: leg } },
})

/** A leg is alive, and says whether it hears the other side. */
export function beat(was: Session, { side, leg, connected }: Of<'callBeats'>, now: Instant): Step {
  const call = callOf(was)
  if (was.status !== 'active' || call?.status !== 'started') return refuse('noCall')
  const before = call.legs[side]
  if (before?.id !== leg) return refuse('callElsewhere')
  const begins = connected && call.talkingSince === null
  if (!begins && now - before.seenAt < storedEvery) return unchanged(was)
  const heard = begins ? { ...call, talkingSince: now } : call
  return { session: withLeg(was, heard, side, { id: leg, seenAt: now }), events: [], effects: [] }
}

/** A side ends the call, cannot go on, or is alone in a meeting. A window that was replaced ends nothing. */
export function hangUp(was: Session, { side, leg, why }: Of<'callHungUp'>, now: Instant): Step {
  const call = callOf(was)
  if (was.status === 'ringing' && side === 'customer' && call) return endSession(was, 'endedByCustomer', now)
  if (was.status !== 'active' || !call) return unchanged(was)
  if (call.status === 'ringing') return endCall(was, call, call.by === side ? 'cancelled' : 'declined', now)
  const own = call.legs[side]
  if (leg !== null && own !== null && own.id !== leg) return refuse('callElsewhere')
  if (why === 'failed') return endCall(was, call, 'failed', now)
  // Of two browsers the server hears both: neither speaks for the other one.
  const speaksForOther = why === 'otherLeft' && call.carrier.provider === 'teams-meeting'
  const byAgent = speaksForOther ? side === 'customer' : side === 'agent'
  return endCall(was, call, byAgent ? 'hungUpByUser' : 'hungUpByCustomer', now)
}

/** What time does to a call: it rings out, nobody joins it, or a side falls silent. */
export function strikeCall(was: Active, call: Call, now: Instant): Step {
  const outcome = endedByTime(call, now)
  return outcome ? endCall(was, call, outcome, now) : unchanged(was)
}

/**
 * The call is over. Its session goes on as a chat, unless it was opened as a call and is finished by hanging up, or
 * lines are not taken in it.
 */
function endCall(was: Active, call: Call, outcome: CallOutcome, now: Instant): Step {
  const after: Active = { ...was, call: null, lastSpokeAt: now }
  const step = stepFrom(after, now).event(callEnded(call, outcome, now))
  const hungUp = { hungUpByUser: 'endedByUser', hungUpByCustomer: 'endedByCustomer' } as const
  const finished = outcome === 'hungUpByUser' || outcome === 'hungUpByCustomer' ? hungUp[outcome] : null
  if (finished && was.modality !== 'chat' && was.lastLine === null) return endWithin(step, after, finished, now)
  if (!was.canWrite) return endWithin(step, after, 'callFailed', now)
  return step.effect({ kind: 'status' }).done()
}

const callOf = (session: Session): Call | null => (session.status === 'ended' ? null : session.call)
