import type { Activity } from '../activity/activity.ts'
import { performCardAction, sayCard } from './cardActions.ts'
import type { Card } from '../cards/adaptiveCard.ts'
import { textMessage } from '../cards/noticeCard.ts'
import { cardAction, type CardAction } from '../cards/cardVerbs.ts'
import type { Outgoing } from '../connector/teamsChannel.ts'
import { installChangeOf } from '../activity/activity.ts'
import type { Agent, AgentHandlerDependencies } from './dependencies.ts'
import { handleReply } from './replyHandler.ts'
import { referenceOf, sameReference } from '../activity/conversationReference.ts'
import { wordsFor } from '../i18n/wordsFor.ts'

/** What an activity leads to: a message to the agent, and what is done once that message is on its way. */
export interface Outcome {
  say: Outgoing | null
  after?: () => Promise<void>
}

export interface ActivityHandler {
  /** A message, or news of the conversation, from the inbox. May run again after a crash. */
  take(activity: Activity, tenantId: string): Promise<Outcome>
  /** A press of a button: the card that takes the place of the pressed one, null for a button that is not ours. */
  press(activity: Activity, tenantId: string): Promise<Card | null>
}

const nothing: Outcome = { say: null }

/** A verified activity becomes a command; the answer becomes what the agent is told. */
export const createActivityHandler = (deps: AgentHandlerDependencies): ActivityHandler => ({
  async take(activity, tenantId) {
    const agent = await agentOf(deps, activity, tenantId)
    if (activity.type === 'message') return onMessage(deps, agent, activity)
    const install = isPersonal(activity) ? installChangeOf(activity) : null
    if (install === null || !agent) return nothing
    return install === 'installed' ? onInstalled(deps, agent, activity) : onUninstalled(deps, agent)
  },

  async press(activity, tenantId) {
    const action = pressedIn(activity)
    if (!action) return null
    const agent = await agentOf(deps, activity, tenantId)
    const words = wordsFor(activity.locale)
    return agent ? performCardAction(deps, agent, action) : sayCard(words, words.unknownUser)
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
  return { tenantId, userId, available, conversationId: activity.conversation.id, words: wordsFor(activity.locale) }
}

const isPersonal = ({ conversation }: Activity): boolean =>
  conversation.conversationType === undefined || conversation.conversationType === 'personal'

async function onMessage(deps: AgentHandlerDependencies, agent: Agent | null, activity: Activity): Promise<Outcome> {
  const words = wordsFor(activity.locale)
  // What customers write must never be answered where others read along.
  if (!isPersonal(activity)) return { say: textMessage(words.notPersonal) }
  if (!agent) return { say: textMessage(words.unknownUser) }
  await remember(deps, agent, activity)
  const submitted = submittedIn(activity)
  if (!submitted) return { say: await handleReply(deps, agent, activity) }
  const card = await performCardAction(deps, agent, submitted)
  return { say: { summary: 'Interact', card } }
}

/** Both events that Teams sends for one install arrive here, and again with each page load of some clients. */
async function onInstalled(deps: AgentHandlerDependencies, agent: Agent, activity: Activity): Promise<Outcome> {
  const known = await deps.agentConversations.find(agent.tenantId, agent.userId)
  const after = () => remember(deps, agent, activity)
  return known?.installed === true
    ? { say: null, after }
    : // Remembered after the welcome, so that a welcome that could not be sent is tried again.
      { say: textMessage(...agent.words.welcome), after }
}

async function onUninstalled(
  { agentConversations }: AgentHandlerDependencies,
  { tenantId, userId }: Agent,
): Promise<Outcome> {
  await agentConversations.forget(tenantId, userId)
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

/** `value.action` of an invoke: the verb stands beside the data. */
function pressedIn({ value }: Activity): CardAction | null {
  if (typeof value !== 'object' || value === null || !('action' in value)) return null
  const { action } = value
  if (typeof action !== 'object' || action === null || !('verb' in action)) return null
  const data = 'data' in action && typeof action.data === 'object' ? action.data : {}
  return cardAction.safeParse({ ...data, verb: action.verb }).data ?? null
}

/** `value` of a message, from clients that know no Action.Execute: the verb stands in the data. */
const submittedIn = ({ value }: Activity): CardAction | null => cardAction.safeParse(value).data ?? null
