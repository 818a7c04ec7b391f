import type { Sessions } from '#core/session/ports'
import type { AgentConversation, AgentConversations } from '#core/session/teamsPorts'
import type { Session } from '#core/session/session'

type ReplyFocusDependencies = {
  agentConversations: Pick<AgentConversations, 'focus'>
  sessions: Pick<Sessions, 'find'>
}

/*
 * The agent selects the target of plain replies with a button. The selection is cleared as soon as another customer
 * rings or writes, because the next reply may be meant for that customer.
 */

/** Clears the selection when another customer rings or writes. */
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

/** Clears an earlier selection when the agent accepts a session, because the agent now attends to that customer. */
export async function clearOnAccept(
  { agentConversations }: Pick<ReplyFocusDependencies, 'agentConversations'>,
  conversation: AgentConversation,
  accepted: Session,
): Promise<void> {
  const { tenantId, userId, focusedSessionId } = conversation
  if (focusedSessionId !== null && focusedSessionId !== accepted.id)
    await agentConversations.focus(tenantId, userId, null)
}

/**
 * Selects an ended session if no session is selected. The agent may not have seen the end while writing, and the next
 * reply must not go to the only remaining session.
 */
export async function selectEnded(
  { agentConversations }: Pick<ReplyFocusDependencies, 'agentConversations'>,
  conversation: AgentConversation,
  ended: Session,
): Promise<void> {
  if (ended.status === 'ended' && ended.acceptedAt !== null && conversation.focusedSessionId === null)
    await agentConversations.focus(conversation.tenantId, conversation.userId, ended.id)
}
