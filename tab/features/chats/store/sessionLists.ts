import { lastSeqOf, newestSeqOf } from '#client/session/eventLog'
import type { Session, SessionEvent } from '#core/contract/sessions'
import { threadOf, type Chats } from './chatState.ts'

/** The session list by group, in display order. */
export interface SessionGroups {
  ringing: Session[]
  unread: Session[]
  quiet: Session[]
  /** Ended today, in the agent's time zone. */
  ended: Session[]
}

const time = (instant: string | null): number => (instant === null ? 0 : Date.parse(instant))
const lastMessageAt = (session: Session): number => time(session.lastMessage?.at ?? session.openedAt)
const newestFirst = (of: (session: Session) => number) => (one: Session, other: Session) => of(other) - of(one)

/** Whether the customer is calling within an active session. */
export const isCustomerCalling = ({ status, call }: Session): boolean =>
  status === 'active' && call?.status === 'ringing' && call.by === 'customer'

/** Whether the session, or a call in it, waits for the agent to accept. */
export const isRinging = (session: Session): boolean => session.status === 'ringing' || isCustomerCalling(session)

/** Assumed ring time in milliseconds, for a call whose `callRings` event has not arrived yet. */
const usualRing = 45_000

/** Start and end of the ringing of a session or of its call; null when nothing rings. */
export function ringTime(chats: Chats, session: Session): { from: string; until: string } | null {
  const { id, status, openedAt, ringEndsAt, call } = session
  if (status === 'ringing') return ringEndsAt === null ? null : { from: openedAt, until: ringEndsAt }
  if (status !== 'active' || call?.status !== 'ringing' || call.ringEndsAt === null) return null
  const began = threadOf(chats, id).events.findLast((event) => event.kind === 'callRings' && event.key === call.id)
  const from = began?.at ?? new Date(Date.parse(call.ringEndsAt) - usualRing).toISOString()
  return { from, until: call.ringEndsAt }
}

/** Groups and sorts the sessions: longest ringing first, longest waiting first, then newest first. */
export function groupSessions(chats: Chats, now: number): SessionGroups {
  const sessions = Object.values(chats.sessions)
  const active = sessions.filter((session) => session.status === 'active' && !isCustomerCalling(session))
  const midnight = new Date(now).setHours(0, 0, 0, 0)
  return {
    ringing: sessions.filter(isRinging).sort((one, other) => ringBegan(chats, one) - ringBegan(chats, other)),
    unread: active
      .filter((session) => unreadOf(chats, session) > 0)
      .sort((one, other) => lastMessageAt(one) - lastMessageAt(other)),
    quiet: active.filter((session) => unreadOf(chats, session) === 0).sort(newestFirst(lastMessageAt)),
    ended: sessions
      .filter((session) => session.status === 'ended' && time(session.endedAt) >= midnight)
      .sort(newestFirst(({ endedAt }) => time(endedAt))),
  }
}

const ringBegan = (chats: Chats, session: Session): number => time(ringTime(chats, session)?.from ?? session.openedAt)

/** Sessions that `Alt+1` to `Alt+9` open, in display order. */
export const shortcutSessions = ({ ringing, unread, quiet, ended }: SessionGroups): Session[] =>
  [...ringing, ...unread, ...quiet, ...ended].slice(0, 9)

/** A message or an offline message of the customer. */
export const isCustomerMessage = (event: SessionEvent): boolean =>
  event.kind === 'offlineMessageLeft' || (event.kind === 'message' && event.from === 'customer')

/**
 * Unread customer messages: the server's count, less those that the agent has read in this tab since.
 */
export function unreadOf(chats: Chats, session: Session): number {
  // An agent who declined has read the session, but not an offline message that followed.
  const unread =
    session.outcome === 'declined' ? Math.min(session.unread, Number(session.offlineMessageLeft)) : session.unread
  const { readTo, events } = threadOf(chats, session.id)
  if (unread === 0 || readTo <= session.seenUpTo) return unread
  const readHere = events.filter(
    (event) => isCustomerMessage(event) && event.seq > session.seenUpTo && event.seq <= readTo,
  )
  return Math.max(0, unread - readHere.length)
}

/**
 * Earlier sessions, newest first: with the same `subject` for a verified customer, otherwise with the same e-mail address. A
 * name alone does not identify a customer.
 */
export function earlierWith(chats: Chats, { id, openedAt, customer: { email, subject } }: Session): Session[] {
  const isSame = ({ customer }: Session) =>
    subject === undefined
      ? email !== null && customer.email?.toLowerCase() === email.toLowerCase()
      : customer.subject === subject
  return Object.values(chats.sessions)
    .filter((other) => other.id !== id && time(other.openedAt) <= time(openedAt) && isSame(other))
    .sort(newestFirst(({ openedAt }) => time(openedAt)))
}

/** Number of sessions that wait for the agent: ringing, with a ringing call, or with unread messages. */
export const waitingCount = (chats: Chats): number =>
  Object.values(chats.sessions).filter(
    (session) => isRinging(session) || (session.status === 'active' && unreadOf(chats, session) > 0),
  ).length

/** What is missing for this session: events after the last known `seq`, or the session itself. */
export function findGap(chats: Chats, sessionId: string): 'events' | 'session' | null {
  const session = chats.sessions[sessionId]
  const thread = threadOf(chats, sessionId)
  const newest = newestSeqOf(thread)
  if (!session || newest > session.lastSeq) return 'session'
  const wanted = session.status !== 'ended' || chats.focused === sessionId || lastSeqOf(thread) > 0
  return wanted && lastSeqOf(thread) < session.lastSeq ? 'events' : null
}

/** Seconds left until a server time, corrected by the clock skew. `part` runs from 1 to 0. */
export function timeLeft(from: string, until: string, now: number, skew: number | null) {
  const whole = Math.max(1, Date.parse(until) - Date.parse(from))
  const left = Math.min(whole, Math.max(0, Date.parse(until) - (now - (skew ?? 0))))
  return { seconds: Math.ceil(left / 1000), part: left / whole }
}
