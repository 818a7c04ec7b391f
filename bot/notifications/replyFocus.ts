import type { Sessions } from '#core/session/ports'
import type { AgentConversation, AgentConversations } from '#core/session/teamsPorts'
import type { Session } from '#core/session/session'

type ReplyFocusDependencies = {
  agentConversations: Pick<AgentConversations, 'focus'>
  sessions: Pick<Sessions, 'find'>
}

/*
 * Where an agent's plain replies go is set by the agent's own press of a button, and lapses by itself as soon as
 * another customer comes before the agent's eyes: from then on a reply may be meant for that one.
 */

/** Another customer rings or writes. */
export async function clearReplyTarget(
  { agentConversations, sessions }: ReplyFocusDependencies,
  conversation: AgentConversation,
  shown: Session,
): Promise<void> {
  const { tenantId, userId, focusedSessionId } = conversation
  if (focusedSessionId === null || focusedSessionId === shown.id) return
  const focused = await sessions.find({ tenantId, sessionId: focusedSessionId })
  if (focused?.status !== 'ended') await agentConversations.focus(tenantId, userId, null)
}

/** The agent accepts: whatever was before, the agent has turned to this customer. */
export async function selectOnAccept(
  { agentConversations }: Pick<ReplyFocusDependencies, 'agentConversations'>,
  conversation: AgentConversation,
  accepted: Session,
): Promise<void> {
  const { tenantId, userId, focusedSessionId } = conversation
  if (focusedSessionId !== null && focusedSessionId !== accepted.id)
    await agentConversations.focus(tenantId, userId, null)
}

/**
 * A session that ends takes the focus that nobody holds, as a mark: whoever was writing to it may not have seen the
 * end, and the next reply must not go to the one session that is left over.
 */
export async function selectEnded(
  { agentConversations }: Pick<ReplyFocusDependencies, 'agentConversations'>,
  conversation: AgentConversation,
  ended: Session,
): Promise<void> {
  if (ended.status === 'ended' && ended.acceptedAt !== null && conversation.focusedSessionId === null)
    await agentConversations.focus(conversation.tenantId, conversation.userId, ended.id)
}
