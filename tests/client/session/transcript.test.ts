import { describe, expect, test } from '@jest/globals'
import { newMessage } from '#client/session/outgoingQueue'
import { transcriptOf, type TranscriptRow } from '#client/session/transcript'
import { textContent, type ChatMessage, type SessionEvent } from '#core/contract/sessions'

const noon = new Date(2026, 10, 22, 12).getTime()
const instant = (minutes: number) => new Date(noon + minutes * 60_000).toISOString()
const said = (seq: number, from: ChatMessage['from'], minutes = 0, via: ChatMessage['via'] = 'page'): SessionEvent => ({
  ...{ kind: 'message', seq, at: instant(minutes), from, key: `key ${seq}`, content: textContent(`text ${seq}`), via },
})
const opened: SessionEvent = {
  ...{ kind: 'opened', seq: 1, at: instant(0), modality: 'chat', customerName: 'Mia', ringEndsAt: null },
}
const shape = (rows: readonly TranscriptRow[]) =>
  rows.map((row) => {
    if (row.kind === 'messages')
      return `${row.from}: ${row.messages.map(({ seq, state }) => `${seq} ${state}`).join(', ')}`
    return row.kind === 'day' ? 'day' : row.event.kind
  })
const rows = (side: 'customer' | 'agent', events: SessionEvent[], ...unsent: string[]) =>
  shape(transcriptOf({ events, unsent: unsent.map((key) => newMessage([], { key, text: key, at: noon })) }, side))

describe('the transcript', () => {
  test('groups consecutive messages of one side, and puts unsent messages last', () => {
    const events = [said(1, 'customer'), said(2, 'customer', 5), said(3, 'agent', 6), said(4, 'agent', 12)]
    expect(rows('agent', events, 'new')).toEqual([
      'day',
      'customer: 1 stored, 2 stored',
      'agent: 3 stored',
      'agent: 4 stored',
      'agent: null sending',
    ])
  })

  test('separates messages written in Teams for the agent, but not for the customer', () => {
    const events = [said(1, 'agent', 0, 'teams'), said(2, 'agent', 1, 'console')]
    expect(rows('agent', events)).toEqual(['day', 'agent: 1 stored', 'agent: 2 stored'])
    expect(rows('customer', events)).toEqual(['day', 'agent: 1 stored, 2 stored'])
  })

  test('shows the delivery state of each message, and "not delivered" in spite of a later "seen"', () => {
    const events: SessionEvent[] = [
      ...[said(1, 'customer'), said(2, 'customer'), said(3, 'customer')],
      { kind: 'messageState', seq: 4, at: instant(1), message: 2, state: 'notDelivered' },
      { kind: 'messageState', seq: 5, at: instant(1), message: 3, state: 'delivered' },
      { kind: 'seen', seq: 6, at: instant(1), upTo: 2 },
    ]
    expect(rows('customer', events)).toEqual(['day', 'customer: 1 seen, 2 notDelivered, 3 delivered'])
    expect(rows('agent', events)).toEqual(['day', 'customer: 1 stored, 2 notDelivered, 3 delivered'])
  })

  test('shows a message as it was changed, whether it was read before or after the change', () => {
    const edit = { change: 'edited', content: textContent('better') } as const
    const deletion = { change: 'deleted', content: textContent('') } as const
    const events: SessionEvent[] = [
      ...[said(1, 'agent', 0, 'teams'), said(2, 'agent', 0, 'teams'), said(3, 'agent', 0, 'teams')],
      { kind: 'messageChanged', seq: 4, at: instant(1), message: 1, ...edit },
      { kind: 'messageChanged', seq: 5, at: instant(1), message: 2, ...edit },
      { kind: 'messageChanged', seq: 6, at: instant(1), message: 2, ...deletion },
    ]
    const shown = (all: SessionEvent[]) =>
      transcriptOf({ events: all, unsent: [] }, 'customer').flatMap((row) =>
        row.kind === 'messages' ? row.messages.map(({ text, changed }) => [text, changed]) : [row.kind],
      )
    const expected = ['day', ['better', 'edited'], ['', 'deleted'], ['text 3', null]]
    expect(shown(events)).toEqual(expected)
    const readLater = [
      { ...said(1, 'agent'), content: textContent('better'), changed: 'edited' },
      { ...said(2, 'agent'), content: textContent(''), changed: 'deleted' },
      ...events.slice(2),
    ] as SessionEvent[]
    expect(shown(readLater)).toEqual(expected)
  })

  test('adds one row per day, even when a clock runs behind', () => {
    const day = 24 * 60
    const events = [said(1, 'customer', 0), said(2, 'agent', day), said(3, 'customer', day - 13 * 60)]
    expect(rows('customer', events).filter((row) => row === 'day')).toHaveLength(2)
  })

  test('shows all events to the agent, and to the customer only those that they need', () => {
    const events: SessionEvent[] = [
      opened,
      { kind: 'accepted', seq: 2, at: instant(1), agentName: 'Alex' },
      { kind: 'warned', seq: 3, at: instant(2), endsAt: instant(3) },
      {
        ...{ kind: 'callEnded', seq: 4, at: instant(3), callId: 'c', media: 'audio', by: 'customer' },
        ...{ outcome: 'hungUpByCustomer', seconds: 3 },
      },
      { kind: 'ended', seq: 5, at: instant(3), outcome: 'endedByCustomer', canLeaveOfflineMessage: false },
    ]
    expect(rows('agent', events)).toEqual(['day', 'opened', 'accepted', 'warned', 'callEnded', 'ended'])
    expect(rows('customer', events)).toEqual(['day', 'accepted', 'callEnded'])
  })

  test('marks an idle warning as over once a message was written', () => {
    const warned: SessionEvent = { kind: 'warned', seq: 2, at: instant(1), endsAt: instant(9) }
    const isOver = (...events: SessionEvent[]) =>
      transcriptOf({ events, unsent: [] }, 'agent').map((row) => (row.kind === 'system' ? row.isOver : null))
    expect(isOver(said(1, 'customer'), warned).at(-1)).toBe(false)
    expect(isOver(said(1, 'customer'), warned, said(3, 'agent'))[2]).toBe(true)
  })
})
