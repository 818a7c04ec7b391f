import type { Session } from '#core/session/session'
import { callRings, inCall } from './callStatus.ts'
import type { OpenLink } from './deepLink.ts'
import type { Words } from '../i18n/words.ts'
import { actionLimit, card, heading, type Action, type Card } from './adaptiveCard.ts'
import { more, newestFirst, notWritable } from './sessionPickerCard.ts'
import { buttonLabel } from './customerLabel.ts'
import { note } from './noticeCard.ts'
import { acceptCallButtonOf } from './acceptCallButton.ts'
import { button } from './cardVerbs.ts'

/** The agent's open sessions, with a button for each one that accepts replies and a link to each ringing call. */
export function chatsCard(open: readonly Session[], focused: Session | null, words: Words, openLink: OpenLink): Card {
  const active = open.filter(({ status }) => status === 'active')
  const writable = active.filter(({ canWrite }) => canWrite)
  const take = newestFirst(open.filter(callRings)).map((one): Action => acceptCallButtonOf(one, openLink, words))
  const choose = newestFirst(writable).map((one) => button(buttonLabel(one), 'reply', { sessionId: one.id }))
  return card(
    words,
    [
      heading(words.openSessions),
      ...active.filter(inCall).map((one) => note(words.inCall, one)),
      ...(focused ? [note(words.repliesGoTo, focused)] : []),
      ...notWritable(active, words),
      ...more(writable, words, actionLimit - take.length),
    ],
    [...take, ...choose],
  )
}
