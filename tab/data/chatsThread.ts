import type { LineEvent, SessionEvent } from '#core/contract/sessions'

/** Why a line of the agent's was not delivered; only `unreachable` is worth another try. */
export type NotDelivered = 'unreachable' | 'ended' | 'refused'

/** A line that the agent wrote and that is not among the events yet. `stored`: acknowledged, its event is still to come. */
export interface UnsentLine {
  key: string
  text: string
  /** Milliseconds since the epoch, by this machine's clock. */
  at: number
  state: 'sending' | 'stored' | 'failed'
  reason: NotDelivered | null
}

/** What the tab knows of one session's conversation. */
export interface Thread {
  /** Numbered from 1 without gaps: the event at index i carries number i + 1. */
  events: readonly SessionEvent[]
  /** Came before their turn: at least one number in front of each is missing. In order, each once. */
  early: readonly SessionEvent[]
  unsent: readonly UnsentLine[]
  draft: string
  /** Until when (milliseconds) the customer is shown as typing. */
  typingUntil: number
  /** Number of the customer's last line that was before the agent's eyes here. */
  readTo: number
}

export const emptyThread: Thread = { events: [], early: [], unsent: [], draft: '', typingUntil: 0, readTo: 0 }

/** Events beyond this many that came before their turn are dropped; fetching after `knownTo` brings them again. */
const earlyLimit = 1000

/** Number of the last event known without a gap before it: the `after` of the next request. */
export const knownTo = (thread: Thread): number => thread.events.length

/** Adds events in whatever order and however often they come. Answers the same thread when nothing is new. */
export function mergeEvents(thread: Thread, items: readonly SessionEvent[]): Thread {
  const fresh = items.filter((event) => event.seq > knownTo(thread))
  if (fresh.length === 0) return thread
  const waiting = new Map(thread.early.map((event) => [event.seq, event]))
  for (const event of fresh) if (!waiting.has(event.seq)) waiting.set(event.seq, event)
  const inTurn: SessionEvent[] = []
  for (let next = waiting.get(knownTo(thread) + 1); next; next = waiting.get(next.seq + 1)) {
    inTurn.push(next)
    waiting.delete(next.seq)
  }
  const early = [...waiting.values()].sort((one, other) => one.seq - other.seq).slice(0, earlyLimit)
  if (inTurn.length === 0) return { ...thread, early }
  return {
    ...thread,
    early,
    events: [...thread.events, ...inTurn],
    unsent: withoutArrived(thread.unsent, inTurn),
    typingUntil: inTurn.some((event) => event.kind === 'line' && event.from === 'customer') ? 0 : thread.typingUntil,
  }
}

function withoutArrived(unsent: readonly UnsentLine[], arrived: readonly SessionEvent[]): readonly UnsentLine[] {
  if (unsent.length === 0) return unsent
  const keys = new Set(arrived.filter(isOwnLine).map((line) => line.key))
  return unsent.filter((line) => !keys.has(line.key))
}

const isOwnLine = (event: SessionEvent): event is LineEvent => event.kind === 'line' && event.from === 'agent'

/** Puts a line at the end of those on their way. The same key again changes nothing: it is the same line. */
export function addUnsent(thread: Thread, line: UnsentLine): Thread {
  const known =
    thread.unsent.some(({ key }) => key === line.key) ||
    thread.events.some((event) => isOwnLine(event) && event.key === line.key)
  return known ? thread : { ...thread, unsent: [...thread.unsent, line] }
}

export const changeUnsent = (
  thread: Thread,
  change: (line: UnsentLine) => Pick<UnsentLine, 'state' | 'reason'> | null,
): Thread => ({
  ...thread,
  unsent: thread.unsent.map((line) => {
    const changed = change(line)
    return changed ? { ...line, ...changed } : line
  }),
})
