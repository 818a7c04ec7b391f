import { messageLimit } from '#core/contract/text'
import type { Session } from '#core/session/session'
import { needsAcceptedCall, takesReplies } from './callStatus.ts'
import type { OpenLink } from './deepLink.ts'
import type { Translations } from '../i18n/translations.ts'
import { actionLimit, card, heading, plain, type Action, type Block, type Card } from './adaptiveCard.ts'
import { buttonLabel } from './customerLabel.ts'
import { note } from './noticeCard.ts'
import { acceptCallButtonOf } from './acceptCallButton.ts'
import { button } from './cardVerbs.ts'

interface Choice {
  sessions: readonly Session[]
  /** The reply, kept in the card so that the agent need not type it again. */
  text: string
  /** The key of the message, the same for every button. */
  key: string
  /** The reason for the question, shown above it. */
  why?: Block[]
}

/**
 * Asks which session a reply goes to, with a button for each. The reply goes only to the session whose button is
 * pressed.
 */
export function sessionPickerCard(
  { sessions, text, key, why = [] }: Choice,
  translations: Translations,
  openLink: OpenLink,
): Card {
  const choices = sessions.filter((session) => takesReplies(session) || needsAcceptedCall(session))
  return card(
    translations,
    [
      ...why,
      ...(sessions.some(takesReplies) ? question(text, translations) : [plain(translations.replyNotSent)]),
      ...notWritable(sessions, translations),
      ...more(choices, translations),
    ],
    newestFirst(choices).map((session): Action => {
      if (needsAcceptedCall(session)) return acceptCallButtonOf(session, openLink, translations)
      const label = buttonLabel(session)
      const title = session.status === 'ringing' ? translations.acceptAndSend({ customer: label }) : label
      return button(title, 'choose', { sessionId: session.id, messageKey: key })
    }),
  )
}

const question = (text: string, translations: Translations): Block[] => [
  heading(translations.toWhom),
  {
    type: 'Input.Text',
    id: 'text',
    label: translations.yourText,
    value: text,
    isMultiline: true,
    maxLength: messageLimit,
  },
]

/** Explains why an active session has no button. */
export const notWritable = (sessions: readonly Session[], translations: Translations): Block[] =>
  sessions
    .filter((one) => one.status === 'active' && !one.canWrite)
    .map((session) => note(translations.noChat, session))

/** The most recently active sessions first, as many as a card may have buttons. */
export const newestFirst = (sessions: readonly Session[]): Session[] =>
  sessions.toSorted((a, b) => b.lastSpokeAt - a.lastSpokeAt).slice(0, actionLimit)

/** A note if there are more sessions than buttons. */
export const more = (sessions: readonly Session[], translations: Translations, buttons = actionLimit): Block[] =>
  sessions.length > buttons ? [plain(translations.more({ count: sessions.length - buttons }))] : []

/** The agent's active sessions, with a button to end each one. */
export const endPickerCard = (sessions: readonly Session[], translations: Translations): Card =>
  card(
    translations,
    [heading(translations.whichToEnd), ...more(sessions, translations)],
    newestFirst(sessions).map((session) =>
      button(buttonLabel(session), 'end', { sessionId: session.id }, 'destructive'),
    ),
  )
