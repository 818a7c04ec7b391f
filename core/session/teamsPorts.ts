import type { SessionEvent } from '../contract/sessions.ts'
import type { Session } from './session.ts'

/** What came of telling an agent something in Teams. `retryAfter` in milliseconds where the service named one. */
export type DeliveryResult =
  | { delivered: true }
  | { delivered: false; final: true; reason: 'blocked' | 'notInstalled' | 'tooLarge' | 'gone' | 'refused' }
  | { delivered: false; final: false; reason: string; retryAfter: number | null; ambiguous: boolean }

type Message = Extract<SessionEvent, { kind: 'message' }>
type OfflineMessage = Extract<SessionEvent, { kind: 'offlineMessageLeft' }>

/** The agent's side of Teams, as the core needs it. Each call may be repeated after a crash and must then do no harm. */
export interface AgentNotifier {
  /** Posts the session's card, or brings the one that is there up to date. */
  showSession(session: Session, firstWords: string | null): Promise<DeliveryResult>
  /** Posts the customer's lines, in order, as one message. */
  sendMessages(session: Session, messages: readonly Message[]): Promise<DeliveryResult>
  showOfflineMessage(session: Session, message: OfflineMessage): Promise<DeliveryResult>
  /** Says in a message of its own that the customer of a running session rings. Nothing when the call rings no more. */
  announceCall(session: Session): Promise<DeliveryResult>
  /** Says in a message of its own that the session has ended, and how. */
  announceEnd(session: Session): Promise<DeliveryResult>
}

/** Tells an agent of a ringing call outside the chat with the bot: the activity feed of Teams. Nothing is owed where it cannot. */
export interface ActivityFeed {
  notifyRinging(session: Session): Promise<DeliveryResult>
}

/** A Teams conversation reference, opaque to the core. */
export type ConversationReference = Record<string, unknown>

/** What the bot remembers of one user: where to write, and which session a plain reply goes to. */
export interface AgentConversation {
  tenantId: string
  userId: string
  reference: ConversationReference
  installed: boolean
  focusedSessionId: string | null
}

/** Which message in Teams belongs to which session: cards to update, lines to quote. */
export interface AgentMessage {
  sessionId: string
  activityId: string
  purpose: 'card' | 'message' | 'agentReply'
}

export interface AgentConversations {
  find(tenantId: string, userId: string): Promise<AgentConversation | null>
  /** The user is found by the Entra object id; null where Interact does not know the person. */
  userOf(
    tenantId: string,
    entraObjectId: string,
  ): Promise<{ userId: string; displayName: string; available: boolean } | null>
  remember(tenantId: string, userId: string, reference: ConversationReference): Promise<void>
  forget(tenantId: string, userId: string): Promise<void>
  focus(tenantId: string, userId: string, sessionId: string | null): Promise<void>
  setAvailable(tenantId: string, userId: string, available: boolean): Promise<void>
  noteMessage(tenantId: string, message: AgentMessage): Promise<void>
  /** Activity ids are unique within a conversation only: `userId` says whose. */
  messageOf(tenantId: string, activityId: string, userId?: string): Promise<AgentMessage | null>
  cardOf(tenantId: string, sessionId: string): Promise<AgentMessage | null>
}

export interface InboxItem {
  tenantId: string
  conversationId: string
  activityId: string
  /** The activity as it came, verified by the guard before. */
  activity: Record<string, unknown>
}

/** Activities that Teams sent: stored before they are acknowledged, handled once, in order per conversation. */
export interface Inbox {
  /** False when this activity was stored before. */
  put(item: InboxItem): Promise<boolean>
  take(now: number, holdUntil: number, limit: number): Promise<InboxItem[]>
  done(item: InboxItem): Promise<void>
  /** The stored answer of a card invoke, so that a repeat gets the same. */
  answerOf(item: Pick<InboxItem, 'tenantId' | 'conversationId' | 'activityId'>): Promise<Record<string, unknown> | null>
  keepAnswer(item: InboxItem, answer: Record<string, unknown>): Promise<void>
}
