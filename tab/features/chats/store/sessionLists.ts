import { lastSeqOf, newestSeqOf } from '#client/session/eventLog'
import type { Session, SessionEvent } from '#core/contract/sessions'
import { threadOf, type Chats } from './chatState.ts'

/** The list on the left, in the order it is shown. */
export interface ChatsInOrder {
  ringing: Session[]
  unread: Session[]
  quiet: Session[]
  /** Ended since the midnight before `now`, by the agent's own clock. */
  ended: Session[]
}

const time = (instant: string | null): number => (instant === null ? 0 : Date.parse(instant))
const lastSaid = (session: Session): number => time(session.lastMessage?.at ?? session.openedAt)
const newestFirst = (of: (session: Session) => number) => (one: Session, other: Session) => of(other) - of(one)

/** The call with which the customer rings within a running session. */
export const customerRings = ({ status, call }: Session): boolean =>
  status === 'active' && call?.status === 'ringing' && call.by === 'customer'

/** Whether somebody waits for the agent to accept: a new session, or a call within a running one. */
export const rings = (session: Session): boolean => session.status === 'ringing' || customerRings(session)

/** Ring time of a call whose beginning is not here yet, in milliseconds. */
const usualRing = 45_000

/** When the ringing of a session, or of the call in it, began and ends; null where nothing rings. */
export function ringTime(chats: Chats, session: Session): { from: string; until: string } | null {
  const { id, status, openedAt, ringEndsAt, call } = session
  if (status === 'ringing') return ringEndsAt === null ? null : { from: openedAt, until: ringEndsAt }
  if (status !== 'active' || call?.status !== 'ringing' || call.ringEndsAt === null) return null
  const began = threadOf(chats, id).events.findLast((event) => event.kind === 'callRings' && event.key === call.id)
  const from = began?.at ?? new Date(Date.parse(call.ringEndsAt) - usualRing).toISOString()
  return { from, until: call.ringEndsAt }
}

/** Sessions as the console groups them: who rings longest first, then who waits for an answer longest, then the rest. */
export function inOrder(chats: Chats, now: number): ChatsInOrder {
  const sessions = Object.values(chats.sessions)
  const active = sessions.filter((session) => session.status === 'active' && !customerRings(session))
  const midnight = new Date(now).setHours(0, 0, 0, 0)
  return {
    ringing: sessions.filter(rings).sort((one, other) => ringBegan(chats, one) - ringBegan(chats, other)),
    unread: active
      .filter((session) => unreadOf(chats, session) > 0)
      .sort((one, other) => lastSaid(one) - lastSaid(other)),
    quiet: active.filter((session) => unreadOf(chats, session) === 0).sort(newestFirst(lastSaid)),
    ended: sessions
      .filter((session) => session.status === 'ended' && time(session.endedAt) >= midnight)
      .sort(newestFirst(({ endedAt }) => time(endedAt))),
  }
}

const ringBegan = (chats: Chats, session: Session): number => time(ringTime(chats, session)?.from ?? session.openedAt)

/** Sessions that `Alt+1` to `Alt+9` reach, in the order shown. */
export const reachable = ({ ringing, unread, quiet, ended }: ChatsInOrder): Session[] =>
  [...ringing, ...unread, ...quiet, ...ended].slice(0, 9)

/** What a customer has said, in the session or after it. */
export const isCustomersWord = (event: SessionEvent): boolean =>
  event.kind === 'offlineMessageLeft' || (event.kind === 'message' && event.from === 'customer')

/**
 * What the customer has said and the agent not seen, as the server counts them, less those that were before the agent's eyes
 * since.
 */
export function unreadOf(chats: Chats, session: Session): number {
  // Who declines has read what there was, but not what was left after it.
  const unread =
    session.outcome === 'declined' ? Math.min(session.unread, Number(session.offlineMessageLeft)) : session.unread
  const { readTo, events } = threadOf(chats, session.id)
  if (unread === 0 || readTo <= session.seenUpTo) return unread
  const readHere = events.filter(
    (event) => isCustomersWord(event) && event.seq > session.seenUpTo && event.seq <= readTo,
  )
  return Math.max(0, unread - readHere.length)
}

/**
 * Sessions before this one, newest first: of a verified customer those of the very same one, else those that carried the
 * same e-mail address; a name alone proves nobody the same.
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

/** How many sessions want the agent now: those that ring or in which a call rings, and those with lines not seen. */
export const waitingCount = (chats: Chats): number =>
  Object.values(chats.sessions).filter(
    (session) => rings(session) || (session.status === 'active' && unreadOf(chats, session) > 0),
  ).length

/** What must be fetched for this session: its events after the last number known, or the session itself. */
export function behind(chats: Chats, sessionId: string): 'events' | 'session' | null {
  const session = chats.sessions[sessionId]
  const thread = threadOf(chats, sessionId)
  const newest = newestSeqOf(thread)
  if (!session || newest > session.lastSeq) return 'session'
  const wanted = session.status !== 'ended' || chats.focused === sessionId || lastSeqOf(thread) > 0
  return wanted && lastSeqOf(thread) < session.lastSeq ? 'events' : null
}

/** Time that is left until an instant of the server's, by this machine's clock; `part` goes from 1 to 0. */
export function timeLeft(from: string, until: string, now: number, skew: number | null) {
  const whole = Math.max(1, Date.parse(until) - Date.parse(from))
  const left = Math.min(whole, Math.max(0, Date.parse(until) - (now - (skew ?? 0))))
  return { seconds: Math.ceil(left / 1000), part: left / whole }
}
