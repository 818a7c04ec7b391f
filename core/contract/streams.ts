import { z } from 'zod'
import { callFrames } from './calls.ts'
import { id, sequenceNumber } from './ids.ts'
import { session, sessionEvent } from './sessions.ts'

/** Milliseconds within which a socket must send its first frame. */
export const firstFrameWithin = 5000

/**
 * First frame of a customer's event stream, sent again with each renewed token. `after`: the last event number
 * received, for all sessions of the customer or by session id.
 */
export const customerHello = z.strictObject({
  token: z.string().max(4000),
  after: z.union([sequenceNumber, z.record(id, sequenceNumber)]).default(0),
})
export type CustomerHello = z.infer<typeof customerHello>

/** First frame of an agent's event stream, sent again with each renewed token. */
export const agentHello = z.strictObject({ token: z.string().max(8000) })

const events = z.object({
  type: z.literal('events'),
  sessionId: id,
  items: z.array(sessionEvent),
  next: z.number().int(),
})
const typing = z.object({ type: z.literal('typing'), sessionId: id, from: z.enum(['customer', 'agent']) })
const ready = z.object({ type: z.literal('ready') })

export const customerFrame = z.discriminatedUnion('type', [ready, events, typing, ...callFrames])
export type CustomerFrame = z.infer<typeof customerFrame>

/** `session` is the complete new state of one of the agent's sessions, sent on every change. */
export const agentFrame = z.discriminatedUnion('type', [
  ready,
  events,
  typing,
  ...callFrames,
  z.object({ type: z.literal('session'), session }),
  z.object({ type: z.literal('availability'), available: z.boolean() }),
])
export type AgentFrame = z.infer<typeof agentFrame>

/** Close codes of both event streams; 44xx is in the private range of RFC 6455. */
export const closeCodes = { unauthenticated: 4401, forbidden: 4403, slowReader: 4408, goingAway: 1001 } as const
