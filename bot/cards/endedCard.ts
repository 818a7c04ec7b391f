import type { Ended } from '#core/session/session'
import type { Words } from '../words/words.ts'
import { card, plain, subtle, type Card } from './adaptive.ts'
import { customerHeader } from './customerHeader.ts'
import { moment } from './moment.ts'

/** What became of a session: how it ended and how long it took, or that it was missed. Nothing to press. */
export function endedCard(session: Ended, words: Words): Card {
  const header = customerHeader(session, words)
  if (session.acceptedAt === null)
    return card(words, [
      ...moment(session.texts.missedCard, words.missed),
      ...header,
      plain(words.misses[session.outcome]),
    ])
  return card(words, [
    ...moment(session.texts.endedCard, words.ended),
    ...header,
    plain(words.endings[session.outcome]),
    subtle(durationOf(session.endedAt - session.acceptedAt, words)),
  ])
}

function durationOf(milliseconds: number, words: Words): string {
  const seconds = Math.max(0, Math.round(milliseconds / 1000))
  return words.duration
    .replace('{minutes}', String(Math.floor(seconds / 60)))
    .replace('{seconds}', String(seconds % 60))
}
