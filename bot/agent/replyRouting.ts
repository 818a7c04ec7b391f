import type { Session } from '#core/session/session'

/** What is known when a plain reply arrives. `quoted`: `null` without a quote, `unknown` for one that leads nowhere. */
export interface ReplyFacts {
  quoted: Session | 'unknown' | null
  open: readonly Session[]
  /** The session the agent chose with a button, or the one that ended last; see `focus.ts`. */
  focused: Session | null
  now: number
}

export type Route =
  { to: Session } | { ask: true; becauseEnded: Session | null } | { ended: Session } | { nobody: true }

/** Somebody who was writing to a session that has just ended may not have seen it yet. */
const justEndedMs = 60_000

/**
 * To whom a plain reply goes. Never a guess: a quoted message, the agent's own choice, or the only session there is;
 * in every other case the agent is asked.
 */
export function routeReply({ quoted, open, focused, now }: ReplyFacts): Route {
  if (quoted !== null && quoted !== 'unknown') return quoted.status === 'ended' ? { ended: quoted } : { to: quoted }
  if (open.length === 0) return focused?.status === 'ended' ? { ended: focused } : { nobody: true }
  if (quoted === 'unknown') return { ask: true, becauseEnded: null }
  const chosen = open.find(({ id }) => id === focused?.id)
  if (chosen) return { to: chosen }
  if (focused?.status === 'ended' && now - focused.endedAt < justEndedMs) return { ask: true, becauseEnded: focused }
  const [only, ...others] = open
  return only && others.length === 0 ? { to: only } : { ask: true, becauseEnded: null }
}
