import type { Sessions } from '#core/session/ports'
import type { AgentConversations } from '#core/session/teamsPorts'
import type { Dispatch } from '#core/session/commandHandler'
import type { Words } from '../i18n/words.ts'
import type { OpenLink } from '../cards/deepLink.ts'
import type { Session } from '#core/session/session'

/** What the bot's inbound needs of the rest. */
export interface AgentHandlerDependencies {
  agentConversations: AgentConversations
  sessions: Pick<Sessions, 'find' | 'openOf' | 'eventsAfter'>
  dispatch: Dispatch
  openLink: OpenLink
  now: () => number
}

/** The person who wrote or pressed, as Interact knows them, and in which conversation. */
export interface Agent {
  tenantId: string
  userId: string
  available: boolean
  conversationId: string
  words: Words
}

/** A session of this very agent; another one's is answered like one that does not exist. */
export async function ownSession(
  { sessions }: Pick<AgentHandlerDependencies, 'sessions'>,
  agent: Agent,
  sessionId: string | null | undefined,
): Promise<Session | null> {
  if (sessionId === null || sessionId === undefined) return null
  const session = await sessions.find({ tenantId: agent.tenantId, sessionId })
  return session?.userId === agent.userId ? session : null
}
