import { messageLimit } from '#core/contract/text'
import type { Session } from '#core/session/session'
import { mustBeTaken, takesReplies } from './callStatus.ts'
import type { OpenLink } from './deepLink.ts'
import type { Words } from '../i18n/words.ts'
import { actionLimit, card, heading, plain, type Action, type Block, type Card } from './adaptiveCard.ts'
import { buttonLabel } from './customerLabel.ts'
import { note } from './noticeCard.ts'
import { acceptCallButtonOf } from './acceptCallButton.ts'
import { button } from './cardVerbs.ts'

interface Choice {
  sessions: readonly Session[]
  /** The reply, kept in the card so that nothing must be typed again. */
  text: string
  /** The key of the line that the reply becomes, whichever button is pressed. */
  key: string
  /** Why it is asked, above the question. */
  why?: Block[]
}

/** "To whom?": a button to each session. The reply goes where the agent presses and nowhere else. */
export function sessionPickerCard({ sessions, text, key, why = [] }: Choice, words: Words, openLink: OpenLink): Card {
  const choices = sessions.filter((session) => takesReplies(session) || mustBeTaken(session))
  return card(
    words,
    [
      ...why,
      ...(sessions.some(takesReplies) ? question(text, words) : [plain(words.replyNotSent)]),
      ...notWritable(sessions, words),
      ...more(choices, words),
    ],
    newestFirst(choices).map((session): Action => {
      if (mustBeTaken(session)) return acceptCallButtonOf(session, openLink, words)
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

/** Why there is no button to a session that runs. */
export const notWritable = (sessions: readonly Session[], words: Words): Block[] =>
  sessions.filter((one) => one.status === 'active' && !one.canWrite).map((session) => note(words.noChat, session))

/** Those who spoke last come first, as many as a card may have buttons. */
export const newestFirst = (sessions: readonly Session[]): Session[] =>
  sessions.toSorted((a, b) => b.lastSpokeAt - a.lastSpokeAt).slice(0, actionLimit)

/** Says so where there are more sessions than buttons. */
export const more = (sessions: readonly Session[], words: Words, buttons = actionLimit): Block[] =>
  sessions.length > buttons ? [plain(words.more.replace('{count}', String(sessions.length - buttons)))] : []

/** The agent's running sessions, with a button that ends each. */
export const endPickerCard = (sessions: readonly Session[], words: Words): Card =>
  card(
    words,
    [heading(words.whichToEnd), ...more(sessions, words)],
    newestFirst(sessions).map((session) =>
      button(buttonLabel(session), 'end', { sessionId: session.id }, 'destructive'),
    ),
  )
