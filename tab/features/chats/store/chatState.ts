import type { Session, SessionEvent } from '#core/contract/sessions'
import type { AgentFrame } from '#core/contract/streams'
import { addUnsent, emptyEventLog, mergeEvents, type EventLog } from '#client/session/eventLog'
import {
  newMessage,
  restoredMessage,
  updateUnsent,
  type OutgoingEvent,
  type OutgoingMessage,
} from '#client/session/outgoingQueue'

/** Events, unsent messages, draft and read position of one session. */
export interface Thread extends EventLog {
  draft: string
  /** The customer is shown as typing until this time, in milliseconds since the epoch. */
  typingUntil: number
  /** `seq` of the last customer event that the agent has read in this tab. */
  readTo: number
}

const emptyThread: Thread = { ...emptyEventLog, draft: '', typingUntil: 0, readTo: 0 }

/** `refused`: the user may not act as an agent. */
export type Connection = 'connecting' | 'live' | 'polling' | 'offline' | 'refused'
/** Actions on a session, each the last part of its API path. */
export type Act = 'accept' | 'decline' | 'end' | 'call' | 'call/accept' | 'call/decline' | 'call/end'

/** The state of the console. Plain data, changed only by `changeChats`. */
export interface Chats {
  sessions: Readonly<Record<string, Session>>
  threads: Readonly<Record<string, Thread>>
  focused: string | null
  connection: Connection
  /** True once the session lists were loaded for the first time. */
  loaded: boolean
  available: boolean | null
  /** The pending action of each session, by session id. */
  acting: Readonly<Record<string, Act>>
  /** How far the local clock is ahead of the server's, in milliseconds: the smallest delay of any event so far. */
  skew: number | null
}

export const noChats: Chats = {
  sessions: {},
  threads: {},
  focused: null,
  connection: 'connecting',
  loaded: false,
  available: null,
  acting: {},
  skew: null,
}

export type ChatsChange =
  | { kind: 'frame'; frame: AgentFrame; at: number }
  | { kind: 'sessions'; sessions: readonly Session[]; loaded?: boolean }
  | { kind: 'gone'; sessionId: string }
  | { kind: 'events'; sessionId: string; items: readonly SessionEvent[] }
  | { kind: 'send'; sessionId: string; message: Pick<OutgoingMessage, 'key' | 'text' | 'at'> }
  | { kind: 'outgoing'; sessionId: string; event: OutgoingEvent }
  | { kind: 'forget'; sessionId: string; key: string }
  | { kind: 'restored'; sessionId: string; draft: string; unsent: readonly OutgoingMessage[] }
  | { kind: 'draft'; sessionId: string; text: string }
  | { kind: 'focus'; sessionId: string | null }
  | { kind: 'read'; sessionId: string; upTo: number }
  | { kind: 'acting'; sessionId: string; act: Act | null }
  | { kind: 'connection'; connection: Connection }
  | { kind: 'availability'; available: boolean }

/** Milliseconds for which one typing frame shows the customer as typing. */
const typingFor = 5000

export const threadOf = (chats: Chats, sessionId: string): Thread => chats.threads[sessionId] ?? emptyThread

/** The reducer of the console state. Pure. Most changes without effect return the previous state, which avoids re-renders. */
export function changeChats(previous: Chats, change: ChatsChange): Chats {
  switch (change.kind) {
    case 'frame':
      return applyFrame(previous, change.frame, change.at)
    case 'sessions':
      return applySessions(previous, change.sessions, change.loaded ?? false)
    case 'gone':
      return withoutSession(previous, change.sessionId)
    case 'events':
      return inThread(previous, change.sessionId, (thread) => withEvents(thread, change.items))
    case 'focus':
      return previous.focused === change.sessionId ? previous : { ...previous, focused: change.sessionId }
    case 'acting':
      return { ...previous, acting: withEntry(previous.acting, change.sessionId, change.act) }
    case 'connection':
      return previous.connection === change.connection ? previous : { ...previous, connection: change.connection }
    case 'availability':
      return previous.available === change.available ? previous : { ...previous, available: change.available }
    case 'send':
    case 'outgoing':
    case 'forget':
    case 'restored':
    case 'draft':
    case 'read':
      return inThread(previous, change.sessionId, (thread) => changeThread(thread, change))
  }
}

