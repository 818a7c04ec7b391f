import type { Ringing } from '#core/session/session'
import type { OpenLink } from '../openLink.ts'
import type { Words } from '../words/words.ts'
import { card, subtle, timeOf, type Card } from './adaptive.ts'
import { customerHeader } from './customerHeader.ts'
import { firstWordsBlocks } from './firstWordsBlocks.ts'
import { moment } from './moment.ts'
import { button } from './verbs.ts'

/** A customer rings: who, from which page, with which first words, since when; take it or not. */
export function offerCard(session: Ringing, firstWords: string | null, words: Words, openLink: OpenLink): Card {
  const data = { sessionId: session.id }
  return card(
    words,
    [
      ...moment(session.texts.incomingCard, words.waiting),
      ...customerHeader(session, words),
      ...firstWordsBlocks(firstWords, words),
      subtle(words.waitingSince.replace('{time}', timeOf(session.openedAt))),
    ],
    [
      button(words.accept, 'accept', data, 'positive'),
      button(words.decline, 'decline', data, 'destructive'),
      { type: 'Action.OpenUrl', title: words.open, url: openLink(session.id) },
    ],
  )
}
