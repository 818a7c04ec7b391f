import { createHash } from 'node:crypto'
import { textContent } from '#core/contract/sessions'
import { messageText } from '#core/contract/text'
import type { Session } from '#core/session/session'
import type { Activity } from '../activity/activity.ts'
import { noteMessage, textMessage } from '../cards/noticeCard.ts'
import type { Outgoing } from '../cards/outgoing.ts'
import { ownSession, type Agent, type AgentHandlerDependencies } from './dependencies.ts'
import { saidIn } from './messageText.ts'

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

/**
 * Changes the customer's copy of a message that the agent edited, deleted or restored in Teams. Answers a message to
 * the agent only if the customer's copy stays as it was. A text that went to no customer is left alone.
 */
export async function handleMessageChange(
  deps: AgentHandlerDependencies,
  agent: Agent,
  activity: Activity,
): Promise<Outgoing | null> {
  const { tenantId, userId, translations } = agent
  const key = messageKey(tenantId, agent.conversationId, activity.id)
  // A message that was sent from the session picker is known by its key.
  const session = (await sessionOfMessage(deps, agent, activity.id)) ?? (await sessionOfMessage(deps, agent, key))
  if (!session) return null
  const addressed = { tenantId, userId, sessionId: session.id, key }
  if (activity.type === 'messageDelete') {
    await deps.dispatch({ kind: 'agentDeletes', ...addressed })
    return null
  }
  const said = saidIn(activity)
  const text = messageText.safeParse(said.text)
  if (said.isTooLong || !text.success) return noteMessage(translations, translations.changeNotSent, session)
  const step = await deps.dispatch({ kind: 'agentEdits', ...addressed, content: textContent(text.data) })
  return step.refused ? textMessage(translations.notSent) : null
}

/**
 * A reaction to a card with messages of a customer, whichever it is, says that the agent has seen them: the customer sees
 * it too. Teams names the card in `replyToId` (learn.microsoft.com, "Messages in bot conversations").
 */
export async function handleReaction(deps: AgentHandlerDependencies, agent: Agent, activity: Activity): Promise<void> {
  const { tenantId, userId } = agent
  if ((activity.reactionsAdded ?? []).length === 0 || activity.replyToId === undefined) return
  const message = await deps.agentConversations.messageOf(tenantId, activity.replyToId, userId)
  const { sessionId = '', shownUpTo: upTo = null } = message ?? {}
  if (upTo !== null) await deps.dispatch({ kind: 'agentSees', tenantId, userId, sessionId, upTo })
}
