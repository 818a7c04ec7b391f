import type { Ended, Session } from '#core/session/session'
import type { OpenLink } from './deepLink.ts'
import type { Words } from '../i18n/words.ts'
import { card, heading, plain, subtle, type Card } from './adaptiveCard.ts'
import { customerHeader, firstWordsBlocks } from './customerHeader.ts'
import { formatTime } from './customerText.ts'
import type { SessionEvent } from '#core/contract/sessions'
import type { Sessions } from '#core/session/ports'

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
export interface SessionSummary {
  firstWords: string | null
  calls: PastCalls | null
}

/** What became of a session: how it ended and how long it took, with nothing to press; or that nobody took it. */
export function endedCard(
  session: Ended,
  { firstWords, calls }: SessionSummary,
  words: Words,
  openLink: OpenLink,
): Card {
  if (session.acceptedAt === null) return untakenCard(session, firstWords, words, openLink)
  return card(words, [
    ...formatTime(session.texts.endedCard, endOf(session, words)),
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
      ...(declined ? [heading(title)] : formatTime(session.texts.missedCard, title)),
      ...customerHeader(session, words),
      ...firstWordsBlocks(firstWords, words),
      ...(declined ? [] : [plain(words.misses[session.outcome])]),
    ],
    [{ type: 'Action.OpenUrl', title: words.open, url: openLink(session.id) }],
  )
}

const filled = (duration: string, seconds: number): string =>
  duration.replace('{minutes}', String(Math.floor(seconds / 60))).replace('{seconds}', String(seconds % 60))

type CallEnded = Extract<SessionEvent, { kind: 'callEnded' }>

/** What the calls of an ended session came to. */
interface PastCalls {
  /** How long the two heard each other, in all. */
  seconds: number
  /** How the call ended that the session ended with; null where the session ended by itself. */
  closing: CallEnded['outcome'] | null
}

/** As many events as one answer of the store holds: calls before them are not told. */
const mostEvents = 1000

/** The calls of a session that has ended; null for one without any, or that is not over. */
export async function pastCallsOf(
  sessions: Pick<Sessions, 'eventsAfter'>,
  session: Session,
): Promise<PastCalls | null> {
  if (session.status !== 'ended' || session.acceptedAt === null) return null
  const { tenantId, id: sessionId } = session
  const events = await sessions.eventsAfter(
    { tenantId, sessionId },
    Math.max(0, session.lastSeq - mostEvents),
    mostEvents,
  )
  const calls = events.filter((event) => event.kind === 'callEnded')
  if (calls.length === 0) return null
  const last = calls.at(-1)
  // What one step does happens at one instant: a call that ended before has not ended the session.
  const ending = last && Date.parse(last.at) === session.endedAt && last.outcome !== 'sessionEnded'
  const closing = ending ? last.outcome : null
  return { seconds: calls.reduce((sum, { seconds }) => sum + seconds, 0), closing }
}
