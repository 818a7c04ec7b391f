import type { CallProvider, Media, Side } from '../contract/calls.ts'

/** Milliseconds since the epoch, UTC. */
type Instant = number

/** How long after a call was taken the two must hear each other. */
export const joinWithin = 55_000
/** How long a leg may be silent before its call counts as lost. */
export const silentFor = 40_000

/** What carries a call, made ready when it is taken: in a Teams meeting, the meeting. */
export type ProviderCall =
  { provider: Extract<CallProvider, 'webrtc'> } | { provider: 'teams-meeting'; joinUrl: string }

/** One window that takes part. */
export interface Leg {
  id: string
  seenAt: Instant
}

interface Common {
  id: string
  media: Media
  /** Who rang. */
  by: Side
}

/** `carrier` is there already where the agent rings. */
export type RingingCall = Common & { status: 'ringing'; ringEndsAt: Instant; providerCall: ProviderCall | null }
export type StartedCall = Common & {
  status: 'started'
  providerCall: ProviderCall
  startedAt: Instant
  /** Since when the two hear each other. */
  connectedSince: Instant | null
  legs: Record<Side, Leg | null>
}
/** The call of a session: it rings, then it is started, then there is none. */
export type Call = RingingCall | StartedCall

/** Legs whose silence ends a call. In a Teams meeting the agent is in Teams, which tells nothing. */
const connectedSince = ({ providerCall, legs }: StartedCall): Leg[] =>
  [legs.customer, providerCall.provider === 'webrtc' ? legs.agent : null].filter((leg) => leg !== null)

/** When the clock must look at a call again. */
export function callWakeAt(call: Call): Instant {
  if (call.status === 'ringing') return call.ringEndsAt
  const silent = connectedSince(call).map(({ seenAt }) => seenAt + silentFor)
  return Math.min(...silent, ...(call.connectedSince === null ? [call.startedAt + joinWithin] : []))
}

/** Why time has ended a call; null when it has not. */
export function endedByTime(call: Call, now: Instant): 'unanswered' | 'notJoined' | 'lost' | null {
  if (now < callWakeAt(call)) return null
  if (call.status === 'ringing') return 'unanswered'
  return call.connectedSince === null ? 'notJoined' : 'lost'
}
