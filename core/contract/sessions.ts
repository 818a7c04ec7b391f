import { z } from 'zod'
import { call, callOutcome, callProvider, media, side } from './calls.ts'
import { id, instant, key, sequenceNumber } from './ids.ts'
import { listOf, listQuery } from './lists.ts'
import { messageText } from './text.ts'

export const modality = z.enum(['chat', 'audio', 'video'])
export type Modality = z.infer<typeof modality>
export const sessionStatus = z.enum(['ringing', 'active', 'ended'])

/**
 * How a session ended. `unanswered`: the ring time passed; `unavailable`: the user was away; `idle`: the idle time-out
 * ran out; `notAllowed`: the reachability check no longer allows it; `callFailed`: its call failed, and the session had
 * no chat.
 */
export const outcome = z.enum([
  'endedByUser',
  'endedByCustomer',
  'declined',
  'unanswered',
  'unavailable',
  'idle',
  'notAllowed',
  'callFailed',
])
export type Outcome = z.infer<typeof outcome>

const numbered = { seq: z.number().int(), at: instant }

/** What a message holds: plain text. A union, so that further types can follow. */
export const messageContent = z
  .discriminatedUnion('type', [z.object({ type: z.literal('text'), text: z.string() })])
  .meta({ id: 'MessageContent' })
export type MessageContent = z.infer<typeof messageContent>
export const textContent = (text: string): MessageContent => ({ type: 'text', text })

/** What a writer did to a message after sending it. The text of a deleted message is empty. */
export const messageChange = z.enum(['edited', 'deleted'])
export type MessageChange = z.infer<typeof messageChange>

/**
 * An event of a session, numbered without gaps from 1. Except in `offlineMessageLeft`, `text` is the text of the
 * direct system messages for the customer; if it is absent, each client uses its built-in text.
 */
export const sessionEvent = z
  .discriminatedUnion('kind', [
    z.object({
      ...numbered,
      kind: z.literal('opened'),
      modality,
      customerName: z.string(),
      ringEndsAt: instant.nullable(),
      text: z.string().optional(),
    }),
    z.object({
      ...numbered,
      kind: z.literal('message'),
      from: z.enum(['customer', 'agent']),
      key,
      content: messageContent,
      /** Where the message was written: the tab, the Teams chat or the customer's page. */
      via: z.enum(['console', 'teams', 'page']),
      /** Set if `content` is no longer what was sent first. */
      changed: messageChange.optional(),
    }),
    /** The content of an earlier message was replaced; its own event, if read from now on, holds the new content. */
    z.object({
      ...numbered,
      kind: z.literal('messageChanged'),
      message: z.number().int(),
      change: messageChange,
      content: messageContent,
    }),
    z.object({ ...numbered, kind: z.literal('accepted'), agentName: z.string(), text: z.string().optional() }),
    z.object({
      ...numbered,
      kind: z.literal('messageState'),
      message: z.number().int(),
      state: z.enum(['delivered', 'notDelivered']),
    }),
    z.object({ ...numbered, kind: z.literal('seen'), upTo: z.number().int() }),
    z.object({ ...numbered, kind: z.literal('warned'), endsAt: instant, text: z.string().optional() }),
    z.object({
      ...numbered,
      kind: z.literal('ended'),
      outcome,
      canLeaveOfflineMessage: z.boolean(),
      text: z.string().optional(),
    }),
    /** One side of a running session calls the other. */
    z.object({ ...numbered, kind: z.literal('callRings'), key, media, by: side, ringEndsAt: instant }),
    z.object({ ...numbered, kind: z.literal('callStarted'), callId: id, media, provider: callProvider }),
    /** `seconds`: how long the call was connected. */
    z.object({
      ...numbered,
      kind: z.literal('callEnded'),
      callId: id,
      media,
      by: side,
      outcome: callOutcome,
      seconds: z.number().int(),
    }),
    z.object({
      ...numbered,
      kind: z.literal('offlineMessageLeft'),
      key: key.optional(),
      text: z.string(),
      email: z.string().optional(),
    }),
  ])
  .meta({ id: 'SessionEvent' })
export type SessionEvent = z.infer<typeof sessionEvent>
export type ChatMessage = Extract<SessionEvent, { kind: 'message' }>

/** The customer as the agent sees them. All fields are data, never markup. */
export const customer = z.object({
  name: z.string(),
  email: z.string().nullable(),
  /** Whether the page's own server verified name, e-mail and `subject`, which is the customer's id on that site. */
  verified: z.boolean(),
  subject: z.string().optional(),
})
export type Customer = z.infer<typeof customer>
export const page = z.object({
  origin: z.string(),
  url: z.string().nullable(),
  title: z.string().nullable(),
  referrer: z.string().nullable(),
  locale: z.string().nullable(),
  timeZone: z.string().nullable(),
  context: z.record(z.string(), z.string()),
})
export type Page = z.infer<typeof page>

/** A session in the form that agents and admins see. */
export const session = z
  .object({
    id,
    status: sessionStatus,
    modality,
    /** The user to whom the session is assigned, with the name that the customer sees. */
    user: z.object({ id, displayName: z.string() }),
    customer,
    page,
    preview: z.boolean(),
    openedAt: instant,
    ringEndsAt: instant.nullable(),
    acceptedAt: instant.nullable(),
    endedAt: instant.nullable(),
    outcome: outcome.nullable(),
    lastSeq: z.number().int(),
    /** The agent has seen all events up to this number; 0 at first. */
    seenUpTo: z.number().int(),
    /** Number of customer messages, offline message included, that the agent has not seen; 100 at most. */
    unread: z.number().int(),
    /** `text` is empty if the message was deleted. */
    lastMessage: z.object({ from: z.enum(['customer', 'agent']), text: z.string(), at: instant }).nullable(),
    offlineMessageLeft: z.boolean(),
    call: call.nullable(),
    /** Whether the session accepts messages: false if it was opened as a call while Instant Messaging was off. */
    canWrite: z.boolean(),
  })
  .meta({ id: 'Session' })
export type Session = z.infer<typeof session>
export const sessionList = listOf(session)
export const sessionsQuery = listQuery.extend({
  status: sessionStatus.optional(),
  userId: id.optional(),
  /** `mine` lists the caller's own sessions only, even if the caller may see others. */
  scope: z.enum(['mine', 'all']).default('all'),
})
export type SessionsQuery = z.infer<typeof sessionsQuery>

export const eventsQuery = z.strictObject({
  after: z.coerce.number().pipe(sequenceNumber).default(0),
  wait: z.coerce.number().int().min(0).max(25).default(0),
})
/** Up to 1,000 events; `next` is the value of `after` for the next request. */
export const eventList = z.object({ items: z.array(sessionEvent), next: z.number().int() }).meta({ id: 'EventList' })
export type EventList = z.infer<typeof eventList>

export const newMessage = z.strictObject({ key, text: messageText })
export const seen = z.strictObject({ upTo: z.number().int().min(0) })
export const empty = z.strictObject({})
