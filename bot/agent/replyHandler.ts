import { textContent } from '#core/contract/sessions'
import { messageText } from '#core/contract/text'
import type { Session } from '#core/session/session'
import type { Activity } from '../activity/activity.ts'
import { needsAcceptedCall } from '../cards/callStatus.ts'
import { sessionPickerCard } from '../cards/sessionPickerCard.ts'
import type { CustomerSentence } from '../cards/customerLabel.ts'
import { callCard, cardMessage, note, noteMessage, textMessage } from '../cards/noticeCard.ts'
import { card, plain, type Block } from '../cards/adaptiveCard.ts'
import { commandOrReplyCard, commandsCard, helpCard } from '../cards/commandsCard.ts'
import { leftOutNote } from '../cards/leftOutNote.ts'
import type { Outgoing } from '../cards/outgoing.ts'
import { commandIn, isGreeting, mistypedIn, runCommand } from './chatCommands.ts'
import { saidIn, type Said } from './messageText.ts'
import { messageKey, sessionOfMessage } from './sentMessages.ts'
import { ownSession, type Agent, type AgentHandlerDependencies } from './dependencies.ts'
import { routeReply, type Route } from './replyRouting.ts'

/**
 * Handles a message of an agent in the chat with the bot: a command, or a reply to one customer. Answers a message to
 * the agent, or null if there is nothing to report.
 */
export async function handleReply(
  deps: AgentHandlerDependencies,
  agent: Agent,
  activity: Activity,
): Promise<Outgoing | null> {
  const { translations } = agent
  const written = saidIn(activity)
  const open = await deps.sessions.openOf(agent.tenantId, agent.userId)
  const command = commandIn(written.text)
  if (command && (command.hasSlash || open.length === 0)) return runCommand(deps, agent, command.name)
  const mistyped = mistypedIn(written.text)
  if (mistyped !== null)
    return cardMessage(commandsCard(translations, [plain(translations.noCommand({ command: mistyped }))]))

  const text = messageText.safeParse(written.text)
  const left = written.leftOut.length > 0 ? [leftOutNote(written.leftOut, translations)] : []
  if (written.isTooLong || !text.success) return notWritten(written, left, agent)
  const key = messageKey(agent.tenantId, agent.conversationId, activity.id)
  const ask = (sessions: readonly Session[], sentence: CustomerSentence | null, about: Session | null): Outgoing => ({
    summary: translations.toWhom,
    card: sessionPickerCard(
      {
        sessions,
        text: text.data,
        key,
        why: [...(sentence !== null && about ? [note(sentence, about)] : []), ...left],
      },
      translations,
      deps.openLink,
    ),
  })

  const route = await routeOf(deps, agent, activity, written, open)
  if ('nobody' in route || ('ended' in route && open.length === 0)) return withoutSession(written.text, route, agent)
  if (command && written.quotedId === null) {
    const sessions = 'to' in route ? [route.to] : open
    const typed = { command: command.name, word: text.data, key, sessions, isOnly: open.length === 1 }
    return cardMessage(commandOrReplyCard(typed, translations, left))
  }
  if ('ended' in route) return noteMessage(translations, translations.hasEnded, route.ended)
  if ('ask' in route) return ask(open, translations.hasEnded, route.becauseEnded)

  const { to } = route
  if (needsAcceptedCall(to)) return cardMessage(callCard(translations, translations.takeFirst, to, deps.openLink))
  if (!to.canWrite) return noteMessage(translations, translations.noChat, to, plain(translations.replyNotSent))
  // Stored before the message, so that a second attempt takes the same route even if other sessions have opened since.
  if (to.status === 'active') await noteOwn(deps, agent, activity, to)
  const { tenantId, userId } = agent
  const step = await deps.dispatch({
    kind: 'agentWrites',
    ...{ tenantId, userId, sessionId: to.id, key, content: textContent(text.data), via: 'teams' },
  })
  if (!step.refused)
    return open.length > 1 || left.length > 0 ? noteMessage(translations, translations.sentTo, to, ...left) : null
  if (step.refused.code === 'sessionNotAccepted') return ask([to], translations.acceptFirst, to)
  return step.refused.code === 'sessionEnded'
    ? noteMessage(translations, translations.hasEnded, to)
    : textMessage(translations.notSent)
}

function notWritten({ isTooLong }: Said, left: Block[], { translations }: Agent): Outgoing {
  if (isTooLong) return cardMessage(card(translations, [plain(translations.tooLong), ...left]))
  return left.length > 0 ? cardMessage(card(translations, left)) : textMessage(translations.emptyText)
}

/** A message while no session is open: nothing is sent, and what can be done instead is shown. */
function withoutSession(text: string, route: Route, { translations }: Agent): Outgoing {
  const ended = 'ended' in route ? [note(translations.hasEnded, route.ended)] : []
  return cardMessage(
    isGreeting(text)
      ? helpCard(translations, ended)
      : commandsCard(translations, ended.length > 0 ? ended : [plain(translations.noSession)]),
  )
}

async function routeOf(
  deps: AgentHandlerDependencies,
  agent: Agent,
  activity: Activity,
  { quotedId }: Said,
  open: readonly Session[],
): Promise<Route> {
  const earlier = await sessionOfMessage(deps, agent, activity.id)
  if (earlier) return { to: earlier }
  const conversation = await deps.agentConversations.find(agent.tenantId, agent.userId)
  return routeReply({
    quoted: quotedId === null ? null : ((await sessionOfMessage(deps, agent, quotedId)) ?? 'unknown'),
    open,
    focused: await ownSession(deps, agent, conversation?.focusedSessionId),
    now: deps.now(),
  })
}

const noteOwn = (deps: AgentHandlerDependencies, agent: Agent, activity: Activity, to: Session): Promise<void> =>
  deps.agentConversations.noteMessage(agent.tenantId, {
    sessionId: to.id,
    activityId: activity.id,
    purpose: 'agentReply',
    shownUpTo: null,
  })
