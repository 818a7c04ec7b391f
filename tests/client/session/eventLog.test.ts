import { describe, expect, test } from '@jest/globals'
import fc from '../../support/fastCheck.ts'
import { addUnsent, emptyEventLog, lastSeqOf, mergeEvents, newestSeqOf, type EventLog } from '#client/session/eventLog'
import { newMessage } from '#client/session/outgoingQueue'
import { textContent, type ChatMessage } from '#core/contract/sessions'

const at = '2026-11-22T09:00:00.000Z'
const message = (seq: number, from: ChatMessage['from'] = 'customer', key = `key ${seq}`): ChatMessage => ({
  ...{
    kind: 'message',
    seq,
    at,
    from,
    key,
    content: textContent(`text ${seq}`),
    via: from === 'agent' ? 'console' : 'page',
  },
})
const merge = (log: EventLog, ...seqs: number[]) =>
  mergeEvents(
    log,
    seqs.map((seq) => message(seq)),
    'agent',
  )
const withUnsent = (...keys: string[]): EventLog =>
  keys.reduce<EventLog>((log, key) => addUnsent(log, newMessage([], { key, text: key, at: 0 }), 'agent'), emptyEventLog)

describe('the event log', () => {
  test('is complete and in order, whatever the order and repetition of incoming events', () => {
    const some = fc.integer({ min: 1, max: 30 }).chain((length) =>
      fc.record({
        length: fc.constant(length),
        batches: fc.array(fc.array(fc.integer({ min: 1, max: length }), { maxLength: 6 }), { maxLength: 20 }),
      }),
    )
    fc.assert(
      fc.property(some, ({ length, batches }) => {
        let log = emptyEventLog
        for (const batch of batches) {
          log = merge(log, ...batch)
          expect(log.events.map(({ seq }) => seq)).toEqual(log.events.map((_, place) => place + 1))
          expect(newestSeqOf(log)).toBe(Math.max(0, ...batches.slice(0, batches.indexOf(batch) + 1).flat()))
        }
        log = merge(log, ...Array.from({ length }, (_, place) => place + 1))
        expect(lastSeqOf(log)).toBe(length)
        expect(log.early).toEqual([])
      }),
    )
  })

  test('returns the same log when nothing is new', () => {
    const log = merge(emptyEventLog, 1, 2, 4)
    expect(merge(log, 1, 2, 4)).toBe(log)
    expect(merge(log)).toBe(log)
  })

  test('keeps at most a thousand events that arrive before a missing one', () => {
    const log = merge(emptyEventLog, ...Array.from({ length: 1200 }, (_, place) => place + 2))
    expect(log.early).toHaveLength(1000)
    expect(lastSeqOf(merge(log, 1))).toBe(1001)
  })

  test('removes unsent messages that are among the events, and only those of its own side', () => {
    const log = withUnsent('a', 'b')
    expect(mergeEvents(log, [message(1, 'agent', 'a')], 'agent').unsent).toMatchObject([{ key: 'b' }])
    expect(mergeEvents(log, [message(1, 'customer', 'a')], 'agent').unsent).toHaveLength(2)
  })

  test('keeps an unsent message while an earlier event is missing', () => {
    const log = mergeEvents(withUnsent('a'), [message(2, 'agent', 'a')], 'agent')
    expect(log.unsent).toMatchObject([{ key: 'a' }])
    expect(merge(log, 1)).toMatchObject({ unsent: [], events: [{}, {}] })
  })

  test('does not add a message that is unsent already or among the events', () => {
    const log = withUnsent('a', 'a')
    expect(log.unsent).toHaveLength(1)
    const arrived = mergeEvents(log, [message(1, 'agent', 'a')], 'agent')
    expect(addUnsent(arrived, newMessage([], { key: 'a', text: 'a', at: 0 }), 'agent')).toBe(arrived)
  })
})
