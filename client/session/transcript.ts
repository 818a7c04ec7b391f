import type { ChatMessage, MessageChange, SessionEvent } from '#core/contract/sessions'
import type { EventLog, Side } from './eventLog.ts'
import type { OutgoingMessage } from './outgoingQueue.ts'

/** `seen`: the agent has seen the message. `notDelivered`: it is stored but did not reach Teams. */
export type DeliveryState = OutgoingMessage['state'] | 'delivered' | 'notDelivered' | 'seen'

/** A message as displayed. `seq` is null until its event has arrived. */
export interface TranscriptMessage extends Omit<OutgoingMessage, 'state'> {
  seq: number | null
  state: DeliveryState
  /** What its writer did to it since; the text of a deleted message is empty. */
  changed: MessageChange | null
}

/** Consecutive messages of one side. */
export interface MessageGroup {
  kind: 'messages'
  key: string
  from: Side
  via: ChatMessage['via']
  messages: TranscriptMessage[]
}

/** Events that are shown as system rows. */
export type SystemEvent = Exclude<SessionEvent, { kind: 'message' | 'messageChanged' | 'messageState' | 'seen' }>

/** `at` in milliseconds since the epoch. `isOver` of an idle warning: a message was written since, or the session has ended. */
export type TranscriptRow =
  | { kind: 'day'; key: string; at: number }
  | MessageGroup
  | { kind: 'system'; key: string; event: SystemEvent; at: number; isOver: boolean }

/** Maximum gap within a message group, in milliseconds. */
const maxGroupGapMs = 5 * 60_000

/** The conversation as rows for `side`: day rows, messages grouped by writer, and system rows. Unsent messages come last. */
export function transcriptOf({ events, unsent }: Pick<EventLog, 'events' | 'unsent'>, side: Side): TranscriptRow[] {
  const deliveries = new Map<number, 'delivered' | 'notDelivered'>()
  const changes = new Map<number, Pick<ChatMessage, 'content' | 'changed'>>()
  let seenUpTo = 0
  let lastActivity = 0
  for (const event of events) {
    if (event.kind === 'messageState') deliveries.set(event.message, event.state)
    if (event.kind === 'messageChanged') changes.set(event.message, { content: event.content, changed: event.change })
    if (event.kind === 'seen') seenUpTo = Math.max(seenUpTo, event.upTo)
    if (event.kind === 'message' || event.kind === 'ended') lastActivity = event.seq
  }
  const rows: TranscriptRow[] = []
  for (const event of events) {
    const at = Date.parse(event.at)
    if (event.kind === 'message') {
      const { key, seq, from, via } = event
      // This client may have read the message before it was changed.
      const { content, changed = null } = changes.get(seq) ?? event
      const delivery = deliveries.get(seq) ?? 'stored'
      const isSeen = from === 'customer' && side === 'customer' && seq <= seenUpTo && delivery !== 'notDelivered'
      const state = isSeen ? 'seen' : delivery
      addMessage(rows, side, from, via, { key, seq, text: content.text, at, state, reason: null, changed })
    } else if (
      event.kind !== 'seen' &&
      event.kind !== 'messageState' &&
      event.kind !== 'messageChanged' &&
      (side === 'agent' || isForCustomer(event, events))
    ) {
      addDay(rows, at)
      rows.push({ kind: 'system', key: `system-${event.seq}`, event, at, isOver: event.seq < lastActivity })
    }
  }
  for (const message of unsent)
    addMessage(rows, side, side, side === 'agent' ? 'console' : 'page', { ...message, seq: null, changed: null })
  return rows
}

/**
 * Hides rows that would repeat something for the customer: the opening of a chat (its first message shows it), idle warnings (a
 * banner shows them), and the end of the session right after a call was hung up.
 */
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
  // The agent sees which messages were written in Teams, so these form their own group.
  const isSameWriter = last?.kind === 'messages' && last.from === from && (last.via === via || side === 'customer')
  if (isSameWriter && before && message.at - before.at <= maxGroupGapMs) last.messages.push(message)
  else rows.push({ kind: 'messages', key: message.key, from, via, messages: [message] })
}

const dayOf = (at: number): number => new Date(at).setHours(0, 0, 0, 0)

function addDay(rows: TranscriptRow[], at: number) {
  const last = rows.findLast((row) => row.kind === 'day')
  // Rows are ordered by `seq`. A message with an earlier timestamp must not add a second row for a past day.
  if (!last || dayOf(at) > dayOf(last.at)) rows.push({ kind: 'day', key: `day-${dayOf(at)}`, at })
}
