import type { Session } from '#core/session/session'
import type { Outgoing } from '../channel.ts'
import type { Words } from '../words/words.ts'
import { card, type Card } from './adaptive.ts'
import { hostOf, tagOf } from './customerLabel.ts'
import { paragraphs, rich, run } from './customerText.ts'
import { button } from './verbs.ts'

/** What a customer wrote, one or more lines in order. *Reply* sends the agent's next replies there. */
export function lineMessage(
  session: Session,
  texts: readonly string[],
  lines: { from: number; to: number } | undefined,
  words: Words,
): Outgoing & { card: Card } {
  const body = [
    rich(run(session.customer.name, { weight: 'Bolder' })),
    rich(run(`${tagOf(session)} · ${hostOf(session)}`, { isSubtle: true, size: 'Small' })),
    ...texts.flatMap((text) => paragraphs(text)),
  ]
  return {
    text: words.wrote,
    summary: words.wrote,
    card: card(words, body, [button(words.reply, 'reply', { sessionId: session.id, ...(lines ? { lines } : {}) })]),
  }
}
