import type { Sessions } from '#core/session/ports'
import type { AgentConversations } from '#core/session/teamsPorts'
import type { Dispatch } from '#core/session/commandHandler'
import type { Translations } from '../i18n/translations.ts'
import type { OpenLink } from '../cards/deepLink.ts'
import type { Session } from '#core/session/session'

export interface AgentHandlerDependencies {
  agentConversations: AgentConversations
  sessions: Pick<Sessions, 'find' | 'openOf' | 'eventsAfter'>
  dispatch: Dispatch
  openLink: OpenLink
  now: () => number
}

/** The user who sent the activity, and the conversation it came from. */
export interface Agent {
  tenantId: string
  userId: string
  available: boolean
  conversationId: string
  translations: Translations
}

/** Finds a session of this agent; null for another agent's session, as for an unknown one. */
export async function ownSession(
  { sessions }: Pick<AgentHandlerDependencies, 'sessions'>,
  agent: Agent,
  sessionId: string | null | undefined,
): Promise<Session | null> {
  if (sessionId === null || sessionId === undefined) return null
  const session = await sessions.find({ tenantId: agent.tenantId, sessionId })
  return session?.assignment.userId === agent.userId ? session : null
}
