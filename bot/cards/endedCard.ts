import type { Ended, Session } from '#core/session/session'
import type { OpenLink } from './deepLink.ts'
import type { Translations } from '../i18n/translations.ts'
import { card, heading, plain, subtle, type Card } from './adaptiveCard.ts'
import { customerHeader, firstWordsBlocks } from './customerHeader.ts'
import { titleBlocks } from './customerText.ts'
import type { SessionEvent } from '#core/contract/sessions'
import type { Sessions } from '#core/session/ports'

/**
 * The title of an ended session, on its card and in the notification. An agent who declines has not missed the
 * customer.
 */
export function endOf(session: Ended, translations: Translations): string {
  if (session.acceptedAt !== null) return translations.ended
  if (session.outcome === 'declined') return translations.misses.declined
  return session.modality === 'chat' ? translations.missed : translations.missedCall
}

/** How an accepted session ended; described by its call if the session ended with one. */
export const endingOf = (session: Ended, calls: PastCalls | null, translations: Translations): string =>
  calls?.closing ? translations.callEnds[calls.closing] : translations.endings[session.outcome]

/** Data of a session in addition to its state. */
export interface SessionSummary {
  firstWords: string | null
  calls: PastCalls | null
}

/** The card of an ended session: how it ended and how long it took, without buttons; or that it was not accepted. */
export function endedCard(
  session: Ended,
  { firstWords, calls }: SessionSummary,
  translations: Translations,
  openLink: OpenLink,
): Card {
  if (session.acceptedAt === null) return unansweredCard(session, firstWords, translations, openLink)
  return card(translations, [
    ...titleBlocks(session.texts.endedCard, heading(endOf(session, translations))),
    ...customerHeader(session, translations),
    plain(endingOf(session, calls, translations)),
    ...(calls && calls.seconds > 0 ? [subtle(translations.talked(lengthOf(calls.seconds)))] : []),
    subtle(translations.duration(lengthOf(Math.max(0, Math.round((session.endedAt - session.acceptedAt) / 1000))))),
  ])
}

/** The card of a session that was not accepted keeps the customer's first message and a link to the session. */
function unansweredCard(
  session: Ended,
  firstWords: string | null,
  translations: Translations,
  openLink: OpenLink,
): Card {
  const title = endOf(session, translations)
  // The text of the direct system messages applies to missed sessions only.
  const declined = session.outcome === 'declined'
  return card(
    translations,
    [
      ...(declined ? [heading(title)] : titleBlocks(session.texts.missedCard, heading(title))),
      ...customerHeader(session, translations),
      ...firstWordsBlocks(firstWords, translations),
      ...(declined ? [] : [plain(translations.misses[session.outcome])]),
    ],
    [{ type: 'Action.OpenUrl', title: translations.open, url: openLink(session.id) }],
  )
}

const lengthOf = (seconds: number) => ({ minutes: Math.floor(seconds / 60), seconds: seconds % 60 })

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
