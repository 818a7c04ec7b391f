import type { CallProvider, Media, Side } from '../contract/calls.ts'

/** Milliseconds since the epoch, UTC. */
type Instant = number

/** Milliseconds after acceptance within which a side must report that the call is connected. */
export const joinWithin = 55_000
/** Milliseconds without a heartbeat after which a leg counts as lost. */
export const silentFor = 40_000

/**
 * The call at its provider, created when the call is accepted or when the agent rings. For a Teams meeting it holds the
 * address of the meeting.
 */
export type ProviderCall =
  { provider: Extract<CallProvider, 'webrtc'> } | { provider: 'teams-meeting'; joinUrl: string }

/** One window that takes part in a call. */
export interface Leg {
  id: string
  seenAt: Instant
}

interface Common {
  id: string
  media: Media
  /** The side that started the call. */
  by: Side
}

/** `providerCall` is already set if the agent rang. */
export type RingingCall = Common & { status: 'ringing'; ringEndsAt: Instant; providerCall: ProviderCall | null }
export type StartedCall = Common & {
  status: 'started'
  providerCall: ProviderCall
  startedAt: Instant
  /** When a side first reported that it is connected. */
  connectedSince: Instant | null
  legs: Record<Side, Leg | null>
}
/** The call of a session: it rings, then it is started. Once it ends, the session has no call. */
export type Call = RingingCall | StartedCall

/**
 * The legs whose missing heartbeats end a call. In a Teams meeting the agent takes part in Teams, which sends no
 * heartbeats.
 */
const connectedLegs = ({ providerCall, legs }: StartedCall): Leg[] =>
  [legs.customer, providerCall.provider === 'webrtc' ? legs.agent : null].filter((leg) => leg !== null)

/** When the timer of a call is due next. */
export function callWakeAt(call: Call): Instant {
  if (call.status === 'ringing') return call.ringEndsAt
  const silent = connectedLegs(call).map(({ seenAt }) => seenAt + silentFor)
  return Math.min(...silent, ...(call.connectedSince === null ? [call.startedAt + joinWithin] : []))
}

/** The outcome of a call whose time is up; null if the timer is not due. */
export function endedByTime(call: Call, now: Instant): 'unanswered' | 'notJoined' | 'lost' | null {
  if (now < callWakeAt(call)) return null
  if (call.status === 'ringing') return 'unanswered'
  return call.connectedSince === null ? 'notJoined' : 'lost'
}
