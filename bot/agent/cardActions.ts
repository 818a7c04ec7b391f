import { textContent } from '#core/contract/sessions'
import { messageText } from '#core/contract/text'
import { needsAcceptedCall } from '../cards/callStatus.ts'
import { card, plain, type Card } from '../cards/adaptiveCard.ts'
import { sessionPickerCard } from '../cards/sessionPickerCard.ts'
import { messageCard, consoleReplyBefore } from '../cards/messageCard.ts'
import { callCard, note, noteCard } from '../cards/noticeCard.ts'
import { sessionCard } from '../cards/sessionCard.ts'
import type { CardAction } from '../cards/cardVerbs.ts'
import { ownSession, type Agent, type AgentHandlerDependencies } from './dependencies.ts'
import { pressCommand } from './chatCommands.ts'
import { pastCallsOf } from '../cards/endedCard.ts'
import type { Translations } from '../i18n/translations.ts'

/** The most events that one read of the store returns. */
const mostEvents = 1000

/** The customer's first message is among these events, if there is one. */
const amongFirst = { from: 1, to: 10 }

type Of<V extends CardAction['verb']> = Extract<CardAction, { verb: V }>

/** Performs a card action and answers the card that replaces the pressed one. */
export async function performCardAction(
  deps: AgentHandlerDependencies,
  agent: Agent,
  action: CardAction,
): Promise<Card> {
  switch (action.verb) {
    case 'accept':
    case 'decline':
    case 'end':
      return changeState(deps, agent, action)
    case 'reply':
      return focus(deps, agent, action)
    case 'choose':
      return choose(deps, agent, action)
    case 'command':
      return pressCommand(deps, agent, action.command)
  }
}

type MessageRange = Pick<Of<'reply'>, 'sessionId' | 'messages'>

export const sayCard = (translations: Translations, text: string): Card => card(translations, [plain(text)])

const commandKinds = { accept: 'agentAccepts', decline: 'agentDeclines', end: 'agentEnds' } as const

/** Answers the current card of the session, even if the action was refused because it came too late. */
async function changeState(
  deps: AgentHandlerDependencies,
  agent: Agent,
  { verb, sessionId }: Of<keyof typeof commandKinds>,
): Promise<Card> {
  const { tenantId, userId } = agent
  const step = await deps.dispatch({ kind: commandKinds[verb], tenantId, userId, sessionId })
  const session = step.refused ? await ownSession(deps, agent, sessionId) : step.session
  if (!session) return sayCard(agent.translations, agent.translations.notThere)
  const [firstWords = null] = await messagesOf(deps, agent, { sessionId, messages: amongFirst })
  const calls = await pastCallsOf(deps.sessions, session)
  return sessionCard(session, { firstWords, calls }, agent.translations, deps.openLink)
}

/** Sends the next plain replies to this customer. The customer's message stays readable on its card. */
async function focus(deps: AgentHandlerDependencies, agent: Agent, action: Of<'reply'>): Promise<Card> {
  const { translations } = agent
  const session = await ownSession(deps, agent, action.sessionId)
  if (!session) return sayCard(translations, translations.notThere)
  if (needsAcceptedCall(session)) return callCard(translations, translations.wantsCall, session, deps.openLink)
  if (!session.canWrite) return noteCard(translations, translations.noChat, session)
  if (session.status === 'active') await deps.agentConversations.focus(agent.tenantId, agent.userId, session.id)
  const sentence = {
    ringing: translations.acceptFirst,
    active: translations.repliesGoTo,
    ended: translations.endedWith,
  }[session.status]
  const texts = await messagesOf(deps, agent, action)
  if (texts.length === 0 || !action.messages) return noteCard(translations, sentence, session)
  const reply = await consoleReplyBefore(deps.sessions, session, action.messages.from)
  const { card: message } = messageCard(session, { texts, reply, range: action.messages }, translations)
  return { ...message, body: [...message.body, note(sentence, session)] }
}

async function messagesOf(
  { sessions }: AgentHandlerDependencies,
  { tenantId }: Agent,
  { sessionId, messages }: MessageRange,
) {
  if (!messages) return []
  const { from, to } = messages
  const events = await sessions.eventsAfter(
    { tenantId, sessionId },
    from - 1,
    Math.max(0, Math.min(to - from + 1, mostEvents)),
  )
  return events.flatMap((event) => (event.kind === 'message' && event.from === 'customer' ? [event.content.text] : []))
}

/** Sends one reply to the customer whose button was pressed. */
async function choose(deps: AgentHandlerDependencies, agent: Agent, action: Of<'choose'>): Promise<Card> {
  const { translations, tenantId, userId } = agent
  const text = messageText.safeParse(action.text.trim())
  const to = await ownSession(deps, agent, action.sessionId)
  if (!to) return sayCard(translations, translations.notThere)
  const earlier = await deps.agentConversations.messageOf(tenantId, action.messageKey, userId)
  const taken = await ownSession(deps, agent, earlier?.sessionId)
  if (taken && taken.id !== to.id) return noteCard(translations, translations.sentTo, taken)
  if (!text.success) return askAgain(deps, agent, action, [plain(translations.emptyText)])

  if (needsAcceptedCall(to)) return callCard(translations, translations.takeFirst, to, deps.openLink)
  const addressed = { tenantId, userId, sessionId: to.id }
  if (to.status === 'ringing') await deps.dispatch({ kind: 'agentAccepts', ...addressed })
  const step = await deps.dispatch({
    kind: 'agentWrites',
    ...addressed,
    key: action.messageKey,
    content: textContent(text.data),
    via: 'teams',
  })
  if (step.refused) {
    const why = step.refused.code === 'sessionEnded' ? note(translations.hasEnded, to) : plain(translations.notSent)
    return askAgain(deps, agent, action, [why])
  }
  await deps.agentConversations.noteMessage(tenantId, {
    sessionId: to.id,
    activityId: action.messageKey,
    purpose: 'agentReply',
    shownUpTo: null,
  })
  return noteCard(translations, translations.sentTo, to)
}

/** The session picker again, with the remaining sessions and the same text. */
async function askAgain(
  deps: AgentHandlerDependencies,
  agent: Agent,
  action: Of<'choose'>,
  why: Card['body'],
): Promise<Card> {
  const sessions = await deps.sessions.openOf(agent.tenantId, agent.userId)
  if (sessions.length === 0) return card(agent.translations, why)
  return sessionPickerCard(
    { sessions, text: action.text, key: action.messageKey, why },
    agent.translations,
    deps.openLink,
  )
}
