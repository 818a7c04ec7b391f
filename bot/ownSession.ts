import type { Session } from '#core/session/session'
import type { Agent, Parts } from './parts.ts'

/** A session of this very agent; another one's is answered like one that does not exist. */
export async function ownSession(
  { sessions }: Pick<Parts, 'sessions'>,
  agent: Agent,
  sessionId: string | null | undefined,
): Promise<Session | null> {
  if (sessionId === null || sessionId === undefined) return null
  const session = await sessions.find({ tenantId: agent.tenantId, sessionId })
  return session?.userId === agent.userId ? session : null
}
