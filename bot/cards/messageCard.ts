import type { Session } from '#core/session/session'
import type { CardMessage } from './outgoing.ts'
import type { Translations } from '../i18n/translations.ts'
import { card } from './adaptiveCard.ts'
import { hostOf, tagOf } from './customerLabel.ts'
import { clipped, paragraphs, rich, run } from './customerText.ts'
import { button } from './cardVerbs.ts'
import type { Sessions } from '#core/session/ports'

interface Said {
  texts: readonly string[]
  /** The agent's previous reply from the tab, which the texts may answer. */
  reply: string | null
  range: { from: number; to: number }
}

const longestReply = 200

/** One or more messages of a customer, in order. *Reply* sends the agent's next replies to that customer. */
export function messageCard(session: Session, { texts, reply, range }: Said, translations: Translations): CardMessage {
  const small = { isSubtle: true, size: 'Small' } as const
  const body = [
    rich(run(session.customer.name, { weight: 'Bolder' })),
    rich(run(`${tagOf(session)} · ${hostOf(session)}`, small)),
    ...(reply === null ? [] : [rich(run(`${translations.youInInteract} ${clipped(reply, longestReply)}`, small))]),
    ...texts.flatMap((text) => paragraphs(text)),
  ]
  return {
    summary: translations.wrote,
    card: card(translations, body, [button(translations.reply, 'reply', { sessionId: session.id, messages: range })]),
  }
}

/** Number of events to search: between two messages there are only a few delivery and read events. */
const lookBack = 20

/**
 * The agent's reply from the tab right before a message; null if the previous message is from the customer or was sent
 * from this chat. Without it, the agent could not see here what the message answers.
 */
export async function consoleReplyBefore(
  sessions: Pick<Sessions, 'eventsAfter'>,
  { tenantId, id }: Session,
  seq: number,
): Promise<string | null> {
  const from = Math.max(0, seq - 1 - lookBack)
  const events = await sessions.eventsAfter({ tenantId, sessionId: id }, from, seq - 1 - from)
  const before = events.findLast((event) => event.kind === 'message')
  return before?.kind === 'message' && before.from === 'agent' && before.via === 'console' ? before.content.text : null
}
