import type { Session } from '#core/session/session'

/**
 * Input for the routing of a reply. `quoted` is `null` without a quote and `unknown` if the quoted message belongs to
 * no session.
 */
export interface ReplyFacts {
  quoted: Session | 'unknown' | null
  open: readonly Session[]
  /**
   * The session that the agent chose with a button, or the one that ended last; see `bot/notifications/replyFocus.ts`.
   */
  focused: Session | null
  now: number
}

export type Route =
  { to: Session } | { ask: true; becauseEnded: Session | null } | { ended: Session } | { nobody: true }

/** Milliseconds after the end of a session within which an agent who is writing may not have noticed the end. */
const justEndedMs = 60_000

/**
 * Decides which session a reply goes to: that of the quoted message, the one the agent chose, or the only open one. In
 * every other case the agent is asked; the bot never guesses.
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
