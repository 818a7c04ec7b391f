import type { Sessions } from '#core/session/ports'
import type { Desk, Desks } from '#core/session/teamsPorts'
import type { Session } from '#core/session/session'

type Parts = { desks: Pick<Desks, 'focus'>; sessions: Pick<Sessions, 'find'> }

/*
 * Where an agent's plain replies go is set by the agent's own press of a button, and lapses by itself as soon as
 * another customer comes before the agent's eyes: from then on a reply may be meant for that one.
 */

/** Another customer rings or writes. */
export async function lapse({ desks, sessions }: Parts, desk: Desk, shown: Session): Promise<void> {
  const { tenantId, userId, focusedSessionId } = desk
  if (focusedSessionId === null || focusedSessionId === shown.id) return
  const focused = await sessions.find({ tenantId, sessionId: focusedSessionId })
  if (focused?.status !== 'ended') await desks.focus(tenantId, userId, null)
}

/** The agent accepts: whatever was before, the agent has turned to this customer. */
export async function turn({ desks }: Pick<Parts, 'desks'>, desk: Desk, accepted: Session): Promise<void> {
  const { tenantId, userId, focusedSessionId } = desk
  if (focusedSessionId !== null && focusedSessionId !== accepted.id) await desks.focus(tenantId, userId, null)
}

/**
 * A session that ends takes the focus that nobody holds, as a mark: whoever was writing to it may not have seen the
 * end, and the next reply must not go to the one session that is left over.
 */
export async function markEnd({ desks }: Pick<Parts, 'desks'>, desk: Desk, ended: Session): Promise<void> {
  if (ended.status === 'ended' && ended.acceptedAt !== null && desk.focusedSessionId === null)
    await desks.focus(desk.tenantId, desk.userId, ended.id)
}
