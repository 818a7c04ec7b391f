import type { Session } from '#core/session/session'
import type { OpenLink } from './deepLink.ts'
import type { Translations } from '../i18n/translations.ts'
import type { OpenUrl } from './adaptiveCard.ts'
import { buttonLabel } from './customerLabel.ts'

/** A button that accepts a call. Microphone and camera are in Interact, so it can only open the tab. */
export const acceptCallButton = (session: Session, openLink: OpenLink, title: string): OpenUrl => ({
  ...wayToCall(session, openLink, title),
  style: 'positive',
})

/** Same as `acceptCallButton`, next to buttons for other sessions. */
export const acceptCallButtonOf = (session: Session, openLink: OpenLink, translations: Translations): OpenUrl =>
  wayToCall(session, openLink, translations.acceptCallButtonOf({ customer: buttonLabel(session) }))

const wayToCall = (session: Session, openLink: OpenLink, title: string): OpenUrl => ({
  type: 'Action.OpenUrl',
  title,
  url: openLink(session.id, 'accept'),
})
