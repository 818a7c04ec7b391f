import { pause } from '../retry.ts'
import type { TokenSource } from './outgoingQueue.ts'

/** Expiry of a JWT in milliseconds since the epoch; null if it has no `exp` claim. The signature is not verified; the server does that. */
export function expiresAt(token: string): number | null {
  try {
    const claims: unknown = JSON.parse(atob((token.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/')))
    const end = typeof claims === 'object' && claims !== null && 'exp' in claims ? claims.exp : null
    return typeof end === 'number' ? end * 1000 : null
  } catch {
    return null
  }
}

/** Milliseconds: how long before expiry a token is renewed, and the delay until the next attempt if there is no newer one. */
export interface RenewalTimings {
  renewBefore: number
  renewAgain: number
}

export interface TokenRenewalDependencies {
  token: TokenSource
  /** Called when there is a new token, to send it to the server. */
  onRenewed: () => void
  timings?: RenewalTimings
}

const usualTimings: RenewalTimings = { renewBefore: 60_000, renewAgain: 15_000 }

/** Renews the token of an open stream before it expires, until `signal` aborts. */
export async function renewTokenInTime(dependencies: TokenRenewalDependencies, signal: AbortSignal): Promise<void> {
  const { token, onRenewed, timings = usualTimings } = dependencies
  let current = await token(false)
  for (;;) {
    const end = current ? expiresAt(current) : null
    const due = end === null ? 0 : end - timings.renewBefore - Date.now()
    if (!(await pause(due > 0 ? due : timings.renewAgain, signal))) return
    const next = await token(false)
    if (signal.aborted) return
    if (next && next !== current) onRenewed()
    current = next ?? current
  }
}
