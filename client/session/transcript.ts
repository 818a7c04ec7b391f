import type { ChatMessage, SessionEvent } from '#core/contract/sessions'
import type { EventLog, Side } from './eventLog.ts'
import type { OutgoingMessage } from './outgoingQueue.ts'

/** `seen`: the agent has seen it; `notDelivered`: it is stored, and did not reach Teams. */
export type DeliveryState = OutgoingMessage['state'] | 'delivered' | 'notDelivered' | 'seen'

/** One message as it is shown. `seq` is null while its event is still to come. */
export interface TranscriptMessage extends Omit<OutgoingMessage, 'state'> {
  seq: number | null
  state: DeliveryState
}

/** What one side wrote in one go. */
export interface MessageGroup {
  kind: 'messages'
  key: string
  from: Side
  via: ChatMessage['via']
  messages: TranscriptMessage[]
}

/** What happened besides messages. */
export type SystemEvent = Exclude<SessionEvent, { kind: 'message' | 'messageState' | 'seen' }>

/** `isOver` of an idle warning: somebody has written since, or the session has ended. */
export type TranscriptRow =
  | { kind: 'day'; key: string; at: number }
  | MessageGroup
  | { kind: 'system'; key: string; event: SystemEvent; at: number; isOver: boolean }

/** Messages of one side stay together while no more than this many milliseconds lie between them. */
const groupWithin = 5 * 60_000

/** The conversation as rows, as `side` sees it: days, messages grouped by who wrote where, system rows; unsent messages last. */
export function transcriptOf({ events, unsent }: Pick<EventLog, 'events' | 'unsent'>, side: Side): TranscriptRow[] {
  const deliveries = new Map<number, 'delivered' | 'notDelivered'>()
  let seenUpTo = 0
  let lastSpoken = 0
  for (const event of events) {
    if (event.kind === 'messageState') deliveries.set(event.message, event.state)
    if (event.kind === 'seen') seenUpTo = Math.max(seenUpTo, event.upTo)
    if (event.kind === 'message' || event.kind === 'ended') lastSpoken = event.seq
  }
  const rows: TranscriptRow[] = []
  for (const event of events) {
    const at = Date.parse(event.at)
    if (event.kind === 'message') {
      const { key, seq, text, from, via } = event
      const delivery = deliveries.get(seq) ?? 'stored'
      const isSeen = from === 'customer' && side === 'customer' && seq <= seenUpTo && delivery !== 'notDelivered'
      addMessage(rows, side, from, via, { key, seq, text, at, state: isSeen ? 'seen' : delivery, reason: null })
    } else if (
      event.kind !== 'seen' &&
      event.kind !== 'messageState' &&
      (side === 'agent' || isForCustomer(event, events))
    ) {
      addDay(rows, at)
      rows.push({ kind: 'system', key: `system-${event.seq}`, event, at, isOver: event.seq < lastSpoken })
    }
  }
  for (const message of unsent)
    addMessage(rows, side, side, side === 'agent' ? 'console' : 'page', { ...message, seq: null })
  return rows
}

/** The customer sees warnings in a banner, a chat begins with its first message, and a call that was hung up has ended once. */
function isForCustomer(event: SystemEvent, events: readonly SessionEvent[]): boolean {
  if (event.kind === 'opened') return event.modality !== 'chat'
  if (event.kind !== 'ended') return event.kind !== 'warned'
  const before = events[event.seq - 2]
  const isHungUp = before?.kind === 'callEnded' && before.outcome.startsWith('hungUp')
  return !isHungUp || (event.outcome !== 'endedByCustomer' && event.outcome !== 'endedByUser')
}

function addMessage(
  rows: TranscriptRow[],
  side: Side,
  from: Side,
  via: ChatMessage['via'],
  message: TranscriptMessage,
) {
  addDay(rows, message.at)
  const last = rows.at(-1)
  const before = last?.kind === 'messages' ? last.messages.at(-1) : undefined
  // The agent is told which messages were written in Teams.
  const isSameWriter = last?.kind === 'messages' && last.from === from && (last.via === via || side === 'customer')
  if (isSameWriter && before && message.at - before.at <= groupWithin) last.messages.push(message)
  else rows.push({ kind: 'messages', key: message.key, from, via, messages: [message] })
}

const dayOf = (at: number): number => new Date(at).setHours(0, 0, 0, 0)

function addDay(rows: TranscriptRow[], at: number) {
  const last = rows.findLast((row) => row.kind === 'day')
  // A message whose clock runs behind must not open yesterday again: order goes by number, not by time.
  if (!last || dayOf(at) > dayOf(last.at)) rows.push({ kind: 'day', key: `day-${dayOf(at)}`, at })
}
