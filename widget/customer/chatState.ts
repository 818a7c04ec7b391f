import type { Contact, CustomerSession, VerifiedCustomer } from '#core/contract/customerApi'
import type { SessionEvent } from '#core/contract/sessions'
import { addUnsent, emptyEventLog, mergeEvents, type EventLog } from '#client/session/eventLog'
import {
  newMessage,
  restoredMessage,
  updateUnsent,
  type OutgoingEvent,
  type OutgoingMessage,
} from '#client/session/outgoingQueue'
import { sessionStateOf, type SessionState } from '#client/session/sessionState'
import type { NoTicket } from '../protocol/panelMessages.ts'

export type ConnectionStatus = 'connected' | 'reconnecting' | 'offline'

export interface ChatState extends EventLog {
  contact: Contact | null
  /** The availability of the user is being checked again. Until then no session can be opened. */
  isRelaunching: boolean
  /** Identity verified by the host page; null if the customer enters a name. */
  customer: VerifiedCustomer | null
  session: CustomerSession | null
  /** The session is being opened with its first message. */
  opening: boolean
  agentTypes: boolean
  connection: ConnectionStatus
  /** Why the panel cannot be used now. */
  barred: NoTicket | null
}

type Written = Pick<OutgoingMessage, 'key' | 'text' | 'at'>

/** Events of a chat. Events of another session are ignored. */
export type ChatEvent =
  | { type: 'entered'; contact: Contact; customer: VerifiedCustomer | null; session: CustomerSession | null }
  | { type: 'openingBegan'; first: Written | null }
  | { type: 'openingRefused' }
  | { type: 'opened'; session: CustomerSession }
  /** The call window has opened a session. */
  | { type: 'callOpened'; session: CustomerSession }
  | { type: 'eventsReceived'; sessionId: string; items: readonly SessionEvent[] }
  | { type: 'messageWritten'; message: Written }
  | { type: 'outgoingChanged'; sessionId: string; change: OutgoingEvent }
  | { type: 'typingChanged'; agentTypes: boolean }
  | { type: 'connectionChanged'; connection: ConnectionStatus }
  | { type: 'barred'; why: NoTicket }
  | { type: 'left' }
  | { type: 'relaunchStarted' }

/** Initial state, with the unsent messages that were restored from storage. */
export const newChat = (unsent: readonly OutgoingMessage[]): ChatState => ({
  ...emptyEventLog,
  contact: null,
  isRelaunching: false,
  customer: null,
  session: null,
  unsent: unsent.map(restoredMessage),
  opening: false,
  agentTypes: false,
  connection: 'connected',
  barred: null,
})

/** Pure reducer. Reordered, repeated or lost events and acknowledgements lead to the same state. */
export function reduceChat(chat: ChatState, event: ChatEvent): ChatState {
  switch (event.type) {
    case 'entered': {
      const { contact, customer, session } = event
      const isSame = chat.session !== null && chat.session.id === session?.id
      const fresh = isSame ? {} : { events: [], early: [], agentTypes: false }
      return { ...chat, contact, isRelaunching: false, customer, session, barred: null, ...fresh }
    }
    case 'openingBegan':
      return {
        ...{ ...chat, ...emptyEventLog, session: null, opening: true },
        unsent: event.first ? [newMessage([], event.first)] : [],
      }
    case 'openingRefused':
      return { ...chat, opening: false, unsent: [] }
    case 'opened':
      // The first message was stored with its session.
      return {
        ...{ ...chat, session: event.session, opening: false },
        unsent: chat.unsent.map((message) => ({ ...message, state: 'stored' })),
      }
    case 'callOpened':
      return { ...reduceChat(chat, { type: 'left' }), session: event.session }
    case 'eventsReceived':
      return event.sessionId === chat.session?.id ? withEvents(chat, event.items) : chat
    case 'messageWritten':
      return addUnsent(chat, newMessage(chat.unsent, event.message), 'customer')
    case 'outgoingChanged': {
      const { sessionId, change } = event
      if (sessionId !== chat.session?.id) return chat
      const updated = { ...chat, unsent: updateUnsent(chat.unsent, change) }
      return change.type === 'messageStored' && change.event ? withEvents(updated, [change.event]) : updated
    }
    case 'typingChanged':
      return { ...chat, agentTypes: event.agentTypes }
    case 'connectionChanged':
      return { ...chat, connection: event.connection }
    case 'barred':
      return { ...chat, barred: event.why }
    case 'left':
      return { ...chat, ...emptyEventLog, session: null, agentTypes: false }
    case 'relaunchStarted':
      return { ...reduceChat(chat, { type: 'left' }), isRelaunching: true }
  }
}

function withEvents(chat: ChatState, items: readonly SessionEvent[]): ChatState {
  const merged = mergeEvents(chat, items, 'customer')
  const hasSpoken = merged.events
    .slice(chat.events.length)
    .some((event) => event.kind === 'ended' || (event.kind === 'message' && event.from === 'agent'))
  return hasSpoken ? { ...merged, agentTypes: false } : merged
}

/** State of the chat's session; null without one. */
export const sessionOf = ({ session, events }: ChatState): SessionState | null => sessionStateOf(session, events)

export type Stage = 'loading' | 'barred' | 'start' | 'ringing' | 'active' | 'ended'

/** Which view the panel shows. An open session stays visible whatever the state of the connection. */
export function stageOf(chat: ChatState, session: SessionState | null): Stage {
  if (session) return session.status
  if (chat.barred) return 'barred'
  if (!chat.contact || chat.isRelaunching) return 'loading'
  return chat.opening ? 'ringing' : 'start'
}
