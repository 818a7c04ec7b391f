import type { ChatMessage, SessionEvent } from '#core/contract/sessions'
import type { OutgoingMessage } from './outgoingQueue.ts'

export type Side = 'customer' | 'agent'

/** Events and unsent messages of a session, as one side knows them. */
export interface EventLog {
  /** Numbered from 1 without gaps: the event at index i has `seq` i + 1. */
  events: readonly SessionEvent[]
  /** Received before a missing event. Sorted by `seq`, without duplicates. */
  early: readonly SessionEvent[]
  /** Written in this window and not among the events yet. */
  unsent: readonly OutgoingMessage[]
}

export const emptyEventLog: EventLog = { events: [], early: [], unsent: [] }

/** Further early events are dropped; fetching after `lastSeqOf` returns them again. */
const earlyLimit = 1000

/** `seq` of the last event without a gap before it: the `after` parameter of the next request. */
export const lastSeqOf = ({ events }: EventLog): number => events.length

/** `seq` of the newest received event, whether or not there is a gap before it. */
export const newestSeqOf = ({ events, early }: EventLog): number => early.at(-1)?.seq ?? events.length

const isMessageOf = (event: SessionEvent, side: Side): event is ChatMessage =>
  event.kind === 'message' && event.from === side

/**
 * Adds events, which may arrive in any order and more than once, and removes the unsent messages of side `own` that they
 * contain. Returns the same object if nothing is new.
 */
export function mergeEvents<Log extends EventLog>(log: Log, items: readonly SessionEvent[], own: Side): Log {
  const known = lastSeqOf(log)
  const bySeq = new Map([...items, ...log.early].filter(({ seq }) => seq > known).map((event) => [event.seq, event]))
  if (bySeq.size === log.early.length) return log
  const fresh: SessionEvent[] = []
  for (let next = bySeq.get(known + 1); next; next = bySeq.get(next.seq + 1)) {
    fresh.push(next)
    bySeq.delete(next.seq)
  }
  const early = [...bySeq.values()].sort((one, other) => one.seq - other.seq).slice(0, earlyLimit)
  if (fresh.length === 0) return { ...log, early }
  const shown = new Set(fresh.flatMap((event) => (isMessageOf(event, own) ? [event.key] : [])))
  const unsent = shown.size > 0 ? log.unsent.filter(({ key }) => !shown.has(key)) : log.unsent
  return { ...log, early, events: [...log.events, ...fresh], unsent }
}

/** Appends an unsent message. A message with a known key is the same message and changes nothing. */
export function addUnsent<Log extends EventLog>(log: Log, message: OutgoingMessage, own: Side): Log {
  const isKnown =
    log.unsent.some(({ key }) => key === message.key) ||
    log.events.some((event) => isMessageOf(event, own) && event.key === message.key)
  return isKnown ? log : { ...log, unsent: [...log.unsent, message] }
}
