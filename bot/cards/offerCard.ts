import type { Ringing, Session } from '#core/session/session'
import type { OpenLink } from '../openLink.ts'
import type { Words } from '../words/words.ts'
import { card, subtle, timeOf, type Action, type Card } from './adaptive.ts'
import { customerHeader } from './customerHeader.ts'
import { firstWordsBlocks } from './firstWordsBlocks.ts'
import { moment } from './moment.ts'
import { takeCall } from './takeCall.ts'
import { button } from './verbs.ts'

/** What an offer is called, on its card and in the toast. */
export const offerTitle = (session: Session, words: Words): string => words.rings[session.modality]

/** A customer rings: who, from which page, with which first words, since when; take it or not. */
export const offerCard = (session: Ringing, firstWords: string | null, words: Words, openLink: OpenLink): Card =>
  card(
    words,
    [
      ...moment(session.texts.incomingCard, offerTitle(session, words)),
      ...customerHeader(session, words),
      ...firstWordsBlocks(firstWords, words),
      subtle(words.waitingSince.replace('{time}', timeOf(session.openedAt))),
    ],
    actionsOf(session, words, openLink),
  )

/** A chat is accepted here and a call in Interact, so that opening it is no third choice. */
function actionsOf(session: Ringing, words: Words, openLink: OpenLink): Action[] {
  const data = { sessionId: session.id }
  const decline = button(words.decline, 'decline', data, 'destructive')
  if (session.call) return [takeCall(session, openLink, words.accept), decline]
  return [
    button(words.accept, 'accept', data, 'positive'),
    decline,
    { type: 'Action.OpenUrl', title: words.open, url: openLink(session.id) },
  ]
}
