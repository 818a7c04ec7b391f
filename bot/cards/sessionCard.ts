import type { Session, Active, Ringing } from '#core/session/session'
import type { CardMessage } from './outgoing.ts'
import { callRings } from './callStatus.ts'
import type { OpenLink } from './deepLink.ts'
import type { Words } from '../i18n/words.ts'
import { type Card, card, plain, subtle, timeOf, type Block, type Action } from './adaptiveCard.ts'
import { endedCard, endOf, type SessionSummary } from './endedCard.ts'
import { customerHeader, firstWordsBlocks } from './customerHeader.ts'
import { titleBlocks } from './customerText.ts'
import { acceptCallButton } from './acceptCallButton.ts'
import { button } from './cardVerbs.ts'

/** The one card of a session, in its current state. */
export function sessionCard(session: Session, result: SessionSummary, words: Words, openLink: OpenLink): Card {
  switch (session.status) {
    case 'ringing':
      return offerCard(session, result.firstWords, words, openLink)
    case 'active':
      return activeCard(session, words, openLink)
    case 'ended':
      return endedCard(session, result, words, openLink)
  }
}

const toast = (session: Session, words: Words): string => {
  if (session.status === 'ringing') return offerTitle(session, words)
  if (session.status === 'active') return callRings(session) ? words.callRings : words.active
  return endOf(session, words)
}

export function sessionMessage(
  session: Session,
  result: SessionSummary,
  words: Words,
  openLink: OpenLink,
): CardMessage {
  return { summary: toast(session, words), card: sessionCard(session, result, words, openLink) }
}

/**
 * The card of an active session: customer, start, call status, and buttons to open or end it. It changes only with the
 * state of the session, never with a message.
 */
const activeCard = (session: Active, words: Words, openLink: OpenLink): Card =>
  card(
    words,
    [
      ...titleBlocks(session.texts.activeCard, words.active),
      ...customerHeader(session, words),
      subtle(words.activeSince.replace('{time}', timeOf(session.acceptedAt))),
      ...callBlocks(session, words),
    ],
    [
      ...(callRings(session) ? [acceptCallButton(session, openLink, words.acceptCallButton)] : []),
      { type: 'Action.OpenUrl', title: words.open, url: openLink(session.id) },
      button(words.end, 'end', { sessionId: session.id }, 'destructive'),
    ],
  )

function callBlocks(session: Active, words: Words): Block[] {
  if (session.call?.status === 'started')
    return [plain(words.inCallSince.replace('{time}', timeOf(session.call.startedAt)))]
  return callRings(session) ? [plain(words.callRings)] : []
}

/** The title of a ringing session, on its card and in the notification. */
const offerTitle = (session: Session, words: Words): string => words.rings[session.modality]

/** The card of a ringing session: customer, page, first message and start, with buttons to accept or decline. */
const offerCard = (session: Ringing, firstWords: string | null, words: Words, openLink: OpenLink): Card =>
  card(
    words,
    [
      ...titleBlocks(session.texts.incomingCard, offerTitle(session, words)),
      ...customerHeader(session, words),
      ...firstWordsBlocks(firstWords, words),
      subtle(words.waitingSince.replace('{time}', timeOf(session.openedAt))),
    ],
    actionsOf(session, words, openLink),
  )

/** A chat is accepted here. A call is accepted in Interact, so its card needs no separate button to open it. */
function actionsOf(session: Ringing, words: Words, openLink: OpenLink): Action[] {
  const data = { sessionId: session.id }
  const decline = button(words.decline, 'decline', data, 'destructive')
  if (session.call) return [acceptCallButton(session, openLink, words.accept), decline]
  return [
    button(words.accept, 'accept', data, 'positive'),
    decline,
    { type: 'Action.OpenUrl', title: words.open, url: openLink(session.id) },
  ]
}
