import type { Launched } from '#core/contract/customerApi'
import type { NoTicket } from '../protocol/panelMessages.ts'

export type LaunchAnswer = Launched | NoTicket

/** Requests a ticket. The browser adds the Origin header, which the server checks. */
export async function postForTicket(url: URL, body: object): Promise<LaunchAnswer> {
  try {
    const answer = await fetch(url, {
      method: 'POST',
      credentials: 'omit',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(15_000),
    })
    const { ok, status, headers } = answer
    if (ok) return (await answer.json()) as Launched
    if (status === 429 || status === 503) return { retry: Number(headers.get('Retry-After')) || 30 }
    return { retry: status < 500 ? null : 0 }
  } catch {
    return { retry: 0 }
  }
}
