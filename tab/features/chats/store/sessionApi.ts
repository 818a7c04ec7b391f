import { isTransientStatus, type Failure } from '#client/retry'
import { availability } from '#core/contract/users'
import { problem, type Problem } from '#core/contract/problems'
import {
  eventList,
  session,
  sessionEvent,
  sessionList,
  type EventList,
  type Session,
  type ChatMessage,
} from '#core/contract/sessions'
import type { Act } from './chatState.ts'

/** Asks `/api/v1`; see `request.ts`. */
export type Ask = (
  method: 'GET' | 'POST' | 'PATCH',
  path: string,
  options?: { body?: unknown; signal?: AbortSignal },
) => Promise<{ data: unknown }>

/** What the console asks of the server. Each answer is checked against the contract before it is believed. */
export interface SessionApi {
  /** All of the caller's own sessions that ring or are active. */
  live: () => Promise<Session[]>
  /** The caller's own sessions that ended last, up to a hundred. */
  ended: () => Promise<Session[]>
  session: (sessionId: string) => Promise<Session>
  /** `wait` in seconds: how long the server may hold the answer until there is an event. */
  events: (sessionId: string, after: number, wait?: number, signal?: AbortSignal) => Promise<EventList>
  /** The line's event; null where the answer told no more than that it is stored. */
  say: (sessionId: string, message: { key: string; text: string }) => Promise<ChatMessage | null>
  act: (sessionId: string, act: Act, body?: object) => Promise<Session | null>
  typing: (sessionId: string) => Promise<void>
  seen: (sessionId: string, upTo: number) => Promise<void>
  availability: () => Promise<boolean>
  setAvailability: (available: boolean) => Promise<boolean>
}

/** A write without an answer within this many milliseconds counts as not delivered. */
const answerWithin = 20_000
/** More pages than this of sessions at once belong to no single person. */
const pageLimit = 5

/** The server's "no", where that is what went wrong; null where there was no answer. */
export const problemOf = (fault: unknown): Problem | null =>
  fault instanceof Error && 'problem' in fault ? (problem.safeParse(fault.problem).data ?? null) : null

/** The same as a value, for what is tried again. A refusal with a code that this tab does not know is a refusal. */
export function failureOf(fault: unknown): Failure {
  const { problem: refusal, retryAfter } = (fault ?? {}) as { problem?: { status?: unknown }; retryAfter?: unknown }
  const status = typeof refusal?.status === 'number' ? refusal.status : null
  const unknown = status === null || isTransientStatus(status) ? 'unreachable' : 'invalid'
  return { code: problemOf(fault)?.code ?? unknown, retryAfter: typeof retryAfter === 'number' ? retryAfter : null }
}

export function createSessionApi(ask: Ask): SessionApi {
  const post = async (path: string, body: unknown) =>
    (await ask('POST', path, { body, signal: AbortSignal.timeout(answerWithin) })).data
  const path = (sessionId: string) => `/sessions/${encodeURIComponent(sessionId)}`
  const list = async (status: Session['status'], pages: number) => {
    const found: Session[] = []
    let cursor: string | null = null
    for (let page = 0; page < pages; page++) {
      const query = new URLSearchParams({ scope: 'mine', status, limit: '100', ...(cursor === null ? {} : { cursor }) })
      const answer = sessionList.parse((await ask('GET', `/sessions?${query}`)).data)
      found.push(...answer.items)
      cursor = answer.nextCursor
      if (cursor === null) break
    }
    return found
  }
  return {
    live: async () => [...(await list('ringing', pageLimit)), ...(await list('active', pageLimit))],
    ended: () => list('ended', 1),
    session: async (sessionId) => session.parse((await ask('GET', path(sessionId))).data),
    events: async (sessionId, after, wait = 0, signal) => {
      const query = new URLSearchParams({ after: String(after), wait: String(wait) })
      return eventList.parse((await ask('GET', `${path(sessionId)}/events?${query}`, signal ? { signal } : {})).data)
    },
    say: async (sessionId, message) => {
      const { data } = sessionEvent.safeParse(await post(`${path(sessionId)}/messages`, message))
      return data?.kind === 'message' ? data : null
    },
    act: async (sessionId, act, body = {}) =>
      session.safeParse(await post(`${path(sessionId)}/${act}`, body)).data ?? null,
    typing: async (sessionId) => {
      await post(`${path(sessionId)}/typing`, {})
    },
    seen: async (sessionId, upTo) => {
      await post(`${path(sessionId)}/seen`, { upTo })
    },
    availability: async () => availability.parse((await ask('GET', '/me/availability')).data).available,
    setAvailability: async (available) =>
      availability.parse((await ask('PATCH', '/me/availability', { body: { available } })).data).available,
  }
}
