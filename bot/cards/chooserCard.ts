import { lineLimit } from '#core/contract/text'
import type { Session } from '#core/session/session'
import type { Words } from '../words/words.ts'
import { actionLimit, card, heading, plain, type Block, type Card } from './adaptive.ts'
import { buttonLabel } from './customerLabel.ts'
import { button } from './verbs.ts'

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
export function chooserCard({ sessions, text, key, why = [] }: Choice, words: Words): Card {
  return card(
    words,
    [
      ...why,
      heading(words.toWhom),
      {
        type: 'Input.Text',
        id: 'text',
        label: words.yourText,
        value: text,
        isMultiline: true,
        maxLength: lineLimit,
      },
      ...more(sessions, words),
    ],
    newestFirst(sessions).map((session) => {
      const label = buttonLabel(session)
      const title = session.status === 'ringing' ? words.acceptAndSend.replace('{customer}', () => label) : label
      return button(title, 'choose', { sessionId: session.id, lineKey: key })
    }),
  )
}

/** Those who spoke last come first, as many as a card may have buttons. */
export const newestFirst = (sessions: readonly Session[]): Session[] =>
  sessions.toSorted((a, b) => b.lastSpokeAt - a.lastSpokeAt).slice(0, actionLimit)

/** Says so where there are more sessions than buttons. */
export const more = (sessions: readonly Session[], words: Words): Block[] =>
  sessions.length > actionLimit ? [plain(words.more.replace('{count}', String(sessions.length - actionLimit)))] : []
