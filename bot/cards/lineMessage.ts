import type { Session } from '#core/session/session'
import type { CardMessage } from '../channel.ts'
import type { Words } from '../words/words.ts'
import { card } from './adaptive.ts'
import { hostOf, tagOf } from './customerLabel.ts'
import { clipped, paragraphs, rich, run } from './customerText.ts'
import { button } from './verbs.ts'

interface Said {
  texts: readonly string[]
  /** What the agent wrote elsewhere right before, which the texts may answer. */
  reply: string | null
  range: { from: number; to: number }
}

const longestReply = 200

/** What a customer wrote, one or more lines in order. *Reply* sends the agent's next replies there. */
export function lineMessage(session: Session, { texts, reply, range }: Said, words: Words): CardMessage {
  const small = { isSubtle: true, size: 'Small' } as const
  const body = [
    rich(run(session.customer.name, { weight: 'Bolder' })),
    rich(run(`${tagOf(session)} · ${hostOf(session)}`, small)),
    ...(reply === null ? [] : [rich(run(`${words.youInInteract} ${clipped(reply, longestReply)}`, small))]),
    ...texts.flatMap((text) => paragraphs(text)),
  ]
  return {
    summary: words.wrote,
    card: card(words, body, [button(words.reply, 'reply', { sessionId: session.id, lines: range })]),
  }
}
