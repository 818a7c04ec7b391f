import type { Activity } from '../activity/activity.ts'
import { act, sayCard } from './cardActions.ts'
import type { Card } from '../cards/adaptiveCard.ts'
import { textMessage } from '../cards/noticeCard.ts'
import { cardAction, type CardAction } from '../cards/cardVerbs.ts'
import type { Outgoing } from '../connector/teamsChannel.ts'
import { installOf } from '../activity/activity.ts'
import type { Agent, Parts } from './dependencies.ts'
import { plainReply } from './replyHandler.ts'
import { referenceOf, sameReference } from '../activity/conversationReference.ts'
import { wordsFor } from '../i18n/wordsFor.ts'

/** What an activity leads to: a message to the agent, and what is done once that message is on its way. */
export interface Outcome {
  say: Outgoing | null
  after?: () => Promise<void>
}

export interface Inbound {
  /** A message, or news of the conversation, from the inbox. May run again after a crash. */
  take(activity: Activity, tenantId: string): Promise<Outcome>
  /** A press of a button: the card that takes the place of the pressed one, null for a button that is not ours. */
  press(activity: Activity, tenantId: string): Promise<Card | null>
}

const nothing: Outcome = { say: null }

/** A verified activity becomes a command; the answer becomes what the agent is told. */
export const createInbound = (parts: Parts): Inbound => ({
  async take(activity, tenantId) {
    const agent = await agentOf(parts, activity, tenantId)
    if (activity.type === 'message') return said(parts, agent, activity)
    const install = isPersonal(activity) ? installOf(activity) : null
    if (install === null || !agent) return nothing
    return install === 'came' ? came(parts, agent, activity) : went(parts, agent)
  },

  async press(activity, tenantId) {
    const action = pressedIn(activity)
    if (!action) return null
    const agent = await agentOf(parts, activity, tenantId)
    const words = wordsFor(activity.locale)
    return agent ? act(parts, agent, action) : sayCard(words, words.unknownUser)
  },
})

async function agentOf({ desks }: Parts, activity: Activity, tenantId: string): Promise<Agent | null> {
  const { aadObjectId } = activity.from
  const user = aadObjectId === undefined ? null : await desks.userOf(tenantId, aadObjectId.toLowerCase())
  if (!user) return null
  const { userId, available } = user
  return { tenantId, userId, available, conversationId: activity.conversation.id, words: wordsFor(activity.locale) }
}

const isPersonal = ({ conversation }: Activity): boolean =>
  conversation.conversationType === undefined || conversation.conversationType === 'personal'

async function said(parts: Parts, agent: Agent | null, activity: Activity): Promise<Outcome> {
  const words = wordsFor(activity.locale)
  // What customers write must never be answered where others read along.
  if (!isPersonal(activity)) return { say: textMessage(words.notPersonal) }
  if (!agent) return { say: textMessage(words.unknownUser) }
  await remember(parts, agent, activity)
  const submitted = submittedIn(activity)
  if (!submitted) return { say: await plainReply(parts, agent, activity) }
  const card = await act(parts, agent, submitted)
  return { say: { summary: 'Interact', card } }
}

/** Both events that Teams sends for one install arrive here, and again with each page load of some clients. */
async function came(parts: Parts, agent: Agent, activity: Activity): Promise<Outcome> {
  const known = await parts.desks.find(agent.tenantId, agent.userId)
  const after = () => remember(parts, agent, activity)
  return known?.installed === true
    ? { say: null, after }
    : // Remembered after the welcome, so that a welcome that could not be sent is tried again.
      { say: textMessage(...agent.words.welcome), after }
}

async function went({ desks }: Parts, { tenantId, userId }: Agent): Promise<Outcome> {
  await desks.forget(tenantId, userId)
  return nothing
}

async function remember({ desks }: Parts, { tenantId, userId }: Agent, activity: Activity): Promise<void> {
  const reference = referenceOf(activity)
  const known = await desks.find(tenantId, userId)
  if (known?.installed !== true || !sameReference(known.reference, reference))
    await desks.remember(tenantId, userId, reference)
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
