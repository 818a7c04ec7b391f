import type { BotState } from '../contract/interactSettings.ts'
import type { ChatMessage, SessionEvent } from '../contract/sessions.ts'
import type { Session } from './session.ts'

/**
 * The result of a delivery to Teams. `retryAfter` in milliseconds, if the service named a delay. `ambiguous` means that
 * the message may have been delivered despite the failure.
 */
export type DeliveryResult =
  | { delivered: true }
  | { delivered: false; final: true; reason: FinalReason }
  | { delivered: false; final: false; reason: string; retryAfter: number | null; ambiguous: boolean }

/**
 * `blocked`: by the agent. `disabled`: by an admin of the tenant. `notInstalled`: the app is not installed for the agent.
 * `gone`: the message or the conversation no longer exists.
 */
export type FinalReason = 'blocked' | 'disabled' | 'notInstalled' | 'tooLarge' | 'gone' | 'refused'

type OfflineMessage = Extract<SessionEvent, { kind: 'offlineMessageLeft' }>

/** Messages to the agent's chat with the bot. Each call may be repeated after a crash and must then do no harm. */
export interface AgentNotifier {
  /** Posts the card of the session, or updates the existing one. */
  showSession(session: Session, firstWords: string | null): Promise<DeliveryResult>
  /** Posts the customer's messages in order, combined where they fit into one Teams message. */
  sendMessages(session: Session, messages: readonly ChatMessage[]): Promise<DeliveryResult>
  showOfflineMessage(session: Session, message: OfflineMessage): Promise<DeliveryResult>
  /**
   * Posts a message about the customer's ringing call in a running session. Does nothing if the call no longer rings.
   */
  announceCall(session: Session): Promise<DeliveryResult>
  /** Posts a message that the session has ended, and how. */
  announceEnd(session: Session): Promise<DeliveryResult>
}

/** Notifications of ringing calls in the Teams activity feed, outside the chat with the bot. Best effort. */
export interface ActivityFeed {
  notifyRinging(session: Session): Promise<DeliveryResult>
}

/** A Teams conversation reference, opaque to the core. */
export type ConversationReference = Record<string, unknown>

/** The stored Teams conversation of one user: where to write, and which session receives plain replies. */
export interface AgentConversation {
  tenantId: string
  userId: string
  reference: ConversationReference
  /** Whether the bot can write to it. */
  installed: boolean
  focusedSessionId: string | null
}

/** Which session a Teams message belongs to. Used to update cards and to route quoted replies. */
export interface AgentMessage {
  sessionId: string
  activityId: string
  purpose: 'card' | 'message' | 'agentReply'
  /** Number of the last event that it shows; null if it shows no message of the customer. */
  shownUpTo: number | null
}

/** The states in which the bot cannot write. */
export type LostState = Exclude<BotState, 'installed' | 'opened'>

export interface UnreachedUser {
  userId: string
  entraObjectId: string
}

export interface AgentConversations {
  find(tenantId: string, userId: string): Promise<AgentConversation | null>
  /** Finds the user by the Entra object id; null if Interact does not know the person. */
  userOf(
    tenantId: string,
    entraObjectId: string,
  ): Promise<{ userId: string; displayName: string; available: boolean } | null>
  /** Stores the reference of an activity of the user: the bot is installed. */
  remember(tenantId: string, userId: string, reference: ConversationReference): Promise<void>
  /** Stores the reference of a conversation that the bot has opened. */
  opened(tenantId: string, userId: string, reference: ConversationReference): Promise<void>
  /** Stores why the bot cannot write, and when to try to open the conversation again. */
  lose(tenantId: string, userId: string, state: LostState, tryAgainAt: number): Promise<void>
  /**
   * Takes users whom customers can reach but the bot cannot, and who are due, and holds them until `holdUntil`. Users
   * who were never tried are due.
   */
  takeUnreached(tenantId: string, now: number, holdUntil: number, limit: number): Promise<UnreachedUser[]>
  focus(tenantId: string, userId: string, sessionId: string | null): Promise<void>
  setAvailable(tenantId: string, userId: string, available: boolean): Promise<void>
  noteMessage(tenantId: string, message: AgentMessage): Promise<void>
  /**
   * Activity ids are unique only within a conversation, so `userId` restricts the lookup to that user's conversation.
   */
  messageOf(tenantId: string, activityId: string, userId?: string): Promise<AgentMessage | null>
  cardOf(tenantId: string, sessionId: string): Promise<AgentMessage | null>
}

export interface InboxItem {
  tenantId: string
  conversationId: string
  activityId: string
  /** The activity as received, after verification. */
  activity: Record<string, unknown>
}

/** Activities from Teams: stored before they are acknowledged, handled once, in order per conversation. */
export interface Inbox {
  /** False if this activity was stored before. */
  put(item: InboxItem): Promise<boolean>
  take(now: number, holdUntil: number, limit: number): Promise<InboxItem[]>
  done(item: InboxItem): Promise<void>
  /** The stored response to a card action, so that a repeated request gets the same response. */
  answerOf(item: Pick<InboxItem, 'tenantId' | 'conversationId' | 'activityId'>): Promise<Record<string, unknown> | null>
  keepAnswer(item: InboxItem, answer: Record<string, unknown>): Promise<void>
}
