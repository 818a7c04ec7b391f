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

/** Sends a request below `/api/v1`; see `tab/api/httpClient.ts`. */
export type SendRequest = (
  method: 'GET' | 'POST' | 'PATCH',
  path: string,
  options?: { body?: unknown; signal?: AbortSignal },
) => Promise<{ data: unknown }>

/** The session endpoints. Every response is validated against the contract. */
export interface SessionApi {
  /** The caller's ringing and active sessions. */
  live: () => Promise<Session[]>
  /** The caller's last ended sessions, at most 100. */
  ended: () => Promise<Session[]>
  session: (sessionId: string) => Promise<Session>
  /** `wait`: seconds for which the server may hold the response until there is an event. */
  events: (sessionId: string, after: number, wait?: number, signal?: AbortSignal) => Promise<EventList>
  /** The event of the stored message; null if the response did not contain it. */
  sendMessage: (sessionId: string, message: { key: string; text: string }) => Promise<ChatMessage | null>
  act: (sessionId: string, act: Act, body?: object) => Promise<Session | null>
  typing: (sessionId: string) => Promise<void>
  seen: (sessionId: string, upTo: number) => Promise<void>
  availability: () => Promise<boolean>
  setAvailability: (available: boolean) => Promise<boolean>
}

/** Time-out of a write, in milliseconds. */
const answerWithin = 20_000
/** Upper bound for the pages of one person's open sessions. */
const pageLimit = 5

/** The server's problem; null if the error is of another kind, for example a lost connection. */
export const problemOf = (fault: unknown): Problem | null =>
  fault instanceof Error && 'problem' in fault ? (problem.safeParse(fault.problem).data ?? null) : null

/** The error as a value for retry decisions. A refusal with an unknown code counts as `invalid`: it is not retried. */
export function failureOf(fault: unknown): Failure {
  const { problem: refusal, retryAfter } = (fault ?? {}) as { problem?: { status?: unknown }; retryAfter?: unknown }
  const status = typeof refusal?.status === 'number' ? refusal.status : null
  const unknown = status === null || isTransientStatus(status) ? 'unreachable' : 'invalid'
  return { code: problemOf(fault)?.code ?? unknown, retryAfter: typeof retryAfter === 'number' ? retryAfter : null }
}

export function createSessionApi(request: SendRequest): SessionApi {
  const post = async (path: string, body: unknown) =>
    (await request('POST', path, { body, signal: AbortSignal.timeout(answerWithin) })).data
  const path = (sessionId: string) => `/sessions/${encodeURIComponent(sessionId)}`
  const list = async (status: Session['status'], pages: number) => {
    const found: Session[] = []
    let cursor: string | null = null
    for (let page = 0; page < pages; page++) {
      const query = new URLSearchParams({ scope: 'mine', status, limit: '100', ...(cursor === null ? {} : { cursor }) })
      const answer = sessionList.parse((await request('GET', `/sessions?${query}`)).data)
      found.push(...answer.items)
      cursor = answer.nextCursor
      if (cursor === null) break
    }
    return found
  }
  return {
    live: async () => [...(await list('ringing', pageLimit)), ...(await list('active', pageLimit))],
    ended: () => list('ended', 1),
    session: async (sessionId) => session.parse((await request('GET', path(sessionId))).data),
    events: async (sessionId, after, wait = 0, signal) => {
      const query = new URLSearchParams({ after: String(after), wait: String(wait) })
      return eventList.parse(
        (await request('GET', `${path(sessionId)}/events?${query}`, signal ? { signal } : {})).data,
      )
    },
    sendMessage: async (sessionId, message) => {
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
    availability: async () => availability.parse((await request('GET', '/me/availability')).data).available,
    setAvailability: async (available) =>
      availability.parse((await request('PATCH', '/me/availability', { body: { available } })).data).available,
  }
}
