import { callRings, inCall } from '../cards/callStatus.ts'
import { chatsCard } from '../cards/chatsCard.ts'
import { noteMessage, textMessage } from '../cards/noticeCard.ts'
import { endPickerCard } from '../cards/sessionPickerCard.ts'
import type { Outgoing } from '../cards/outgoing.ts'
import { ownSession } from './dependencies.ts'
import type { Agent, AgentHandlerDependencies } from './dependencies.ts'

const names = ['help', 'status', 'available', 'away', 'chats', 'end'] as const
export type CommandName = (typeof names)[number]

/**
 * The command in a text. A command without its slash counts only while no session is open, because otherwise the text
 * is a message.
 */
export function commandIn(text: string, bareToo: boolean): CommandName | null {
  const [, slash, word = ''] = /^(\/?)([a-z]+)$/.exec(text.trim().toLowerCase()) ?? []
  const name = names.find((candidate) => candidate === word)
  return name && (slash === '/' || bareToo) ? name : null
}

/**
 * The word with its slash if a text looks like a command but is not a known one. A path, or a slash within a sentence,
 * may be a real reply.
 */
export const mistypedIn = (text: string): string | null => /^\/[\p{L}\p{M}-]{1,40}$/u.exec(text.trim())?.[0] ?? null

/** Runs a command and answers the reply to the agent. */
export async function runCommand(deps: AgentHandlerDependencies, agent: Agent, name: CommandName): Promise<Outgoing> {
  const { tenantId, userId, translations } = agent
  switch (name) {
    case 'help':
      return textMessage(...translations.help)
    case 'status':
      return status(deps, agent)
    case 'available':
    case 'away':
      await deps.agentConversations.setAvailable(tenantId, userId, name === 'available')
      return textMessage(name === 'available' ? translations.nowAvailable : translations.nowAway)
    case 'chats':
      return chats(deps, agent)
    case 'end':
      return end(deps, agent)
  }
}

async function status(
  { sessions }: AgentHandlerDependencies,
  { tenantId, userId, available, translations }: Agent,
): Promise<Outgoing> {
  const open = await sessions.openOf(tenantId, userId)
  const talking = open.filter(inCall).length
  const calling = open.filter(callRings).length
  return textMessage(
    available ? translations.statusAvailable : translations.statusAway,
    translations.statusSessions({ count: open.length }),
    ...(talking > 0 ? [translations.statusInCall({ count: talking })] : []),
    ...(calling > 0 ? [translations.statusCalling({ count: calling })] : []),
  )
}

async function chats(deps: AgentHandlerDependencies, agent: Agent): Promise<Outgoing> {
  const { tenantId, userId, translations } = agent
  const open = await deps.sessions.openOf(tenantId, userId)
  if (!open.some((one) => one.status === 'active' || callRings(one)))
    return textMessage(translations.statusSessions({ count: open.length }))
  const conversation = await deps.agentConversations.find(tenantId, userId)
  const focused = await ownSession(deps, agent, conversation?.focusedSessionId)
  const card = chatsCard(open, focused?.status === 'active' ? focused : null, translations, deps.openLink)
  return { summary: translations.openSessions, card }
}

/** Ends the only open session; if there are several, asks the agent which one. */
async function end(deps: AgentHandlerDependencies, { tenantId, userId, translations }: Agent): Promise<Outgoing> {
  const open = await deps.sessions.openOf(tenantId, userId)
  const active = open.filter(({ status }) => status === 'active')
  const [only] = active
  if (!only) return textMessage(translations.nothingToEnd)
  if (open.length > 1) return { summary: translations.whichToEnd, card: endPickerCard(active, translations) }
  const step = await deps.dispatch({ kind: 'agentEnds', tenantId, userId, sessionId: only.id })
  return step.refused ? textMessage(translations.notThere) : noteMessage(translations, translations.endedWith, only)
}
