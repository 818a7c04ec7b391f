import type { Session, Active, Ringing } from '#core/session/session'
import type { CardMessage } from './outgoing.ts'
import { callRings } from './callStatus.ts'
import type { OpenLink } from './deepLink.ts'
import type { Translations } from '../i18n/translations.ts'
import { type Card, card, heading, plain, subtle, timeOf, type Block, type Action } from './adaptiveCard.ts'
import { endedCard, endOf, type SessionSummary } from './endedCard.ts'
import { customerHeader, customerTitle, firstWordsBlocks } from './customerHeader.ts'
import { titleBlocks } from './customerText.ts'
import { acceptCallButton } from './acceptCallButton.ts'
import { button } from './cardVerbs.ts'

/** The one card of a session, in its current state. */
export function sessionCard(
  session: Session,
  result: SessionSummary,
  translations: Translations,
  openLink: OpenLink,
): Card {
  switch (session.status) {
    case 'ringing':
      return offerCard(session, result.firstWords, translations, openLink)
    case 'active':
      return activeCard(session, translations, openLink)
    case 'ended':
      return endedCard(session, result, translations, openLink)
  }
}

const toast = (session: Session, translations: Translations): string => {
  if (session.status === 'ringing') return offerTitle(session, translations)
  if (session.status === 'active') return callRings(session) ? translations.callRings : translations.active
  return endOf(session, translations)
}

export function sessionMessage(
  session: Session,
  result: SessionSummary,
  translations: Translations,
  openLink: OpenLink,
): CardMessage {
  return { summary: toast(session, translations), card: sessionCard(session, result, translations, openLink) }
}

/**
 * The card of an active session: customer, start, call status, and buttons to open or end it. It changes only with the
 * state of the session, never with a message.
 */
const activeCard = (session: Active, translations: Translations, openLink: OpenLink): Card =>
  card(
    translations,
    [
      ...titleBlocks(session.texts.activeCard, customerTitle(translations.activeWith, session)),
      ...customerHeader(session, translations),
      subtle(translations.activeSince({ time: timeOf(session.acceptedAt) })),
      ...callBlocks(session, translations),
    ],
    [
      ...(callRings(session) ? [acceptCallButton(session, openLink, translations.acceptCallButton)] : []),
      { type: 'Action.OpenUrl', title: translations.open, url: openLink(session.id) },
      button(translations.end, 'end', { sessionId: session.id }, 'destructive'),
    ],
  )

function callBlocks(session: Active, translations: Translations): Block[] {
  if (session.call?.status === 'started')
    return [plain(translations.inCallSince({ time: timeOf(session.call.startedAt) }))]
  return callRings(session) ? [plain(translations.callRings)] : []
}

/** The title of a ringing session, on its card and in the notification. */
const offerTitle = (session: Session, translations: Translations): string => translations.rings[session.modality]

/** The card of a ringing session: customer, page, first message and start, with buttons to accept or decline. */
const offerCard = (session: Ringing, firstWords: string | null, translations: Translations, openLink: OpenLink): Card =>
  card(
    translations,
    [
      ...titleBlocks(session.texts.incomingCard, heading(offerTitle(session, translations))),
      ...customerHeader(session, translations),
      ...firstWordsBlocks(firstWords, translations),
      subtle(translations.waitingSince({ time: timeOf(session.openedAt) })),
    ],
    actionsOf(session, translations, openLink),
  )

/** A chat is accepted here. A call is accepted in Interact, so its card needs no separate button to open it. */
function actionsOf(session: Ringing, translations: Translations, openLink: OpenLink): Action[] {
  const data = { sessionId: session.id }
  const decline = button(translations.decline, 'decline', data, 'destructive')
  if (session.call) return [acceptCallButton(session, openLink, translations.accept), decline]
  return [
    button(translations.accept, 'accept', data, 'positive'),
    decline,
    { type: 'Action.OpenUrl', title: translations.open, url: openLink(session.id) },
  ]
}
