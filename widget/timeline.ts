import type { SessionEvent } from '#core/contract/sessions'
import type { Chat, Unsent } from './chat.ts'
import type { Progress } from './progress.ts'

export type LineState = Unsent['state'] | 'inTeams' | 'notDelivered' | 'seen'

/** One thing to show in the conversation. `first` and `last` are about the group of bubbles a line belongs to. */
export type Item =
  | { kind: 'day'; id: string; at: number }
  | { kind: 'note'; id: string; event: SessionEvent }
  | {
      kind: 'line'
      id: string
      from: 'customer' | 'agent'
      text: string
      at: number
      /** Of the customer's own lines only. */
      state: LineState | null
      first: boolean
      last: boolean
    }

const groupWithin = 5 * 60_000
const noteworthy = ['accepted', 'ended', 'messageLeft', 'callRings', 'callStarted', 'callEnded']

/** The conversation as it is shown: stored events by number, then what is still on its way, with a line for each new day. */
export function timelineOf(chat: Chat, progress: Progress | null): Item[] {
  const stored = chat.events.filter((event) => !isSaid(event, chat)).flatMap((event) => shown(event, progress))
  const own = chat.unsent.map(({ key, text, at, state }) => line({ id: key, from: 'customer', text, at, state }))
  return grouped(withDays([...stored, ...own]))
}

/** Hanging up has ended the session with the call: it is told once. */
const isSaid = (event: SessionEvent, { events }: Chat): boolean =>
  event.kind === 'ended' &&
  (event.outcome === 'endedByCustomer' || event.outcome === 'endedByUser') &&
  events.some((each) => each.kind === 'callEnded' && each.seq === event.seq - 1 && each.outcome.startsWith('hungUp'))

const line = (part: Omit<Extract<Item, { kind: 'line' }>, 'kind' | 'first' | 'last'>): Item => ({
  kind: 'line',
  ...part,
  first: true,
  last: true,
})

function shown(event: SessionEvent, progress: Progress | null): Item[] {
  if (event.kind === 'line') {
    const { key, from, text, seq } = event
    const state = from === 'customer' ? stateOf(seq, progress) : null
    return [line({ id: key, from, text, at: Date.parse(event.at), state })]
  }
  const asCall = event.kind === 'opened' && event.modality !== 'chat'
  return asCall || noteworthy.includes(event.kind) ? [{ kind: 'note', id: `note-${event.seq}`, event }] : []
}

function stateOf(seq: number, progress: Progress | null): LineState {
  const carried = progress?.lineStates.get(seq)
  if (carried === 'notDelivered') return carried
  if (progress && seq <= progress.seenUpTo) return 'seen'
  return carried ?? 'stored'
}

const dayOf = (at: number): string => new Date(at).toDateString()
const timeOf = (item: Item): number => (item.kind === 'note' ? Date.parse(item.event.at) : item.at)

function withDays(items: readonly Item[]): Item[] {
  let day = ''
  return items.flatMap((item) => {
    const at = timeOf(item)
    if (dayOf(at) === day) return [item]
    day = dayOf(at)
    return [{ kind: 'day', id: `day-${day}`, at }, item]
  })
}

function grouped(items: readonly Item[]): Item[] {
  const joined = (one: Item | undefined, other: Item | undefined): boolean =>
    one?.kind === 'line' && other?.kind === 'line' && one.from === other.from && other.at - one.at < groupWithin
  return items.map((item, place) =>
    item.kind === 'line'
      ? { ...item, first: !joined(items[place - 1], item), last: !joined(item, items[place + 1]) }
      : item,
  )
}
