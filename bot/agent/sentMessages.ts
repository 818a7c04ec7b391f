import { createHash } from 'node:crypto'
import type { Session } from '#core/session/session'
import { ownSession, type Agent, type AgentHandlerDependencies } from './dependencies.ts'

/** The session to which a message in the agent's chat belongs; null if it belongs to none of the agent's sessions. */
export async function sessionOfMessage(
  deps: AgentHandlerDependencies,
  agent: Agent,
  activityId: string,
): Promise<Session | null> {
  const message = await deps.agentConversations.messageOf(agent.tenantId, activityId, agent.userId)
  return ownSession(deps, agent, message?.sessionId)
}

/**
 * The idempotency key of an agent's message. The same activity always gives the same key, so that a repeated delivery
 * by Teams never creates a second message. A UUID of version 8 (RFC 9562).
 */
export function messageKey(tenantId: string, conversationId: string, activityId: string): string {
  const hash = createHash('sha256')
    .update(JSON.stringify([tenantId, conversationId, activityId]))
    .digest()
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x80
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80
  const hex = hash.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-')
}
