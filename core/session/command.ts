import type { CallProvider, CallStop, Media } from '../contract/calls.ts'
import type { Customer, Modality, Page, SessionEvent } from '../contract/sessions.ts'
import type { Refusal } from '../contract/problems.ts'
import type { ReachFacts } from '../reach/reachability.ts'
import type { MessageMoment } from '../contract/directSystemMessages.ts'
import type { ProviderCall } from './call.ts'
import type { Instant, Session } from './session.ts'

interface Addressed {
  tenantId: string
  sessionId: string
}

/** One of the two who take part; each is known by its own id. */
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
  /** Where open sessions are limited: a keyed hash of the address that the customer comes from. */
  countedFrom?: string
}

/**
 * Everything that can be said to a session. The agent's commands carry the user, the customer's the customer. `carrier`
 * is what carries the call, where the agent's side could make it ready.
 */
export type Command =
  | Open
  | (Addressed & { kind: 'customerWrites'; customerId: string; key: string; text: string })
  | (Addressed & { kind: 'customerEnds'; customerId: string })
  | (Addressed & { kind: 'customerLeavesOfflineMessage'; customerId: string; text: string; email: string | null })
  | (Addressed & { kind: 'agentAccepts'; userId: string; providerCall?: ProviderCall | null })
  | (Addressed & { kind: 'agentDeclines'; userId: string })
  | (Addressed & { kind: 'agentWrites'; userId: string; key: string; text: string; via: 'console' | 'teams' })
  | (Addressed & { kind: 'agentSees'; userId: string; upTo: number })
  | (Addressed & { kind: 'agentEnds'; userId: string })
  | (Addressed & { kind: 'messageDelivered'; message: number; state: 'delivered' | 'notDelivered' })
  | (Addressed &
      Sided & { kind: 'requestCall'; key: string; media: Media; contactId: string; providerCall?: ProviderCall | null })
  | (Addressed & Sided & { kind: 'callAccepted'; providerCall?: ProviderCall | null })
  | (Addressed & Sided & { kind: 'callDeclined' })
  | (Addressed & Sided & { kind: 'callJoined'; leg: string })
  | (Addressed & Sided & { kind: 'callBeats'; leg: string; connected: boolean })
  | (Addressed & Sided & { kind: 'callHungUp'; leg: string | null; why: CallStop | null })
  | (Addressed & { kind: 'timerFired' })
  | (Addressed & { kind: 'noLongerAllowed' })

/** What is true about the contact when a session opens, or a call is wanted in one. */
export interface OpeningContext {
  userId: string
  reach: ReachFacts
  available: boolean
  botInstalled: boolean
  callProvider: CallProvider
  /** Whether calls of that provider can be carried with what is configured. */
  callsAvailable: boolean
  limits: { ringMs: number; idleWarningMs: number; idleEndMs: number }
  user: { displayName: string; jobTitle: string | null; department: string | null }
  tenantName: string
  words: { displayName: string | null; texts: Partial<Record<MessageMoment, string>> }
}

/** What is open beside a session that is to be opened, and when each ring ends. */
export interface AlreadyOpen {
  /** Sessions that ring at the same contact. */
  contactRings: readonly Instant[]
  /** Sessions that ring from the same address, at any contact of the tenant. */
  addressRings: readonly Instant[]
  /** How many sessions of the same customer ring or are active. */
  openOfCustomer: number
}

/** What a step must know beyond the session and the command; `opening` is null for an unknown contact. */
export interface DecisionContext {
  now: Instant
  opening?: OpeningContext | null
  /** Known when a session is to be opened and open sessions are limited. */
  alreadyOpen?: AlreadyOpen | null
  /** The event that an earlier try of the same command, by its key, has left. */
  repeated?: SessionEvent | null
}

/** What is performed after commit, in order per session. */
export type Effect =
  | { kind: 'offer' }
  | { kind: 'status' }
  /** The customer's lines with numbers `from` to `to`. */
  | { kind: 'messages'; from: number; to: number }
  | { kind: 'offlineMessage'; seq: number }
  /** A customer rings within a running session. */
  | { kind: 'callRings' }
  /** The ringing of a call is told beyond the chat with the bot, too. */
  | { kind: 'notify' }
  /** An accepted session ended by other hands than the agent's: its card may be far above in the chat. */
  | { kind: 'endNote' }

/** What one command did. `repeated` is the answer of the first try; nothing new is stored then. */
export type Transition =
  | { session: Session; events: SessionEvent[]; effects: Effect[]; refused?: never; repeated?: never }
  | { refused: Refusal; repeated?: never }
  | { repeated: SessionEvent | null; session: Session; refused?: never }
