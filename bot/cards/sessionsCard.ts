import type { Session } from '#core/session/session'
import type { Words } from '../words/words.ts'
import { card, heading, type Card } from './adaptive.ts'
import { more, newestFirst } from './chooserCard.ts'
import { buttonLabel } from './customerLabel.ts'
import { note } from './noteMessage.ts'
import { button } from './verbs.ts'

/** The agent's open sessions, with a button to each: `reply` chooses where replies go, `end` ends. */
export const sessionsCard = (
  sessions: readonly Session[],
  verb: 'reply' | 'end',
  focused: Session | null,
  words: Words,
): Card =>
  card(
    words,
    [
      heading(verb === 'end' ? words.whichToEnd : words.openSessions),
      ...(focused ? [note(words.repliesGoTo, focused)] : []),
      ...more(sessions, words),
    ],
    newestFirst(sessions).map((session) =>
      button(buttonLabel(session), verb, { sessionId: session.id }, verb === 'end' ? 'destructive' : undefined),
    ),
  )
