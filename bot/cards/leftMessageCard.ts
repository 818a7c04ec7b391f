import type { Session } from '#core/session/session'
import type { CardMessage } from './outgoing.ts'
import type { OpenLink } from './deepLink.ts'
import type { Translations } from '../i18n/translations.ts'
import { card, heading, subtle } from './adaptiveCard.ts'
import { customerHeader } from './customerHeader.ts'
import { paragraphs, rich, run } from './customerText.ts'

/** An offline message with a link to the session and the customer's e-mail address. */
export function offlineMessage(
  session: Session,
  message: { text: string; email?: string | undefined },
  translations: Translations,
  openLink: OpenLink,
): CardMessage {
  const email = message.email ?? session.customer.email
  const body = [
    heading(translations.offlineMessage),
    ...customerHeader(session, translations),
    ...(email === null ? [] : [subtle(translations.email), rich(run(email))]),
    ...paragraphs(message.text),
  ]
  return {
    summary: translations.offlineMessage,
    card: card(translations, body, [{ type: 'Action.OpenUrl', title: translations.open, url: openLink(session.id) }]),
  }
}
