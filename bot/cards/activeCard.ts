import type { Active } from '#core/session/session'
import { callRings } from '../callFacts.ts'
import type { OpenLink } from '../openLink.ts'
import type { Words } from '../words/words.ts'
import { card, plain, subtle, timeOf, type Block, type Card } from './adaptive.ts'
import { customerHeader } from './customerHeader.ts'
import { moment } from './moment.ts'
import { takeCall } from './takeCall.ts'
import { button } from './verbs.ts'

/** The session runs: with whom, since when, in a call or not; open or end it. It changes with the state only, never with a line. */
export const activeCard = (session: Active, words: Words, openLink: OpenLink): Card =>
  card(
    words,
    [
      ...moment(session.texts.activeCard, words.active),
      ...customerHeader(session, words),
      subtle(words.activeSince.replace('{time}', timeOf(session.acceptedAt))),
      ...callBlocks(session, words),
    ],
    [
      ...(callRings(session) ? [takeCall(session, openLink, words.takeCall)] : []),
      { type: 'Action.OpenUrl', title: words.open, url: openLink(session.id) },
      button(words.end, 'end', { sessionId: session.id }, 'destructive'),
    ],
  )

function callBlocks(session: Active, words: Words): Block[] {
  if (session.call?.status === 'started')
    return [plain(words.inCallSince.replace('{time}', timeOf(session.call.startedAt)))]
  return callRings(session) ? [plain(words.callRings)] : []
}
