import type { Exchanged, CustomerSession, NewSession, Renewed } from '#core/contract/customer'
import type { ErrorCode, Problem } from '#core/contract/problems'
import type { EventList, LineEvent } from '#core/contract/sessions'

/** `unreachable`: no answer of ours came back, so it is not known what happened to the request. */
export interface Refused {
  code: ErrorCode | 'unreachable'
  /** Seconds to wait, where the server said so. */
  retryAfter: number | null
}
export type Answer<T> = { ok: true; value: T } | ({ ok: false } & Refused)
export type CustomerApi = ReturnType<typeof customerApi>

/** Whether the same request may be answered otherwise a little later. */
export const isPassing = (code: Refused['code']): boolean =>
  ['unreachable', 'unavailable', 'internal', 'tooManyRequests'].includes(code)

const answerWithin = 15_000
const pollSeconds = 25
/** The Date header counts whole seconds and travels: a smaller difference says nothing. */
const dateIsRough = 2000

/** The customer's requests. The bearer token is kept here and nowhere else; it never enters an address. */
export function customerApi(base: string, send: typeof fetch, now: () => number) {
  let token: string | null = null
  let ahead = 0

  async function ask<T>(method: string, path: string, body?: object, stop?: AbortSignal): Promise<Answer<T>> {
    const abort = new AbortController()
    const timer = setTimeout(() => abort.abort(), answerWithin + (stop ? pollSeconds * 1000 : 0))
    stop?.addEventListener('abort', () => abort.abort())
    try {
      const answer = await send(base + path, {
        method,
        credentials: 'omit',
        headers: {
          ...(body ? { 'Content-Type': 'application/json' } : {}),
          ...(token ? { Authorization: `Bearer ${token}` } : {}),
        },
        ...(body ? { body: JSON.stringify(body) } : {}),
        signal: abort.signal,
      })
      const date = Date.parse(answer.headers.get('Date') ?? '')
      if (date) ahead = Math.abs(date - now()) > dateIsRough ? date - now() : 0
      const text = await answer.text()
      if (answer.ok) return { ok: true, value: (text ? JSON.parse(text) : undefined) as T }
      const retryAfter = Number(answer.headers.get('Retry-After')) || null
      return { ok: false, code: (JSON.parse(text) as Problem).code, retryAfter }
    } catch {
      return { ok: false, code: 'unreachable', retryAfter: null }
    } finally {
      clearTimeout(timer)
    }
  }

  const session = (id: string, rest: string) => `sessions/${id}/${rest}`
  return {
    /** The server's clock, as far as its answers tell: a wrong clock here makes no wrong countdown. */
    serverNow: () => now() + ahead,
    token: () => token,
    exchange: async (ticket: string, resume: string | null) => {
      token = null
      const answer = await ask<Exchanged>('POST', 'exchange', { ticket, ...(resume ? { resume } : {}) })
      if (answer.ok) token = answer.value.token
      return answer
    },
    renew: async () => {
      const answer = await ask<Renewed>('POST', 'renew', {})
      if (answer.ok) token = answer.value.token
      return answer
    },
    open: (body: NewSession) => ask<CustomerSession>('POST', 'sessions', body),
    say: (id: string, body: { key: string; text: string }) => ask<LineEvent>('POST', session(id, 'lines'), body),
    /** What came after a number; with `stop` the server holds the answer until something comes. */
    events: (id: string, after: number, stop?: AbortSignal) =>
      ask<EventList>('GET', session(id, `events?after=${after}&wait=${stop ? pollSeconds : 0}`), undefined, stop),
    typing: (id: string) => ask('POST', session(id, 'typing'), {}),
    end: (id: string) => ask('POST', session(id, 'end'), {}),
    leave: (id: string, body: { text: string; email?: string }) => ask('POST', session(id, 'message'), body),
  }
}
