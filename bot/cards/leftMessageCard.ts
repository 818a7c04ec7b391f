import type { Session } from '#core/session/session'
import type { CardMessage } from './outgoing.ts'
import type { OpenLink } from './deepLink.ts'
import type { Words } from '../i18n/words.ts'
import { card, heading, subtle } from './adaptiveCard.ts'
import { customerHeader } from './customerHeader.ts'
import { paragraphs, rich, run } from './customerText.ts'

/** An offline message with a link to the session and the customer's e-mail address. */
export function offlineMessage(
  session: Session,
  message: { text: string; email?: string | undefined },
  words: Words,
  openLink: OpenLink,
): CardMessage {
  const email = message.email ?? session.customer.email
  const body = [
    heading(words.offlineMessage),
    ...customerHeader(session, words),
    ...(email === null ? [] : [subtle(words.email), rich(run(email))]),
    ...paragraphs(message.text),
  ]
  return {
    summary: words.offlineMessage,
    card: card(words, body, [{ type: 'Action.OpenUrl', title: words.open, url: openLink(session.id) }]),
  }
}