type ThreadChange = Extract<ChatsChange, { kind: 'send' | 'outgoing' | 'forget' | 'restored' | 'draft' | 'read' }>

function changeThread(previous: Thread, change: ThreadChange): Thread {
  switch (change.kind) {
    case 'send':
      return addUnsent({ ...previous, draft: '' }, newMessage(previous.unsent, change.message), 'agent')
    case 'outgoing': {
      const { event } = change
      const updated = { ...previous, unsent: updateUnsent(previous.unsent, event) }
      return event.type === 'messageStored' && event.event ? withEvents(updated, [event.event]) : updated
    }
    case 'forget':
      return { ...previous, unsent: previous.unsent.filter(({ key }) => key !== change.key) }
    case 'restored':
      return change.unsent.reduce(
        (thread, message) => addUnsent(thread, restoredMessage(message), 'agent'),
        previous.draft === '' ? { ...previous, draft: change.draft } : previous,
      )
    case 'draft':
      return previous.draft === change.text ? previous : { ...previous, draft: change.text }
    case 'read':
      return change.upTo <= previous.readTo ? previous : { ...previous, readTo: change.upTo }
  }
}

function withEvents(previous: Thread, items: readonly SessionEvent[]): Thread {
  const merged = mergeEvents(previous, items, 'agent')
  const fresh = merged.events.slice(previous.events.length)
  const hasCustomerMessage = fresh.some((event) => event.kind === 'message' && event.from === 'customer')
  return hasCustomerMessage ? { ...merged, typingUntil: 0 } : merged
}

function applyFrame(previous: Chats, frame: AgentFrame, at: number): Chats {
  switch (frame.type) {
    // Call signalling is handled by the call store.
    case 'ready':
    case 'signal':
    case 'joined':
      return previous
    case 'session':
      return applySessions(previous, [frame.session], false)
    case 'availability':
      return changeChats(previous, { kind: 'availability', available: frame.available })
    case 'typing':
      return frame.from === 'customer'
        ? inThread(previous, frame.sessionId, (thread) => ({ ...thread, typingUntil: at + typingFor }))
        : previous
    case 'events': {
      const merged = inThread(previous, frame.sessionId, (thread) => withEvents(thread, frame.items))
      const delays = frame.items.map((event) => at - Date.parse(event.at))
      return delays.length === 0 ? merged : { ...merged, skew: Math.min(previous.skew ?? Infinity, ...delays) }
    }
  }
}

/** Ignores outdated sessions: `lastSeq` never decreases, so a smaller one was overtaken by a newer frame. */
function applySessions(previous: Chats, sessions: readonly Session[], loaded: boolean): Chats {
  const newer = sessions.filter(({ id, lastSeq }) => (previous.sessions[id]?.lastSeq ?? -1) <= lastSeq)
  const now = { ...previous, loaded: previous.loaded || loaded }
  if (newer.length === 0) return now
  return {
    ...now,
    sessions: { ...previous.sessions, ...Object.fromEntries(newer.map((session) => [session.id, session])) },
  }
}

function withoutSession(previous: Chats, sessionId: string): Chats {
  return {
    ...previous,
    sessions: withEntry(previous.sessions, sessionId, null),
    threads: withEntry(previous.threads, sessionId, null),
    acting: withEntry(previous.acting, sessionId, null),
    focused: previous.focused === sessionId ? null : previous.focused,
  }
}

function inThread(previous: Chats, sessionId: string, change: (thread: Thread) => Thread): Chats {
  const before = threadOf(previous, sessionId)
  const after = change(before)
  return before === after ? previous : { ...previous, threads: { ...previous.threads, [sessionId]: after } }
}

function withEntry<Value>(record: Readonly<Record<string, Value>>, key: string, value: Value | null) {
  const others = Object.entries(record).filter(([other]) => other !== key)
  return Object.fromEntries(value === null ? others : [...others, [key, value]])
}
