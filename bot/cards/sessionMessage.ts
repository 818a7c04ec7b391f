import type { Session } from '#core/session/session'
import type { CardMessage } from '../channel.ts'
import { callRings } from '../callFacts.ts'
import type { OpenLink } from '../openLink.ts'
import type { Words } from '../words/words.ts'
import { activeCard } from './activeCard.ts'
import type { Card } from './adaptive.ts'
import { endedCard, endOf, type Told } from './endedCard.ts'
import { offerCard, offerTitle } from './offerCard.ts'

/** The one card of a session, as its state asks for it now. */
export function sessionCard(session: Session, told: Told, words: Words, openLink: OpenLink): Card {
  switch (session.status) {
    case 'ringing':
      return offerCard(session, told.firstWords, words, openLink)
    case 'active':
      return activeCard(session, words, openLink)
    case 'ended':
      return endedCard(session, told, words, openLink)
  }
}

const toast = (session: Session, words: Words): string => {
  if (session.status === 'ringing') return offerTitle(session, words)
  if (session.status === 'active') return callRings(session) ? words.callRings : words.active
  return endOf(session, words)
}

export function sessionMessage(session: Session, told: Told, words: Words, openLink: OpenLink): CardMessage {
  return { summary: toast(session, words), card: sessionCard(session, told, words, openLink) }
}
