import type { Result } from '#client/retry'
import type { Problem } from '#core/contract/problems'

interface HttpClientOptions {
  body?: object
  /** Allows the server to hold the response. Aborts the request. */
  held?: AbortSignal
  /** Sends the request even while the page unloads. */
  keepalive?: boolean
}

const responseTimeoutMs = 15_000
/** How long the server may hold a response. */
export const heldSeconds = 25
/** Milliseconds. The Date header has a resolution of one second and includes latency, so smaller differences are ignored. */
const dateToleranceMs = 2000

/** HTTP client of the customer API. The bearer token is kept only in memory and never sent in a URL. */
export function createHttpClient(base: string, send: typeof fetch, now: () => number) {
  let token: string | null = null
  let clockOffset = 0

  async function request<T>(method: string, path: string, options: HttpClientOptions = {}): Promise<Result<T>> {
    const { body, held, keepalive = false } = options
    const abort = new AbortController()
    const timer = setTimeout(() => abort.abort(), responseTimeoutMs + (held ? heldSeconds * 1000 : 0))
    held?.addEventListener('abort', () => abort.abort())
    try {
      const answer = await send(base + path, {
        method,
        keepalive,
        credentials: 'omit',
        headers: {
          ...(body ? { 'Content-Type': 'application/json' } : {}),
          ...(token ? { Authorization: `Bearer ${token}` } : {}),
        },
        ...(body ? { body: JSON.stringify(body) } : {}),
        signal: abort.signal,
      })
      const date = Date.parse(answer.headers.get('Date') ?? '')
      if (date) clockOffset = Math.abs(date - now()) > dateToleranceMs ? date - now() : 0
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
  return {
    request,
    /** Server time in milliseconds, from the Date header, so that countdowns are right even if the local clock is wrong. */
    serverNow: () => now() + clockOffset,
    token: () => token,
    setToken: (fresh: string | null) => {
      token = fresh
    },
  }
}
export type HttpClient = ReturnType<typeof createHttpClient>

/** A random UUID. `crypto.randomUUID` is not available in a frame of a host page without HTTPS. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const text = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return text.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}
