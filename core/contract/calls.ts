import { z } from 'zod'
import { id, instant, key } from './ids.ts'

/** Who carries a call: a Teams meeting, or the two browsers themselves. */
export const callProvider = z.enum(['teams-meeting', 'webrtc'])
export type CallProvider = z.infer<typeof callProvider>

export const media = z.enum(['audio', 'video'])
export type Media = z.infer<typeof media>
export const side = z.enum(['customer', 'agent'])
export type Side = z.infer<typeof side>

/**
 * How a call ended. `cancelled`: who rang gave up; `notJoined`: taken, but the two never heard each other; `lost`: a side
 * fell silent; `failed`: a side or the provider could not go on; `sessionEnded`: it ended with its session.
 */
export const callOutcome = z.enum([
  'hungUpByCustomer',
  'hungUpByUser',
  'declined',
  'cancelled',
  'unanswered',
  'notJoined',
  'lost',
  'failed',
  'sessionEnded',
])
export type CallOutcome = z.infer<typeof callOutcome>

/** The call within a session, as both sides see it. `by` rang; `ringEndsAt` while it rings, `startedAt` and `provider` once it is taken. */
export const call = z
  .object({
    id,
    media,
    by: side,
    status: z.enum(['ringing', 'started']),
    ringEndsAt: instant.nullable(),
    startedAt: instant.nullable(),
    provider: callProvider.nullable(),
  })
  .meta({ id: 'Call' })
export type Call = z.infer<typeof call>

/** Rings the other side of a running session. `key` becomes the call's id. */
export const newCall = z.strictObject({ key, media }).meta({ id: 'NewCall' })

/** A leg is one window that takes part in a call; each side has one, and the newest counts. */
const leg = id
export const callLeg = z.strictObject({ leg })
/** Sent every `beatEvery`; `connected` says that this side hears the other one. */
export const callBeat = z.strictObject({ leg, connected: z.boolean() })
/**
 * Why a window ends a call, where it does not hang up: it cannot go on; or, in a Teams meeting, which only tells those who
 * are in it, the other side has left.
 */
export const callStop = z.enum(['failed', 'otherLeft'])
export type CallStop = z.infer<typeof callStop>
/** Without a leg it is said by a window that takes no part in the call. */
export const callHangUp = z.strictObject({ leg: leg.optional(), why: callStop.optional() })

/** Milliseconds between two signs of life of a leg. */
export const beatEvery = 10_000

const longestSdp = 48_000

/** What the two browsers of a `webrtc` call tell each other. Carried, never stored. */
export const callSignal = z
  .discriminatedUnion('kind', [
    /** Sent when a leg joins, and when its stream was away: what was said meanwhile may be lost. */
    z.strictObject({ kind: z.literal('hello') }),
    z.strictObject({ kind: z.literal('offer'), sdp: z.string().max(longestSdp) }),
    z.strictObject({ kind: z.literal('answer'), sdp: z.string().max(longestSdp) }),
    z.strictObject({
      kind: z.literal('candidate'),
      candidate: z.string().max(2000),
      sdpMid: z.string().max(64).nullable(),
      sdpMLineIndex: z.number().int().min(0).max(64).nullable(),
      usernameFragment: z.string().max(300).nullable(),
    }),
    /** What this side sends now, for the other one to show. */
    z.strictObject({
      kind: z.literal('sends'),
      microphone: z.boolean(),
      camera: z.boolean(),
      screen: z.boolean(),
    }),
  ])
  .meta({ id: 'CallSignal' })
export type CallSignal = z.infer<typeof callSignal>
export const newSignal = z.strictObject({ leg, signal: callSignal })

export const iceServer = z.object({
  urls: z.array(z.string()),
  username: z.string().optional(),
  credential: z.string().optional(),
})
export type IceServer = z.infer<typeof iceServer>

/**
 * What a leg needs to take part. `webrtc`: servers for ICE, with credentials that end. `teams-meeting`: the meeting's
 * address; for the customer also a token of Azure Communication Services that may join it and nothing else.
 */
export const callEntry = z
  .discriminatedUnion('provider', [
    z.object({ provider: z.literal('webrtc'), call, iceServers: z.array(iceServer) }),
    z.object({
      provider: z.literal('teams-meeting'),
      call,
      joinUrl: z.string(),
      guest: z
        .object({ token: z.string(), userId: z.string(), expiresAt: instant, displayName: z.string() })
        .nullable(),
    }),
  ])
  .meta({ id: 'CallEntry' })
export type CallEntry = z.infer<typeof callEntry>

/** Frames of both streams that are about calls. `joined`: a leg took part; whoever has another leg of that side steps back. */
export const callFrames = [
  z.object({ type: z.literal('signal'), sessionId: id, callId: id, leg, signal: callSignal }),
  z.object({ type: z.literal('joined'), sessionId: id, callId: id, side, leg }),
] as const

/** What the check of a provider tries, in order: of `webrtc` the first two, of `teams-meeting` the others. */
export const callCheckStep = z.enum(['iceServers', 'turnCredentials', 'token', 'meeting', 'guest', 'activityFeed'])
export type CallCheckStep = z.infer<typeof callCheckStep>
/**
 * Why a provider cannot carry a call. `consent`: a permission is not granted; `policy`: the application access policy is
 * missing; `licence`: the organizer may not make meetings; `notConfigured`: this installation has not been told enough.
 */
export const callProblem = z.enum(['notConfigured', 'consent', 'policy', 'licence', 'refused', 'unreachable'])
export type CallProblem = z.infer<typeof callProblem>

/**
 * `ok` is null where a step was not tried. `detail` is what the service said in its own words, `mend` the permission,
 * command, address or setting that mends it.
 */
export const callCheckItem = z.object({
  step: callCheckStep,
  ok: z.boolean().nullable(),
  problem: callProblem.nullable(),
  detail: z.string().nullable(),
  fix: z.string().nullable(),
})
export type CallCheckItem = z.infer<typeof callCheckItem>
export const callCheck = z.object({ items: z.array(callCheckItem) }).meta({ id: 'CallCheck' })
export type CallCheck = z.infer<typeof callCheck>
/** Without a provider the tenant's own is checked. */
export const checkCalls = z.strictObject({ provider: callProvider.optional() })
