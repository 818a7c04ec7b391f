import { messageLimit } from '#core/contract/text'
import type { Session } from '#core/session/session'
import { needsAcceptedCall, takesReplies } from './callStatus.ts'
import type { OpenLink } from './deepLink.ts'
import type { Words } from '../i18n/words.ts'
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
export function sessionPickerCard({ sessions, text, key, why = [] }: Choice, words: Words, openLink: OpenLink): Card {
  const choices = sessions.filter((session) => takesReplies(session) || needsAcceptedCall(session))
  return card(
    words,
    [
      ...why,
      ...(sessions.some(takesReplies) ? question(text, words) : [plain(words.replyNotSent)]),
      ...notWritable(sessions, words),
      ...more(choices, words),
    ],
    newestFirst(choices).map((session): Action => {
      if (needsAcceptedCall(session)) return acceptCallButtonOf(session, openLink, words)
      const label = buttonLabel(session)
      const title = session.status === 'ringing' ? words.acceptAndSend.replace('{customer}', () => label) : label
      return button(title, 'choose', { sessionId: session.id, messageKey: key })
    }),
  )
}

const question = (text: string, words: Words): Block[] => [
  heading(words.toWhom),
  {
    type: 'Input.Text',
    id: 'text',
    label: words.yourText,
    value: text,
    isMultiline: true,
    maxLength: messageLimit,
  },
]

/** Explains why an active session has no button. */
export const notWritable = (sessions: readonly Session[], words: Words): Block[] =>
  sessions.filter((one) => one.status === 'active' && !one.canWrite).map((session) => note(words.noChat, session))

/** The most recently active sessions first, as many as a card may have buttons. */
export const newestFirst = (sessions: readonly Session[]): Session[] =>
  sessions.toSorted((a, b) => b.lastSpokeAt - a.lastSpokeAt).slice(0, actionLimit)

/** A note if there are more sessions than buttons. */
export const more = (sessions: readonly Session[], words: Words, buttons = actionLimit): Block[] =>
  sessions.length > buttons ? [plain(words.more.replace('{count}', String(sessions.length - buttons)))] : []

/** The agent's active sessions, with a button to end each one. */
export const endPickerCard = (sessions: readonly Session[], words: Words): Card =>
  card(
    words,
    [heading(words.whichToEnd), ...more(sessions, words)],
    newestFirst(sessions).map((session) =>
      button(buttonLabel(session), 'end', { sessionId: session.id }, 'destructive'),
    ),
  )
