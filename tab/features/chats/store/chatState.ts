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

/** What the tab knows of one session's conversation, and where the agent is in it. */
export interface Thread extends EventLog {
  draft: string
  /** Until when (milliseconds) the customer is shown as typing. */
  typingUntil: number
  /** Number of the customer's last message that was before the agent's eyes here. */
  readTo: number
}

const emptyThread: Thread = { ...emptyEventLog, draft: '', typingUntil: 0, readTo: 0 }

/** `refused`: the server does not take this person as an agent. */
export type Connection = 'connecting' | 'live' | 'polling' | 'offline' | 'refused'
/** Those that begin with `call` are about the call of a running session; they are the end of their path. */
export type Act = 'accept' | 'decline' | 'end' | 'call' | 'call/accept' | 'call/decline' | 'call/end'

/** Everything the console shows, by session id. Plain data: the same changes give the same chats. */
export interface Chats {
  sessions: Readonly<Record<string, Session>>
  threads: Readonly<Record<string, Thread>>
  focused: string | null
  connection: Connection
  /** True once the lists have been read for the first time. */
  loaded: boolean
  available: boolean | null
  /** What the agent has asked for and the server has not answered yet. */
  acting: Readonly<Record<string, Act>>
  /** How far this machine's clock is ahead of the server's, in milliseconds, as the quickest frame so far shows. */
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
  | { kind: 'say'; sessionId: string; message: Pick<OutgoingMessage, 'key' | 'text' | 'at'> }
  | { kind: 'outgoing'; sessionId: string; event: OutgoingEvent }
  | { kind: 'forget'; sessionId: string; key: string }
  | { kind: 'kept'; sessionId: string; draft: string; unsent: readonly OutgoingMessage[] }
  | { kind: 'draft'; sessionId: string; text: string }
  | { kind: 'focus'; sessionId: string | null }
  | { kind: 'read'; sessionId: string; upTo: number }
  | { kind: 'acting'; sessionId: string; act: Act | null }
  | { kind: 'connection'; connection: Connection }
  | { kind: 'availability'; available: boolean }

/** A customer who typed is shown as typing for this many milliseconds after the last sign of it. */
const typingFor = 5000

export const threadOf = (chats: Chats, sessionId: string): Thread => chats.threads[sessionId] ?? emptyThread

/** The one step the chats take for one change. Pure, and the same chats when nothing changes. */
export function changeChats(was: Chats, change: ChatsChange): Chats {
  switch (change.kind) {
    case 'frame':
      return takeFrame(was, change.frame, change.at)
    case 'sessions':
      return takeSessions(was, change.sessions, change.loaded ?? false)
    case 'gone':
      return withoutSession(was, change.sessionId)
    case 'events':
      return inThread(was, change.sessionId, (thread) => withEvents(thread, change.items))
    case 'focus':
      return was.focused === change.sessionId ? was : { ...was, focused: change.sessionId }
    case 'acting':
      return { ...was, acting: withEntry(was.acting, change.sessionId, change.act) }
    case 'connection':
      return was.connection === change.connection ? was : { ...was, connection: change.connection }
    case 'availability':
      return was.available === change.available ? was : { ...was, available: change.available }
    case 'say':
    case 'outgoing':
    case 'forget':
    case 'kept':
    case 'draft':
    case 'read':
      return inThread(was, change.sessionId, (thread) => changeThread(thread, change))
  }
}

type ThreadChange = Extract<ChatsChange, { kind: 'say' | 'outgoing' | 'forget' | 'kept' | 'draft' | 'read' }>

function changeThread(was: Thread, change: ThreadChange): Thread {
  switch (change.kind) {
    case 'say':
      return addUnsent({ ...was, draft: '' }, newMessage(was.unsent, change.message), 'agent')
    case 'outgoing': {
      const { event } = change
      const updated = { ...was, unsent: updateUnsent(was.unsent, event) }
      return event.type === 'messageStored' && event.event ? withEvents(updated, [event.event]) : updated
    }
    case 'forget':
      return { ...was, unsent: was.unsent.filter(({ key }) => key !== change.key) }
    case 'kept':
      return change.unsent.reduce(
        (thread, message) => addUnsent(thread, restoredMessage(message), 'agent'),
        was.draft === '' ? { ...was, draft: change.draft } : was,
      )
    case 'draft':
      return was.draft === change.text ? was : { ...was, draft: change.text }
    case 'read':
      return change.upTo <= was.readTo ? was : { ...was, readTo: change.upTo }
  }
}

function withEvents(was: Thread, items: readonly SessionEvent[]): Thread {
  const merged = mergeEvents(was, items, 'agent')
  const fresh = merged.events.slice(was.events.length)
  const hasSpoken = fresh.some((event) => event.kind === 'line' && event.from === 'customer')
  return hasSpoken ? { ...merged, typingUntil: 0 } : merged
}

function takeFrame(was: Chats, frame: AgentFrame, at: number): Chats {
  switch (frame.type) {
    // What the two browsers of a call tell each other goes to the talk.
    case 'ready':
    case 'signal':
    case 'joined':
      return was
    case 'session':
      return takeSessions(was, [frame.session], false)
    case 'availability':
      return changeChats(was, { kind: 'availability', available: frame.available })
    case 'typing':
      return frame.from === 'customer'
        ? inThread(was, frame.sessionId, (thread) => ({ ...thread, typingUntil: at + typingFor }))
        : was
    case 'events': {
      const merged = inThread(was, frame.sessionId, (thread) => withEvents(thread, frame.items))
      const delays = frame.items.map((event) => at - Date.parse(event.at))
      return delays.length === 0 ? merged : { ...merged, skew: Math.min(was.skew ?? Infinity, ...delays) }
    }
  }
}

/** A session's number of events only grows: what carries a smaller one was overtaken on its way. */
function takeSessions(was: Chats, sessions: readonly Session[], loaded: boolean): Chats {
  const newer = sessions.filter(({ id, lastSeq }) => (was.sessions[id]?.lastSeq ?? -1) <= lastSeq)
  const now = { ...was, loaded: was.loaded || loaded }
  if (newer.length === 0) return now
  return { ...now, sessions: { ...was.sessions, ...Object.fromEntries(newer.map((session) => [session.id, session])) } }
}

function withoutSession(was: Chats, sessionId: string): Chats {
  return {
    ...was,
    sessions: withEntry(was.sessions, sessionId, null),
    threads: withEntry(was.threads, sessionId, null),
    acting: withEntry(was.acting, sessionId, null),
    focused: was.focused === sessionId ? null : was.focused,
  }
}

function inThread(was: Chats, sessionId: string, change: (thread: Thread) => Thread): Chats {
  const before = threadOf(was, sessionId)
  const after = change(before)
  return before === after ? was : { ...was, threads: { ...was.threads, [sessionId]: after } }
}

function withEntry<Value>(record: Readonly<Record<string, Value>>, key: string, value: Value | null) {
  const others = Object.entries(record).filter(([other]) => other !== key)
  return Object.fromEntries(value === null ? others : [...others, [key, value]])
}
