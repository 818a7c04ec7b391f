import type { Session } from '#core/session/session'
import type { Words } from '../words/words.ts'
import { card, heading, type Card } from './adaptive.ts'
import { more, newestFirst } from './chooserCard.ts'
import { buttonLabel } from './customerLabel.ts'
import { button } from './verbs.ts'

/** The agent's running sessions, with a button that ends each. */
export const whichToEndCard = (sessions: readonly Session[], words: Words): Card =>
  card(
    words,
    [heading(words.whichToEnd), ...more(sessions, words)],
    newestFirst(sessions).map((session) =>
      button(buttonLabel(session), 'end', { sessionId: session.id }, 'destructive'),
    ),
  )
