import { textContent } from '#core/contract/sessions'
import { messageText } from '#core/contract/text'
import type { Activity } from '../activity/activity.ts'
import { noteMessage, textMessage } from '../cards/noticeCard.ts'
import type { Outgoing } from '../cards/outgoing.ts'
import type { Agent, AgentHandlerDependencies } from './dependencies.ts'
import { saidIn } from './messageText.ts'
import { messageKey, sessionOfMessage } from './sentMessages.ts'

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
  const text = messageText.safeParse(saidIn(activity).text)
  if (!text.success) return noteMessage(translations, translations.changeNotSent, session)
  const step = await deps.dispatch({ kind: 'agentEdits', ...addressed, content: textContent(text.data) })
  return step.refused ? textMessage(translations.notSent) : null
}
