import type { Session } from '#core/session/session'
import type { CardMessage, TextMessage } from './outgoing.ts'
import type { Translations } from '../i18n/translations.ts'
import type { OpenLink } from './deepLink.ts'
import { card, type Block, type Card } from './adaptiveCard.ts'
import { sentence as sentenceRuns, type CustomerSentence } from './customerLabel.ts'
import { rich } from './customerText.ts'
import { acceptCallButton } from './acceptCallButton.ts'

/** A card with a sentence of ours that names a customer, and what follows it. */
export const noteCard = (
  translations: Translations,
  sentence: CustomerSentence,
  session: Session,
  ...after: Block[]
): Card => card(translations, [note(sentence, session), ...after])

export const note = (sentence: CustomerSentence, session: Session): Block => rich(...sentenceRuns(sentence, session))

/** Same as `noteCard`, as a message. Its notification does not name the customer. */
export const noteMessage = (
  translations: Translations,
  sentence: CustomerSentence,
  session: Session,
  ...after: Block[]
): CardMessage => cardMessage(noteCard(translations, sentence, session, ...after))

/** A card whose notification says no more than where it comes from. */
export const cardMessage = (card: Card): CardMessage => ({ summary: 'Interact', card })

/** A card with a sentence about a ringing call and a button to accept it. */
export const callCard = (
  translations: Translations,
  sentence: CustomerSentence,
  session: Session,
  openLink: OpenLink,
): Card =>
  card(translations, [note(sentence, session)], [acceptCallButton(session, openLink, translations.acceptCallButton)])

/** A text message with our own sentences only. */
export const textMessage = (...sentences: readonly string[]): TextMessage => ({ text: sentences.join('\n\n') })
