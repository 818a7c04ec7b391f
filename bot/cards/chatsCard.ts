import type { Session } from '#core/session/session'
import { callRings, inCall } from './callStatus.ts'
import type { OpenLink } from './deepLink.ts'
import type { Translations } from '../i18n/translations.ts'
import { actionLimit, card, heading, type Action, type Card } from './adaptiveCard.ts'
import { more, newestFirst, notWritable } from './sessionPickerCard.ts'
import { buttonLabel } from './customerLabel.ts'
import { note } from './noticeCard.ts'
import { acceptCallButtonOf } from './acceptCallButton.ts'
import { button } from './cardVerbs.ts'

/** The agent's open sessions, with a button for each one that accepts replies and a link to each ringing call. */
export function chatsCard(
  open: readonly Session[],
  focused: Session | null,
  translations: Translations,
  openLink: OpenLink,
): Card {
  const active = open.filter(({ status }) => status === 'active')
  const writable = active.filter(({ canWrite }) => canWrite)
  const take = newestFirst(open.filter(callRings)).map((one): Action => acceptCallButtonOf(one, openLink, translations))
  const choose = newestFirst(writable).map((one) => button(buttonLabel(one), 'reply', { sessionId: one.id }))
  return card(
    translations,
    [
      heading(translations.openSessions),
      ...active.filter(inCall).map((one) => note(translations.inCall, one)),
      ...(focused ? [note(translations.repliesGoTo, focused)] : []),
      ...notWritable(active, translations),
      ...more(writable, translations, actionLimit - take.length),
    ],
    [...take, ...choose],
  )
}
