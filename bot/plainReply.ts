import { lineLimit, lineText } from '#core/contract/text'
import type { Session } from '#core/session/session'
import type { Activity } from './activity.ts'
import { mustBeTaken } from './callFacts.ts'
import { chooserCard } from './cards/chooserCard.ts'
import { callCard, note, noteMessage, textMessage } from './cards/noteMessage.ts'
import type { Outgoing } from './channel.ts'
import { commandIn, mistypedIn, runCommand } from './commands.ts'
import { lineKey } from './lineKey.ts'
import { saidIn, type Said } from './messageText.ts'
import { ownSession } from './ownSession.ts'
import type { Agent, Parts } from './parts.ts'
import { routeReply, type Route } from './routing.ts'

/** What an agent wrote in the bot's chat: a command, or a line for one customer. Answers what the agent must know. */
export async function plainReply(parts: Parts, agent: Agent, activity: Activity): Promise<Outgoing | null> {
  const { words } = agent
  const said = saidIn(activity)
  const open = await parts.sessions.openOf(agent.tenantId, agent.userId)
  const command = commandIn(said.text, open.length === 0)
  if (command) return runCommand(parts, agent, command)
  const mistyped = mistypedIn(said.text)
  if (mistyped !== null) return textMessage(words.noCommand.replace('{command}', () => mistyped))

  const text = lineText.safeParse(said.text)
  if (!text.success) return textMessage(whyNoLine(said, agent))
  const key = lineKey(agent.tenantId, agent.conversationId, activity.id)
  const left = said.hasAttachments ? [words.attachmentsNotSent] : []
  const ask = (sessions: readonly Session[], template: string | null, about: Session | null): Outgoing => ({
    summary: words.toWhom,
    card: chooserCard(
      { sessions, text: text.data, key, why: template !== null && about ? [note(template, about)] : [] },
      words,
      parts.openLink,
    ),
  })

  const route = await routeOf(parts, agent, activity, said, open)
  if ('nobody' in route) return textMessage(words.noSession)
  if ('ended' in route) return noteMessage(words, words.hasEnded, route.ended)
  if ('ask' in route) return ask(open, words.hasEnded, route.becauseEnded)

  const { to } = route
  if (mustBeTaken(to)) return { summary: 'Interact', card: callCard(words, words.takeFirst, to, parts.openLink) }
  if (!to.canWrite) return noteMessage(words, words.noChat, to, words.replyNotSent)
  // Noted before the line is stored: a second try of this message must take the same way, whatever opened since.
  if (to.status === 'active') await noteOwn(parts, agent, activity, to)
  const { tenantId, userId } = agent
  const step = await parts.handle({
    kind: 'agentSays',
    ...{ tenantId, userId, sessionId: to.id, key, text: text.data, via: 'teams' },
  })
  if (!step.refused) return open.length > 1 || left.length > 0 ? noteMessage(words, words.sentTo, to, ...left) : null
  if (step.refused.code === 'sessionNotAccepted') return ask([to], words.acceptFirst, to)
  return step.refused.code === 'sessionEnded' ? noteMessage(words, words.hasEnded, to) : textMessage(words.notSent)
}

function whyNoLine({ text, hasAttachments }: Said, { words }: Agent): string {
  if (text.length > lineLimit) return words.tooLong
  return hasAttachments ? words.attachmentsNotSent : words.emptyText
}

async function routeOf(
  parts: Parts,
  agent: Agent,
  activity: Activity,
  { quotedId }: Said,
  open: readonly Session[],
): Promise<Route> {
  const earlier = await sessionOfMessage(parts, agent, activity.id)
  if (earlier) return { to: earlier }
  const desk = await parts.desks.find(agent.tenantId, agent.userId)
  return routeReply({
    quoted: quotedId === null ? null : ((await sessionOfMessage(parts, agent, quotedId)) ?? 'unknown'),
    open,
    focused: await ownSession(parts, agent, desk?.focusedSessionId),
    now: parts.now(),
  })
}

async function sessionOfMessage(parts: Parts, agent: Agent, activityId: string): Promise<Session | null> {
  const message = await parts.desks.messageOf(agent.tenantId, activityId, agent.userId)
  return ownSession(parts, agent, message?.sessionId)
}

const noteOwn = (parts: Parts, agent: Agent, activity: Activity, to: Session): Promise<void> =>
  parts.desks.noteMessage(agent.tenantId, {
    sessionId: to.id,
    activityId: activity.id,
    purpose: 'message',
  })
