import { describe, expect, test } from '@jest/globals'
import {
  newMessage,
  nextToSend,
  updateUnsent,
  type OutgoingEvent,
  type OutgoingMessage,
} from '#client/session/outgoingQueue'

type Unsent = readonly OutgoingMessage[]
const write = (unsent: Unsent, ...keys: string[]): Unsent =>
  keys.reduce<Unsent>((before, key) => [...before, newMessage(before, { key, text: `text ${key}`, at: 0 })], unsent)
const after = (unsent: Unsent, ...events: OutgoingEvent[]): Unsent => events.reduce(updateUnsent, unsent)
const states = (unsent: Unsent) => unsent.map(({ key, state }) => `${key} ${state}`)
const stored = (key: string): OutgoingEvent => ({ type: 'messageStored', key, event: null })

describe('unsent messages', () => {
  test('never delay an acknowledged message, and continue with the next one', () => {
    const unsent = after(write([], '1', '2'), stored('1'), { type: 'messageDelayed', key: '1' })
    expect(states(unsent)).toEqual(['1 stored', '2 waiting'])
    expect(nextToSend(unsent)?.key).toBe('2')
  })

  test('continue after a message that was refused', () => {
    const unsent = after(write([], '1', '2'), { type: 'messageFailed', key: '1', reason: 'refused' })
    expect(nextToSend(unsent)?.key).toBe('2')
    expect(nextToSend(after(unsent, { type: 'messageRetried', key: '1' }))?.key).toBe('1')
  })

  test('all fail when the session has ended, and are not retried with the waiting ones', () => {
    const unsent = after(write([], '1', '2'), { type: 'messageFailed', key: '1', reason: 'ended' })
    expect(unsent).toMatchObject([
      { state: 'failed', reason: 'ended' },
      { state: 'failed', reason: 'ended' },
    ])
    expect(nextToSend(after(unsent, { type: 'messageRetried', key: null }))).toBeUndefined()
  })

  test('wait behind a waiting message, and continue after an acknowledgement', () => {
    const unsent = write(after(write([], '1'), { type: 'messageDelayed', key: '1' }), '2')
    expect(states(unsent)).toEqual(['1 waiting', '2 waiting'])
    expect(states(after(unsent, stored('1')))).toEqual(['1 stored', '2 sending'])
  })

  test('are sent again with the same key', () => {
    const waiting = after(write([], 'k1'), { type: 'messageDelayed', key: '1' })
    expect(waiting).toMatchObject([{ key: 'k1', state: 'waiting' }])
    const again = after(waiting, { type: 'messageRetried', key: null })
    expect(again).toMatchObject([{ key: 'k1', state: 'sending', reason: null }])
  })
})
