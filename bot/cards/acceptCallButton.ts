import type { Session } from '#core/session/session'
import type { OpenLink } from './deepLink.ts'
import type { Words } from '../i18n/words.ts'
import type { OpenUrl } from './adaptiveCard.ts'
import { buttonLabel } from './customerLabel.ts'

/** Takes the call: microphone and camera are in Interact, so a press here can only lead there. */
export const acceptCallButton = (session: Session, openLink: OpenLink, title: string): OpenUrl => ({
  ...wayToCall(session, openLink, title),
  style: 'positive',
})

/** The same among buttons to other sessions. */
export const acceptCallButtonOf = (session: Session, openLink: OpenLink, words: Words): OpenUrl =>
  wayToCall(
    session,
    openLink,
    words.acceptCallButtonOf.replace('{customer}', () => buttonLabel(session)),
  )

const wayToCall = (session: Session, openLink: OpenLink, title: string): OpenUrl => ({
  type: 'Action.OpenUrl',
  title,
  url: openLink(session.id, 'take'),
})
