import { expect, test } from '@jest/globals'
import { createFeed } from '#api/realtime/eventFeed'
import type { SessionEvent } from '#core/contract/sessions'

const event = (seq: number): SessionEvent => ({ seq, at: '2026-11-22T09:00:00.000Z', kind: 'seen', upTo: seq })
const upTo = (last: number) => Array.from({ length: last }, (_, n) => event(n + 1))
const ref = { tenantId: 't', sessionId: 's' }

/** A feed for a session with this many events. */
function reading(last: number, { taken = true, fails = false } = {}) {
  const got: number[] = []
  const asked: number[] = []
  const lost: string[] = []
  const room = { last, fails }
  const eventsAfter = (_ref: object, after: number, limit: number) => {
    asked.push(after)
    if (room.fails) return Promise.reject(new Error('The store is away.'))
    return Promise.resolve(upTo(room.last).slice(after, after + limit))
  }
  const feed = createFeed({ eventsAfter }, ref, 0, {
    send: (items) => {
      got.push(...items.map(({ seq }) => seq))
      return Promise.resolve(taken)
    },
    onLost: () => lost.push('lost'),
  })
  return { feed, got, asked, lost, room }
}

test('sends events in order and once, even if they are published out of order', async () => {
  const { feed, got, asked } = reading(3)
  feed.push([event(1)])
  feed.push([event(3)])
  feed.push([event(2)])
  feed.push([event(3)])
  await feed.catchUp()
  feed.push([event(2)])
  expect(got).toEqual([1, 2, 3])
  expect(asked[0]).toBe(1)
})

test('does not send an event that is published during a read before the events being read', async () => {
  const { feed, got, room } = reading(250)
  const read = feed.catchUp()
  room.last = 251
  feed.push([event(251)])
  await read
  expect(got).toEqual(upTo(251).map(({ seq }) => seq))
})

test('ends the stream if the database cannot be read, instead of leaving a gap', async () => {
  const { feed, got, lost } = reading(3, { fails: true })
  feed.push([event(3)])
  await expect(feed.catchUp()).rejects.toThrow('away')
  expect([got, lost]).toEqual([[], ['lost']])
})

test('reads nothing more for a reader who has disconnected', async () => {
  const { feed, asked } = reading(1000, { taken: false })
  await feed.catchUp()
  expect(asked).toEqual([0])
})
