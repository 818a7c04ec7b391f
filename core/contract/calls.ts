import { z } from 'zod'
import { id, instant, key } from './ids.ts'

/** What transports the media of a call: a Teams meeting, or the two browsers directly (WebRTC). */
export const callProvider = z.enum(['teams-meeting', 'webrtc'])
export type CallProvider = z.infer<typeof callProvider>

export const media = z.enum(['audio', 'video'])
export type Media = z.infer<typeof media>
export const side = z.enum(['customer', 'agent'])
export type Side = z.infer<typeof side>

/**
 * How a call ended. `cancelled`: the caller gave up; `notJoined`: accepted, but never connected; `lost`: a side stopped
 * sending heartbeats; `failed`: a side or the provider had a failure; `sessionEnded`: the session ended with the call.
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

/**
 * The call within a session, in the form that both sides see. `by` is the side that rang; `ringEndsAt` is set while it
 * rings, `startedAt` and `provider` once it is accepted.
 */
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

/** Starts a call to the other side of a running session. `key` becomes the id of the call. */
export const newCall = z.strictObject({ key, media }).meta({ id: 'NewCall' })

/** A leg is one window that takes part in a call. Each side has one leg; a newer one replaces it. */
const leg = id
export const callLeg = z.strictObject({ leg })
/**
 * Heartbeat of a leg, sent every `beatEvery` milliseconds. `connected`: this side receives media from the other one.
 */
export const callBeat = z.strictObject({ leg, connected: z.boolean() })
/**
 * Why a window ends a call other than by hanging up: a failure; or, in a Teams meeting, the other side has left, which
 * only the participants of the meeting can see.
 */
export const callStop = z.enum(['failed', 'otherLeft'])
export type CallStop = z.infer<typeof callStop>
/** `leg` is absent if the window does not take part in the call. */
export const callHangUp = z.strictObject({ leg: leg.optional(), why: callStop.optional() })

/** Milliseconds between two heartbeats of a leg. */
export const beatEvery = 10_000

const longestSdp = 48_000

/** A signalling message between the two browsers of a `webrtc` call. Forwarded, never stored. */
export const callSignal = z
  .discriminatedUnion('kind', [
    /** Sent when a leg joins and after its event stream was interrupted, because signals sent meanwhile may be lost. */
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
    /** Which media this side sends now, for display on the other side. */
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
 * What a leg needs to join. `webrtc`: ICE servers with temporary credentials. `teams-meeting`: the address of the
 * meeting; for the customer also an Azure Communication Services token that can join a meeting and do nothing else.
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

/** Call frames of both event streams. `joined`: a leg joined; any other leg of the same side must leave. */
export const callFrames = [
  z.object({ type: z.literal('signal'), sessionId: id, callId: id, leg, signal: callSignal }),
  z.object({ type: z.literal('joined'), sessionId: id, callId: id, side, leg }),
] as const

/** The steps of a provider check, in order: the first two for `webrtc`, the others for `teams-meeting`. */
export const callCheckStep = z.enum(['iceServers', 'turnCredentials', 'token', 'meeting', 'guest', 'activityFeed'])
export type CallCheckStep = z.infer<typeof callCheckStep>
/**
 * Why a provider is not usable. `consent`: a permission is not granted; `policy`: the application access policy is
 * missing; `licence`: the organizer may not create meetings; `notConfigured`: the installation lacks configuration.
 */
export const callProblem = z.enum(['notConfigured', 'consent', 'policy', 'licence', 'refused', 'unreachable'])
export type CallProblem = z.infer<typeof callProblem>

/**
 * `ok` is null if the step was not run. `detail` is the error text of the service; `fix` is the permission, command,
 * address or setting that fixes the problem.
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
/** Without `provider`, the tenant's own provider is checked. */
export const checkCalls = z.strictObject({ provider: callProvider.optional() })
