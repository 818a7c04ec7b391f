import type { Ended } from '#core/session/session'
import type { OpenLink } from '../openLink.ts'
import type { PastCalls } from '../pastCalls.ts'
import type { Words } from '../words/words.ts'
import { card, heading, plain, subtle, type Card } from './adaptive.ts'
import { customerHeader } from './customerHeader.ts'
import { firstWordsBlocks } from './firstWordsBlocks.ts'
import { moment } from './moment.ts'

/** What a session that has ended is called, on its card and in the toast: who declined has missed nobody. */
export function endOf(session: Ended, words: Words): string {
  if (session.acceptedAt !== null) return words.ended
  if (session.outcome === 'declined') return words.misses.declined
  return session.modality === 'chat' ? words.missed : words.missedCall
}

/** How a session ended that was taken: in the words of its call, where it ended with one. */
export const endingOf = (session: Ended, calls: PastCalls | null, words: Words): string =>
  calls?.closing ? words.callEnds[calls.closing] : words.endings[session.outcome]

/** What is known of a session beside its state. */
export interface Told {
  firstWords: string | null
  calls: PastCalls | null
}

/** What became of a session: how it ended and how long it took, with nothing to press; or that nobody took it. */
export function endedCard(session: Ended, { firstWords, calls }: Told, words: Words, openLink: OpenLink): Card {
  if (session.acceptedAt === null) return untakenCard(session, firstWords, words, openLink)
  return card(words, [
    ...moment(session.texts.endedCard, endOf(session, words)),
    ...customerHeader(session, words),
    plain(endingOf(session, calls, words)),
    ...(calls && calls.seconds > 0 ? [subtle(filled(words.talked, calls.seconds))] : []),
    subtle(filled(words.duration, Math.max(0, Math.round((session.endedAt - session.acceptedAt) / 1000)))),
  ])
}

/** Nobody took it: what the customer wanted stays, with the way to it. */
function untakenCard(session: Ended, firstWords: string | null, words: Words, openLink: OpenLink): Card {
  const title = endOf(session, words)
  // The text of the direct system messages is for a session that was missed.
  const declined = session.outcome === 'declined'
  return card(
    words,
    [
      ...(declined ? [heading(title)] : moment(session.texts.missedCard, title)),
      ...customerHeader(session, words),
      ...firstWordsBlocks(firstWords, words),
      ...(declined ? [] : [plain(words.misses[session.outcome])]),
    ],
    [{ type: 'Action.OpenUrl', title: words.open, url: openLink(session.id) }],
  )
}

const filled = (duration: string, seconds: number): string =>
  duration.replace('{minutes}', String(Math.floor(seconds / 60))).replace('{seconds}', String(seconds % 60))
