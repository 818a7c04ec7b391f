import type { MessageMoment } from '../contract/directSystemMessages.ts'
import type { Customer, Modality, Outcome, Page } from '../contract/sessions.ts'
import { callWakeAt, type Call, type RingingCall } from './call.ts'

/** Milliseconds since the epoch, UTC. */
export type Instant = number

/** Who works on a session: the agent at whom it rings and who may accept it, write and end it. */
export interface Assignment {
  userId: string
  /** The agent's name as this customer sees it. */
  agentName: string
}

interface Common {
  id: string
  tenantId: string
  /** The user whose contact the customer reached. Their settings decide whether the session is allowed. */
  contactUserId: string
  contactId: string
  customerId: string
  assignment: Assignment
  customer: Customer
  page: Page
  modality: Modality
  /** Whether the session accepts messages: false if it was opened as a call while Instant Messaging was off. */
  canWrite: boolean
  /** Opened through a preview link: shown as a preview, and exempt from the domain template. */
  preview: boolean
  /** Whether the bot is installed for the user; without it, no effects are stored. */
  botInstalled: boolean
  openedAt: Instant
  lastSpokeAt: Instant
  lastSeq: number
  seenUpTo: number
  /** Event numbers of the customer's messages that the agent has not seen; the newest 100 at most. */
  unseen: number[]
  lastMessage: { from: 'customer' | 'agent'; text: string; at: Instant } | null
  /**
   * Texts of the direct system messages, filled when the session opened. For an absent text each client uses its
   * built-in one.
   */
  texts: Partial<Record<MessageMoment, string>>
  limits: { ringMs: number; idleWarningMs: number; idleEndMs: number }
}

export type Ringing = Common & { status: 'ringing'; ringEndsAt: Instant; call: RingingCall | null }
export type Active = Common & {
  status: 'active'
  acceptedAt: Instant
  idleEndsAt: Instant | null
  call: Call | null
}
export type Ended = Common & {
  status: 'ended'
  acceptedAt: Instant | null
  endedAt: Instant
  outcome: Outcome
  offlineMessageLeft: boolean
}

/** One chat or call between one customer and one agent. Each state holds only the fields that exist in it. */
export type Session = Ringing | Active | Ended

/**
 * Whether the customer sent the last message. It is then the agent's turn, and the idle time-out does not run against
 * the customer.
 */
export const customerWaits = ({ lastMessage }: Session): boolean => lastMessage?.from === 'customer'

/** When the timer of a session is due next; null if time alone changes nothing. */
export const wakeAt = (session: Session): Instant | null => {
  switch (session.status) {
    case 'ringing':
      return session.ringEndsAt
    case 'active':
      if (session.call) return callWakeAt(session.call)
      if (customerWaits(session)) return null
      return session.idleEndsAt ?? session.lastSpokeAt + session.limits.idleWarningMs
    case 'ended':
      return null
  }
}

const unanswered: readonly Outcome[] = ['declined', 'unanswered', 'unavailable', 'callFailed']

/**
 * Whether the customer may leave an offline message: once, after a session that was not accepted or whose call failed.
 */
export const canLeaveOfflineMessage = (session: Session): boolean =>
  session.status === 'ended' && !session.offlineMessageLeft && unanswered.includes(session.outcome)
