import type { Ended, Session } from '#core/session/session'
import type { OpenLink } from './deepLink.ts'
import type { Words } from '../i18n/words.ts'
import { card, heading, plain, subtle, type Card } from './adaptiveCard.ts'
import { customerHeader, firstWordsBlocks } from './customerHeader.ts'
import { titleBlocks } from './customerText.ts'
import type { SessionEvent } from '#core/contract/sessions'
import type { Sessions } from '#core/session/ports'

/**
 * The title of an ended session, on its card and in the notification. An agent who declines has not missed the
 * customer.
 */
export function endOf(session: Ended, words: Words): string {
  if (session.acceptedAt !== null) return words.ended
  if (session.outcome === 'declined') return words.misses.declined
  return session.modality === 'chat' ? words.missed : words.missedCall
}

/** How an accepted session ended; described by its call if the session ended with one. */
export const endingOf = (session: Ended, calls: PastCalls | null, words: Words): string =>
  calls?.closing ? words.callEnds[calls.closing] : words.endings[session.outcome]

/** Data of a session in addition to its state. */
export interface SessionSummary {
  firstWords: string | null
  calls: PastCalls | null
}

/** The card of an ended session: how it ended and how long it took, without buttons; or that it was not accepted. */
export function endedCard(
  session: Ended,
  { firstWords, calls }: SessionSummary,
  words: Words,
  openLink: OpenLink,
): Card {
  if (session.acceptedAt === null) return unansweredCard(session, firstWords, words, openLink)
  return card(words, [
    ...titleBlocks(session.texts.endedCard, endOf(session, words)),
    ...customerHeader(session, words),
    plain(endingOf(session, calls, words)),
    ...(calls && calls.seconds > 0 ? [subtle(filled(words.talked, calls.seconds))] : []),
    subtle(filled(words.duration, Math.max(0, Math.round((session.endedAt - session.acceptedAt) / 1000)))),
  ])
}

/** The card of a session that was not accepted keeps the customer's first message and a link to the session. */
function unansweredCard(session: Ended, firstWords: string | null, words: Words, openLink: OpenLink): Card {
  const title = endOf(session, words)
  // The text of the direct system messages applies to missed sessions only.
  const declined = session.outcome === 'declined'
  return card(
    words,
    [
      ...(declined ? [heading(title)] : titleBlocks(session.texts.missedCard, title)),
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

/** Summary of the calls of an ended session. */
interface PastCalls {
  /** Total connected time in seconds. */
  seconds: number
  /** The outcome of the call that ended together with the session; null if the session did not end with a call. */
  closing: CallEnded['outcome'] | null
}

/** The most events that one read of the store returns; calls before them are not counted. */
const mostEvents = 1000

/** The calls of an accepted session that has ended; null if there were none or the session is not over. */
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
  // All events of one transition have the same time; a call that ended earlier did not end the session.
  const ending = last && Date.parse(last.at) === session.endedAt && last.outcome !== 'sessionEnded'
  const closing = ending ? last.outcome : null
  return { seconds: calls.reduce((sum, { seconds }) => sum + seconds, 0), closing }
}
