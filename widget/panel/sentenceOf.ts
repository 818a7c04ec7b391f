import type { Outcome, SessionEvent } from '#core/contract/sessions'
import type { LineState } from '../timeline.ts'
import type { Words } from '../words/words.ts'
import type { useWords } from './useWords.ts'

type Say = ReturnType<typeof useWords>['say']

export const stateWord: Record<LineState, keyof Words> = {
  ...{ sending: 'sending', waiting: 'waiting', stored: 'stored', inTeams: 'inTeams', seen: 'seen' },
  ...{ refused: 'notDelivered', notDelivered: 'notDelivered' },
}

export const outcomeWord: Record<Outcome, keyof Words> = {
  endedByUser: 'endedByUser',
  endedByCustomer: 'endedByCustomer',
  declined: 'declined',
  unanswered: 'unanswered',
  unavailable: 'unavailable',
  idle: 'idleEnded',
  notAllowed: 'notAllowed',
  callFailed: 'callFailed',
}

/** A moment of the session in a sentence: the direct system messages' own where there is one. */
export function sentenceOf(event: SessionEvent, say: Say): string {
  if ('text' in event && event.text && event.kind !== 'line' && event.kind !== 'messageLeft') return event.text
  if (event.kind === 'accepted') return say('accepted', { name: event.agentName })
  return event.kind === 'ended' ? say(outcomeWord[event.outcome]) : ''
}
