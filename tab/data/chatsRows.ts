import type { LineEvent, SessionEvent } from '#core/contract/sessions'
import type { Thread, UnsentLine } from './chatsThread.ts'

/** One line as it is shown. `seq` is null while its event is still to come. */
export interface ShownLine {
  key: string
  seq: number | null
  text: string
  at: number
  state: 'stored' | 'inTeams' | 'notInTeams' | UnsentLine['state']
  reason: UnsentLine['reason']
}

export interface Bubbles {
  kind: 'bubbles'
  key: string
  from: LineEvent['from']
  via: LineEvent['via']
  lines: ShownLine[]
}
export type Told = Extract<
  SessionEvent,
  {
    kind: 'opened' | 'accepted' | 'warned' | 'ended' | 'messageLeft' | 'callRings' | 'callStarted' | 'callEnded'
  }
>

/** A row of a conversation. `over` of an idle warning: somebody has spoken since, or the session has ended. */
export type Row =
  | { kind: 'day'; key: string; at: number }
  | Bubbles
  | { kind: 'told'; key: string; event: Told; at: number; over: boolean }

/** Lines of one side stay together while no more than this many milliseconds lie between them. */
const together = 5 * 60_000

const dayOf = (at: number): number => new Date(at).setHours(0, 0, 0, 0)

/** The conversation as rows: day lines, lines grouped by who wrote where, and what else happened. Own unsent lines last. */
export function rowsOf(thread: Pick<Thread, 'events' | 'unsent'>): Row[] {
  const carried = new Map<number, 'inTeams' | 'notInTeams'>()
  for (const event of thread.events)
    if (event.kind === 'lineState') carried.set(event.line, event.state === 'inTeams' ? 'inTeams' : 'notInTeams')
  const lastSpoken = thread.events.findLast(({ kind }) => kind === 'line' || kind === 'ended')?.seq ?? 0
  const rows: Row[] = []
  for (const event of thread.events) addEvent(rows, event, carried.get(event.seq) ?? 'stored', lastSpoken)
  for (const line of thread.unsent) addLine(rows, 'agent', 'console', { ...line, seq: null })
  return rows
}

function addEvent(rows: Row[], event: SessionEvent, state: ShownLine['state'], lastSpoken: number) {
  const at = Date.parse(event.at)
  switch (event.kind) {
    case 'line': {
      const { key, seq, text } = event
      addLine(rows, event.from, event.via, { key, seq, text, at, state, reason: null })
      return
    }
    case 'seen':
    case 'lineState':
      return
    case 'opened':
    case 'accepted':
    case 'warned':
    case 'ended':
    case 'messageLeft':
    case 'callRings':
    case 'callStarted':
    case 'callEnded':
      addDay(rows, at)
      rows.push({ kind: 'told', key: `told-${event.seq}`, event, at, over: event.seq < lastSpoken })
  }
}

function addLine(rows: Row[], from: LineEvent['from'], via: LineEvent['via'], line: ShownLine) {
  addDay(rows, line.at)
  const last = rows.at(-1)
  const before = last?.kind === 'bubbles' ? last.lines.at(-1) : undefined
  if (last?.kind === 'bubbles' && before && last.from === from && last.via === via && line.at - before.at <= together)
    last.lines.push(line)
  else rows.push({ kind: 'bubbles', key: line.key, from, via, lines: [line] })
}

function addDay(rows: Row[], at: number) {
  const last = rows.findLast((row) => row.kind === 'day')
  // A line whose clock runs behind must not open yesterday again: order goes by number, not by time.
  if (!last || dayOf(at) > dayOf(last.at)) rows.push({ kind: 'day', key: `day-${dayOf(at)}`, at })
}
