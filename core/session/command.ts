import type { CallProvider, CallStop, Media } from '../contract/calls.ts'
import type { Customer, MessageContent, Modality, Page, SessionEvent } from '../contract/sessions.ts'
import type { Refusal } from '../contract/problems.ts'
import type { ReachFacts } from '../reach/reachability.ts'
import type { MessageMoment } from '../contract/directSystemMessages.ts'
import type { ProviderCall } from './call.ts'
import type { Instant, Session } from './session.ts'

interface Addressed {
  tenantId: string
  sessionId: string
}

/** One side of a session, identified by its own id. */
export type Sided = { side: 'customer'; customerId: string } | { side: 'agent'; userId: string }

export interface Open extends Addressed {
  kind: 'open'
  key: string
  contactId: string
  customerId: string
  widgetKey: string
  modality: Modality
  customer: Customer
  page: Page
  preview: boolean
  text: string | null
  /** Keyed hash of the customer's network address; set if open sessions are limited. */
  countedFrom?: string
}

/**
 * Every command that a session accepts. An agent's command carries the user id, a customer's command the customer id.
 * `providerCall` is the call at its provider, if the agent's side could create one.
 */
export type Command =
  | Open
  | (Addressed & { kind: 'customerWrites'; customerId: string; key: string; content: MessageContent })
  | (Addressed & { kind: 'customerEnds'; customerId: string })
  | (Addressed & { kind: 'customerLeavesOfflineMessage'; customerId: string; text: string; email: string | null })
  | (Addressed & { kind: 'agentAccepts'; userId: string; providerCall?: ProviderCall | null })
  | (Addressed & { kind: 'agentDeclines'; userId: string })
  | (Addressed & {
      kind: 'agentWrites'
      userId: string
      key: string
      content: MessageContent
      via: 'console' | 'teams'
    })
  /** Change the message with this key, which the agent wrote earlier. */
  | (Addressed & { kind: 'agentEdits'; userId: string; key: string; content: MessageContent })
  | (Addressed & { kind: 'agentDeletes'; userId: string; key: string })
  | (Addressed & { kind: 'agentSees'; userId: string; upTo: number })
  | (Addressed & { kind: 'agentEnds'; userId: string })
  | (Addressed & { kind: 'messageDelivered'; message: number; state: 'delivered' | 'notDelivered' })
  | (Addressed &
      Sided & { kind: 'requestCall'; key: string; media: Media; contactId: string; providerCall?: ProviderCall | null })
  | (Addressed & Sided & { kind: 'acceptCall'; providerCall?: ProviderCall | null })
  | (Addressed & Sided & { kind: 'declineCall' })
  | (Addressed & Sided & { kind: 'joinCall'; leg: string })
  | (Addressed & Sided & { kind: 'heartbeat'; leg: string; connected: boolean })
  | (Addressed & Sided & { kind: 'hangUp'; leg: string | null; why: CallStop | null })
  | (Addressed & { kind: 'timerFired' })
  | (Addressed & { kind: 'noLongerAllowed' })

/** The contact's settings when a session opens or a call is requested in one. */
export interface OpeningContext {
  userId: string
  reach: ReachFacts
  available: boolean
  botInstalled: boolean
  callProvider: CallProvider
  /** Whether `callProvider` is configured on this installation. */
  callsAvailable: boolean
  limits: { ringMs: number; idleWarningMs: number; idleEndMs: number }
  user: { displayName: string; jobTitle: string | null; department: string | null }
  tenantName: string
  words: { displayName: string | null; texts: Partial<Record<MessageMoment, string>> }
}

/** The open sessions that count against the limits when another one is opened. */
export interface AlreadyOpen {
  /** When each ringing session of the same contact stops ringing. */
  contactRings: readonly Instant[]
  /** When each ringing session from the same address stops ringing, for any contact of the tenant. */
  addressRings: readonly Instant[]
  /** Number of ringing and active sessions of the same customer. */
  openOfCustomer: number
}

/** Input of a transition besides session and command. `opening` is null for an unknown contact. */
export interface DecisionContext {
  now: Instant
  opening?: OpeningContext | null
  /** Set when a session is opened and open sessions are limited. */
  alreadyOpen?: AlreadyOpen | null
  /** The event that is stored under the key of the command. */
  repeated?: SessionEvent | null
}

/** Work that is stored with the transition and performed after commit, in order per queue. */
export type Effect =
  | { kind: 'offer' }
  | { kind: 'status' }
  /** The customer's messages with event numbers `from` to `to`. */
  | { kind: 'messages'; from: number; to: number }
  | { kind: 'offlineMessage'; seq: number }
  /** A customer's call rings within a running session. */
  | { kind: 'callRings' }
  /** A ringing call is also announced in the Teams activity feed. */
  | { kind: 'notify' }
  /**
   * An accepted session that the agent did not end has ended; its card may be far up in the chat, so a new message says
   * so.
   */
  | { kind: 'endNote' }

/**
 * The result of one command: the next state with its events and effects, a refusal, or `repeated` (nothing new is
 * stored; it holds the event of the first attempt, or null if nothing changes).
 */
export type Transition =
  | { session: Session; events: SessionEvent[]; effects: Effect[]; refused?: never; repeated?: never }
  | { refused: Refusal; repeated?: never }
  | { repeated: SessionEvent | null; session: Session; refused?: never }
