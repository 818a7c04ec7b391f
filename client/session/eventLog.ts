import type { ChatMessage, SessionEvent } from '#core/contract/sessions'
import type { OutgoingMessage } from './outgoingQueue.ts'

export type Side = 'customer' | 'agent'

/** What one side knows of a session's conversation. */
export interface EventLog {
  /** Numbered from 1 without gaps: the event at index i carries number i + 1. */
  events: readonly SessionEvent[]
  /** Came ahead of one that is missing. In order, each once. */
  early: readonly SessionEvent[]
  /** Written here, and not among the events yet. */
  unsent: readonly OutgoingMessage[]
}

export const emptyEventLog: EventLog = { events: [], early: [], unsent: [] }

/** Early events beyond this many are dropped; fetching after `lastSeqOf` brings them again. */
const earlyLimit = 1000

/** Number of the last event without a gap before it: the `after` of the next request. */
export const lastSeqOf = ({ events }: EventLog): number => events.length

/** Number of the newest event that has come, with a gap before it or not. */
export const newestSeqOf = ({ events, early }: EventLog): number => early.at(-1)?.seq ?? events.length

const isMessageOf = (event: SessionEvent, side: Side): event is ChatMessage =>
  event.kind === 'message' && event.from === side

/**
 * Adds events in whatever order and however often they come, and removes the unsent messages of `own` that they show.
 * Returns the same log when nothing is new.
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

/** Puts a message behind the others. The same key again changes nothing: it is the same message. */
export function addUnsent<Log extends EventLog>(log: Log, message: OutgoingMessage, own: Side): Log {
  const isKnown =
    log.unsent.some(({ key }) => key === message.key) ||
    log.events.some((event) => isMessageOf(event, own) && event.key === message.key)
  return isKnown ? log : { ...log, unsent: [...log.unsent, message] }
}
