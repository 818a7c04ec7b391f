import { lineText } from '#core/contract/text'
import type { Step } from '#core/session/command'
import { mustBeTaken } from '../cards/callStatus.ts'
import { card, plain, type Card } from '../cards/adaptiveCard.ts'
import { chooserCard } from '../cards/sessionPickerCard.ts'
import { lineMessage, consoleReplyBefore } from '../cards/messageCard.ts'
import { callCard, note, noteCard } from '../cards/noticeCard.ts'
import { sessionCard } from '../cards/sessionCard.ts'
import type { CardAction } from '../cards/cardVerbs.ts'
import { ownSession, type Agent, type Parts } from './dependencies.ts'
import { pastCallsOf } from '../cards/endedCard.ts'
import type { Words } from '../i18n/words.ts'

/** As many events as one answer of the store holds. */
const mostEvents = 1000

/** The first words are among these, if there are any. */
const amongFirst = { from: 1, to: 10 }

type Of<V extends CardAction['verb']> = Extract<CardAction, { verb: V }>

/** What a button does, and the card that takes the place of the one it stands on. */
export async function act(parts: Parts, agent: Agent, action: CardAction): Promise<Card> {
  const addressed = { tenantId: agent.tenantId, userId: agent.userId, sessionId: action.sessionId }
  switch (action.verb) {
    case 'accept':
      return stateAfter(parts, agent, action, await parts.handle({ kind: 'agentAccepts', ...addressed }))
    case 'decline':
      return stateAfter(parts, agent, action, await parts.handle({ kind: 'agentDeclines', ...addressed }))
    case 'end':
      return stateAfter(parts, agent, action, await parts.handle({ kind: 'agentEnds', ...addressed }))
    case 'reply':
      return focus(parts, agent, action)
    case 'choose':
      return choose(parts, agent, action)
  }
}

type Lines = Pick<Of<'reply'>, 'sessionId' | 'lines'>

export const sayCard = (words: Words, text: string): Card => card(words, [plain(text)])

/** The session's card as it is now, also where the button came too late. */
async function stateAfter(parts: Parts, agent: Agent, { sessionId }: CardAction, step: Step): Promise<Card> {
  const session = step.refused ? await ownSession(parts, agent, sessionId) : step.session
  if (!session) return sayCard(agent.words, agent.words.notThere)
  const [firstWords = null] = await linesOf(parts, agent, { sessionId, lines: amongFirst })
  const calls = await pastCallsOf(parts.sessions, session)
  return sessionCard(session, { firstWords, calls }, agent.words, parts.openLink)
}

/** From here on plain replies go to this customer. A customer's line stays readable on its card. */
async function focus(parts: Parts, agent: Agent, action: Of<'reply'>): Promise<Card> {
  const { words } = agent
  const session = await ownSession(parts, agent, action.sessionId)
  if (!session) return sayCard(words, words.notThere)
  if (mustBeTaken(session)) return callCard(words, words.wantsCall, session, parts.openLink)
  if (!session.canWrite) return noteCard(words, words.noChat, session)
  if (session.status === 'active') await parts.desks.focus(agent.tenantId, agent.userId, session.id)
  const template = { ringing: words.acceptFirst, active: words.repliesGoTo, ended: words.endedWith }[session.status]
  const texts = await linesOf(parts, agent, action)
  if (texts.length === 0 || !action.lines) return noteCard(words, template, session)
  const reply = await consoleReplyBefore(parts.sessions, session, action.lines.from)
  const { card: line } = lineMessage(session, { texts, reply, range: action.lines }, words)
  return { ...line, body: [...line.body, note(template, session)] }
}

async function linesOf({ sessions }: Parts, { tenantId }: Agent, { sessionId, lines }: Lines) {
  if (!lines) return []
  const { from, to } = lines
  const events = await sessions.eventsAfter(
    { tenantId, sessionId },
    from - 1,
    Math.max(0, Math.min(to - from + 1, mostEvents)),
  )
  return events.flatMap((event) => (event.kind === 'line' && event.from === 'customer' ? [event.text] : []))
}

/** One reply to the customer whose button was pressed. */
async function choose(parts: Parts, agent: Agent, action: Of<'choose'>): Promise<Card> {
  const { words, tenantId, userId } = agent
  const text = lineText.safeParse(action.text.trim())
  const to = await ownSession(parts, agent, action.sessionId)
  if (!to) return sayCard(words, words.notThere)
  const earlier = await parts.desks.messageOf(tenantId, action.lineKey, userId)
  const taken = await ownSession(parts, agent, earlier?.sessionId)
  if (taken && taken.id !== to.id) return noteCard(words, words.sentTo, taken)
  if (!text.success) return askAgain(parts, agent, action, [plain(words.emptyText)])

  if (mustBeTaken(to)) return callCard(words, words.takeFirst, to, parts.openLink)
  const addressed = { tenantId, userId, sessionId: to.id }
  if (to.status === 'ringing') await parts.handle({ kind: 'agentAccepts', ...addressed })
  const step = await parts.handle({
    kind: 'agentSays',
    ...addressed,
    key: action.lineKey,
    text: text.data,
    via: 'teams',
  })
  if (step.refused) {
    const why = step.refused.code === 'sessionEnded' ? note(words.hasEnded, to) : plain(words.notSent)
    return askAgain(parts, agent, action, [why])
  }
  await parts.desks.noteMessage(tenantId, { sessionId: to.id, activityId: action.lineKey, purpose: 'message' })
  return noteCard(words, words.sentTo, to)
}

/** The chooser again, for those who are left; the text stays in it. */
async function askAgain(parts: Parts, agent: Agent, action: Of<'choose'>, why: Card['body']): Promise<Card> {
  const sessions = await parts.sessions.openOf(agent.tenantId, agent.userId)
  if (sessions.length === 0) return card(agent.words, why)
  return chooserCard({ sessions, text: action.text, key: action.lineKey, why }, agent.words, parts.openLink)
}
