import type { Activity } from '../activity/activity.ts'
import { performCardAction, sayCard } from './cardActions.ts'
import type { Card } from '../cards/adaptiveCard.ts'
import { welcomeMessage } from '../cards/commandsCard.ts'
import { textMessage } from '../cards/noticeCard.ts'
import { cardAction, type CardAction } from '../cards/cardVerbs.ts'
import type { Outgoing } from '../cards/outgoing.ts'
import { installChangeOf, isMessageChange } from '../activity/activity.ts'
import type { Agent, AgentHandlerDependencies } from './dependencies.ts'
import { handleMessageChange, handleReaction } from './sentMessages.ts'
import { handleReply } from './replyHandler.ts'
import { referenceOf, sameReference } from '../activity/conversationReference.ts'
import { triesAgainAfterMs } from '../notifications/conversationOpener.ts'
import { translationsFor } from '../i18n/translations.ts'

/** The result of an activity: a message to the agent, and work to do after that message was sent. */
export interface Outcome {
  say: Outgoing | null
  after?: () => Promise<void>
}

export interface ActivityHandler {
  /** Handles a message or a change of the conversation from the inbox. May run again after a crash. */
  take(activity: Activity, tenantId: string): Promise<Outcome>
  /** Handles a card action. Answers the card that replaces the pressed one, or null for an unknown action. */
  press(activity: Activity, tenantId: string): Promise<Card | null>
}

const nothing: Outcome = { say: null }

/** Turns verified activities into commands and their results into replies to the agent. */
export const createActivityHandler = (deps: AgentHandlerDependencies): ActivityHandler => ({
  async take(activity, tenantId) {
    const agent = await agentOf(deps, activity, tenantId)
    if (activity.type === 'message') return onMessage(deps, agent, activity)
    if (isMessageChange(activity))
      return agent && isPersonal(activity) ? { say: await handleMessageChange(deps, agent, activity) } : nothing
    if (activity.type === 'messageReaction') {
      if (agent && isPersonal(activity)) await handleReaction(deps, agent, activity)
      return nothing
    }
    const install = isPersonal(activity) ? installChangeOf(activity) : null
    if (install === null || !agent) return nothing
    return install === 'installed' ? onInstalled(deps, agent, activity) : onUninstalled(deps, agent)
  },

  async press(activity, tenantId) {
    const action = pressedIn(activity)
    if (!action) return null
    const agent = await agentOf(deps, activity, tenantId)
    const translations = translationsFor(activity.locale)
    return agent ? performCardAction(deps, agent, action) : sayCard(translations, translations.unknownUser)
  },
})

async function agentOf(
  { agentConversations }: AgentHandlerDependencies,
  activity: Activity,
  tenantId: string,
): Promise<Agent | null> {
  const { aadObjectId } = activity.from
  const user = aadObjectId === undefined ? null : await agentConversations.userOf(tenantId, aadObjectId.toLowerCase())
  if (!user) return null
  const { userId, available } = user
  return {
    tenantId,
    userId,
    available,
    conversationId: activity.conversation.id,
    translations: translationsFor(activity.locale),
  }
}

const isPersonal = ({ conversation }: Activity): boolean =>
  conversation.conversationType === undefined || conversation.conversationType === 'personal'

async function onMessage(deps: AgentHandlerDependencies, agent: Agent | null, activity: Activity): Promise<Outcome> {
  const translations = translationsFor(activity.locale)
  // Customer data must never appear in a conversation that other people can read.
  if (!isPersonal(activity)) return { say: textMessage(translations.notPersonal) }
  if (!agent) return { say: textMessage(translations.unknownUser) }
  await remember(deps, agent, activity)
  const submitted = submittedIn(activity)
  if (!submitted) return { say: await handleReply(deps, agent, activity) }
  const card = await performCardAction(deps, agent, submitted)
  return { say: { summary: 'Interact', card } }
}

/** Teams sends two events for one installation, and some clients send them again with each page load. */
async function onInstalled(deps: AgentHandlerDependencies, agent: Agent, activity: Activity): Promise<Outcome> {
  const known = await deps.agentConversations.find(agent.tenantId, agent.userId)
  const after = () => remember(deps, agent, activity)
  return known?.installed === true
    ? { say: null, after }
    : // Stored after the welcome message, so that a welcome that was not delivered is sent again.
      { say: welcomeMessage(agent.translations), after }
}

async function onUninstalled(
  { agentConversations, now }: AgentHandlerDependencies,
  { tenantId, userId }: Agent,
): Promise<Outcome> {
  await agentConversations.lose(tenantId, userId, 'removed', now() + triesAgainAfterMs)
  return nothing
}

async function remember(
  { agentConversations }: AgentHandlerDependencies,
  { tenantId, userId }: Agent,
  activity: Activity,
): Promise<void> {
  const reference = referenceOf(activity)
  const known = await agentConversations.find(tenantId, userId)
  if (known?.installed !== true || !sameReference(known.reference, reference))
    await agentConversations.remember(tenantId, userId, reference)
}

/** Parses `value.action` of an invoke, where the verb is next to the data. */
function pressedIn({ value }: Activity): CardAction | null {
  if (typeof value !== 'object' || value === null || !('action' in value)) return null
  const { action } = value
  if (typeof action !== 'object' || action === null || !('verb' in action)) return null
  const data = 'data' in action && typeof action.data === 'object' ? action.data : {}
  return cardAction.safeParse({ ...data, verb: action.verb }).data ?? null
}

/** Parses `value` of a message from clients without Action.Execute, where the verb is in the data. */
const submittedIn = ({ value }: Activity): CardAction | null => cardAction.safeParse(value).data ?? null
