import type { Launched } from '#core/contract/customerApi'
import type { NoTicket } from '../protocol/panelMessages.ts'

export type LaunchAnswer = Launched | NoTicket

/**
 * Requests a ticket. The browser adds the Origin header, which the server checks. Without `headers` the body goes as plain
 * text, which needs no preflight request to another origin.
 */
export async function postForTicket(url: URL, body: object, headers: HeadersInit = {}): Promise<LaunchAnswer> {
  try {
    const answer = await fetch(url, {
      method: 'POST',
      credentials: 'omit',
      headers,
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(15_000),
    })
    const { ok, status } = answer
    if (ok) return (await answer.json()) as Launched
    if (status === 429 || status === 503) return { retry: Number(answer.headers.get('Retry-After')) || 30 }
    return { retry: status < 500 ? null : 0 }
  } catch {
    return { retry: 0 }
  }
}
