import type { Session } from '#core/session/session'
import type { CardMessage, TextMessage } from './outgoing.ts'
import type { Words } from '../i18n/words.ts'
import type { OpenLink } from './deepLink.ts'
import { card, plain, type Block, type Card } from './adaptiveCard.ts'
import { sentence } from './customerLabel.ts'
import { rich } from './customerText.ts'
import { acceptCallButton } from './acceptCallButton.ts'

/** A card with a sentence of ours that names a customer, and further sentences. */
export const noteCard = (words: Words, template: string, session: Session, ...after: string[]): Card =>
  card(words, [note(template, session), ...after.map(plain)])

export const note = (template: string, session: Session): Block => rich(...sentence(template, session))

/** Same as `noteCard`, as a message. Its notification does not name the customer. */
export const noteMessage = (words: Words, template: string, session: Session, ...after: string[]): CardMessage => ({
  summary: 'Interact',
  card: noteCard(words, template, session, ...after),
})

/** A card with a sentence about a ringing call and a button to accept it. */
export const callCard = (words: Words, template: string, session: Session, openLink: OpenLink): Card =>
  card(words, [note(template, session)], [acceptCallButton(session, openLink, words.acceptCallButton)])

/** A text message with our own sentences only. */
export const textMessage = (...sentences: readonly string[]): TextMessage => ({ text: sentences.join('\n\n') })
