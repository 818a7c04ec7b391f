import type { Active } from '#core/session/session'
import type { OpenLink } from '../openLink.ts'
import type { Words } from '../words/words.ts'
import { card, subtle, timeOf, type Card } from './adaptive.ts'
import { customerHeader } from './customerHeader.ts'
import { moment } from './moment.ts'
import { button } from './verbs.ts'

/** The session runs: with whom, since when; open or end it. It changes with the state only, never with a line. */
export const activeCard = (session: Active, words: Words, openLink: OpenLink): Card =>
  card(
    words,
    [
      ...moment(session.texts.activeCard, words.active),
      ...customerHeader(session, words),
      subtle(words.activeSince.replace('{time}', timeOf(session.acceptedAt))),
    ],
    [
      { type: 'Action.OpenUrl', title: words.open, url: openLink(session.id) },
      button(words.end, 'end', { sessionId: session.id }, 'destructive'),
    ],
  )
