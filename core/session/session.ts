import type { MessageMoment } from '../contract/directSystemMessages.ts'
import type { Customer, Modality, Outcome, Page } from '../contract/sessions.ts'
import { callWakeAt, type Call, type RingingCall } from './call.ts'

/** Milliseconds since the epoch, UTC. */
export type Instant = number

interface Common {
  id: string
  tenantId: string
  userId: string
  contactId: string
  customerId: string
  /** The user's name as this customer sees it. */
  agentName: string
  customer: Customer
  page: Page
  modality: Modality
  /** Whether lines are taken: not in one that was opened as a call while Instant Messaging was off. */
  canWrite: boolean
  /** Opened through a preview link: marked as such, and free of the whitelist. */
  preview: boolean
  /** Whether the bot is installed for the user: without it no effect for Teams is stored. */
  botInstalled: boolean
  openedAt: Instant
  lastSpokeAt: Instant
  lastSeq: number
  seenUpTo: number
  /** Numbers of the customer's lines that the agent has not seen, the newest 100 at most. */
  unseen: number[]
  lastMessage: { from: 'customer' | 'agent'; text: string; at: Instant } | null
  /** Texts of the direct system messages, filled when the session opened; absent ones are built in at each client. */
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

/** One chat or call between one customer and one agent; each state holds only what is true in it. */
export type Session = Ringing | Active | Ended

/** The last word is the customer's: it is the agent's turn, so that no silence is counted against the customer. */
export const customerWaits = ({ lastMessage }: Session): boolean => lastMessage?.from === 'customer'

/** When the clock must look at a session again; null when time alone changes nothing. */
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

/** A message can be left once, after a session that no agent ever took, or whose call failed. */
export const canLeaveOfflineMessage = (session: Session): boolean =>
  session.status === 'ended' && !session.offlineMessageLeft && unanswered.includes(session.outcome)
