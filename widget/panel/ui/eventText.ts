import type { Outcome, SessionEvent } from '#core/contract/sessions'
import type { SessionState } from '#client/session/sessionState'
import type { DeliveryState } from '#client/session/transcript'
import type { PlainKey, Translations, Translator } from '../../i18n/translate.ts'
import { lengthName } from './formatTime.ts'

export const stateWord: Record<DeliveryState, PlainKey<Translations>> = {
  ...{ sending: 'sending', waiting: 'waiting', stored: 'stored', delivered: 'delivered', seen: 'seen' },
  ...{ failed: 'notDelivered', notDelivered: 'notDelivered' },
}

export const outcomeWord: Record<Outcome, PlainKey<Translations>> = {
  endedByUser: 'endedByUser',
  endedByCustomer: 'endedByCustomer',
  declined: 'declined',
  unanswered: 'unanswered',
  unavailable: 'unavailable',
  idle: 'idleEnded',
  notAllowed: 'notAllowed',
  callFailed: 'callFailed',
}

/** Differs for a session that was opened as a call. */
const callOutcomeWord: Partial<Record<Outcome, PlainKey<Translations>>> = {
  ...{ endedByUser: 'callOver', endedByCustomer: 'youCancelled', declined: 'callDeclined' },
}

/** Properties of the session that the text depends on. */
export type SessionKind = Pick<SessionState, 'canWrite' | 'modality'>
const aChat: SessionKind = { canWrite: true, modality: 'chat' }

/** Text of an event: the configured direct system message, or else the built-in one. */
export function eventText(
  event: SessionEvent,
  { say, locale }: Pick<Translator<Translations>, 'say' | 'locale'>,
  kind: SessionKind = aChat,
): string {
  if ('text' in event && event.text && event.kind !== 'offlineMessageLeft') return event.text
  if (event.kind === 'accepted') return say('accepted', { name: event.agentName })
  if (event.kind === 'opened') return say('youCalled')
  if (event.kind === 'callRings') return say(event.by === 'customer' ? 'youCalled' : 'calledYou')
  if (event.kind === 'callStarted') return say('callStarted')
  if (event.kind === 'callEnded') {
    const text = say(endWord(event, kind.canWrite))
    // These texts are full sentences, to which no duration is added.
    const isWhole = event.outcome === 'lost' || event.outcome === 'failed'
    return event.seconds > 0 && !isWhole ? `${text} · ${lengthName(event.seconds, locale)}` : text
  }
  if (event.kind !== 'ended') return ''
  return say((kind.modality === 'chat' ? null : callOutcomeWord[event.outcome]) ?? outcomeWord[event.outcome])
}

function endWord(
  { outcome, by }: Extract<SessionEvent, { kind: 'callEnded' }>,
  canWrite: boolean,
): PlainKey<Translations> {
  const own = by === 'customer'
  switch (outcome) {
    case 'hungUpByCustomer':
      return 'youHungUp'
    case 'hungUpByUser':
      return 'hungUpByUser'
    case 'declined':
      return own ? 'callDeclined' : 'youDeclined'
    case 'cancelled':
      return own ? 'youCancelled' : 'missed'
    case 'unanswered':
      return own ? 'noCallAnswer' : 'missed'
    case 'notJoined':
      return 'notJoined'
    case 'lost':
      return canWrite ? 'callLostWrite' : 'callLost'
    case 'failed':
      return 'callFailed'
    case 'sessionEnded':
      return 'callOver'
  }
}
