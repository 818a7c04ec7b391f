import { callRings, inCall } from '../cards/callStatus.ts'
import { chatsCard } from '../cards/chatsCard.ts'
import { plain, type Card } from '../cards/adaptiveCard.ts'
import { commandNames, type CommandName } from '../cards/cardVerbs.ts'
import { commandsCard, helpCard } from '../cards/commandsCard.ts'
import { cardMessage, noteMessage, textMessage } from '../cards/noticeCard.ts'
import { endPickerCard } from '../cards/sessionPickerCard.ts'
import type { CardMessage, Outgoing } from '../cards/outgoing.ts'
import { everyLanguage } from '../i18n/translations.ts'
import { ownSession } from './dependencies.ts'
import type { Agent, AgentHandlerDependencies } from './dependencies.ts'

interface TypedCommand {
  name: CommandName
  /** With a slash it cannot be meant as a message. */
  hasSlash: boolean
}

/**
 * The names in English and their titles in every language: the language of Teams' menu and that of an activity may
 * differ.
 */
const namesByWord = new Map(
  commandNames.flatMap((name) =>
    [name, ...everyLanguage.map(({ commands }) => commands[name])].map((word) => [word.toLowerCase(), name]),
  ),
)

/** The command that a text is, with its slash or without. Teams opens a menu of its own at a slash in an empty box. */
export function commandIn(text: string): TypedCommand | null {
  const word = text.trim().normalize().toLowerCase()
  const hasSlash = word.startsWith('/')
  const name = namesByWord.get(hasSlash ? word.slice(1) : word)
  return name === undefined ? null : { name, hasSlash }
}

const greetings = new Set(
  'hi|hello|hey|hi there|good morning|hallo|guten tag|guten morgen|grüezi|moin|servus|bonjour|bonsoir|salut|ciao|buongiorno|buonasera|salve|مرحبا|أهلا|السلام عليكم'.split(
    '|',
  ),
)

/** Whether somebody only says hello, as the people who review apps for the store do. */
export const isGreeting = (text: string): boolean =>
  greetings.has(
    text
      .normalize()
      .toLowerCase()
      .replace(/[^\p{L} ]+/gu, '')
      .trim(),
  )

/**
 * The word with its slash if a text looks like a command but is not a known one. A path, or a slash within a sentence,
 * may be a real reply.
 */
export const mistypedIn = (text: string): string | null => /^\/[\p{L}\p{M}-]{1,40}$/u.exec(text.trim())?.[0] ?? null

type CommandResult = { sentences: readonly string[] } | CardMessage

/** Runs a command that was written and answers the reply to the agent. */
export async function runCommand(deps: AgentHandlerDependencies, agent: Agent, name: CommandName): Promise<Outgoing> {
  const result = await resultOf(deps, agent, name)
  return 'card' in result ? result : textMessage(...result.sentences)
}

/** Runs a command whose button was pressed and answers the card that replaces the pressed one. */
export async function pressCommand(deps: AgentHandlerDependencies, agent: Agent, name: CommandName): Promise<Card> {
  const result = await resultOf(deps, agent, name)
  return 'card' in result ? result.card : commandsCard(agent.translations, result.sentences.map(plain), name)
}

async function resultOf(deps: AgentHandlerDependencies, agent: Agent, name: CommandName): Promise<CommandResult> {
  const { tenantId, userId, translations } = agent
  switch (name) {
    case 'help':
      return cardMessage(helpCard(translations))
    case 'status':
      return status(deps, agent)
    case 'available':
    case 'away':
      await deps.agentConversations.setAvailable(tenantId, userId, name === 'available')
      return { sentences: [name === 'available' ? translations.nowAvailable : translations.nowAway] }
    case 'chats':
      return chats(deps, agent)
    case 'end':
      return end(deps, agent)
  }
}

async function status(
  { sessions }: AgentHandlerDependencies,
  { tenantId, userId, available, translations }: Agent,
): Promise<CommandResult> {
  const open = await sessions.openOf(tenantId, userId)
  const talking = open.filter(inCall).length
  const calling = open.filter(callRings).length
  return {
    sentences: [
      available ? translations.statusAvailable : translations.statusAway,
      translations.statusSessions({ count: open.length }),
      ...(talking > 0 ? [translations.statusInCall({ count: talking })] : []),
      ...(calling > 0 ? [translations.statusCalling({ count: calling })] : []),
    ],
  }
}

async function chats(deps: AgentHandlerDependencies, agent: Agent): Promise<CommandResult> {
  const { tenantId, userId, translations } = agent
  const open = await deps.sessions.openOf(tenantId, userId)
  if (!open.some((one) => one.status === 'active' || callRings(one)))
    return { sentences: [translations.statusSessions({ count: open.length })] }
  const conversation = await deps.agentConversations.find(tenantId, userId)
  const focused = await ownSession(deps, agent, conversation?.focusedSessionId)
  const card = chatsCard(open, focused?.status === 'active' ? focused : null, translations, deps.openLink)
  return { summary: translations.openSessions, card }
}

/** Ends the only open session; if there are several, asks the agent which one. */
async function end(deps: AgentHandlerDependencies, { tenantId, userId, translations }: Agent): Promise<CommandResult> {
  const open = await deps.sessions.openOf(tenantId, userId)
  const active = open.filter(({ status }) => status === 'active')
  const [only] = active
  if (!only) return { sentences: [translations.nothingToEnd] }
  if (open.length > 1) return { summary: translations.whichToEnd, card: endPickerCard(active, translations) }
  const step = await deps.dispatch({ kind: 'agentEnds', tenantId, userId, sessionId: only.id })
  return step.refused ? { sentences: [translations.notThere] } : noteMessage(translations, translations.endedWith, only)
}
