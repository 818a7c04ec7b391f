import { expect, test } from '@jest/globals'
import { createGrowingDelays } from '#api/workers/growingDelays'

test('doubles the delay with each failure up to five minutes, and resets it after a success', () => {
  const delays = createGrowingDelays()
  const seconds = (id: string) => delays.afterFailure(id) / 1000
  expect(Array.from({ length: 11 }, () => seconds('a'))).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300])
  expect(seconds('b')).toBe(1)
  delays.wentWell('a')
  expect(seconds('a')).toBe(1)
})

test('forgets the entry with the oldest failure when more than a thousand fail', () => {
  const delays = createGrowingDelays()
  delays.afterFailure('oldest')
  delays.afterFailure('old')
  delays.afterFailure('oldest')
  for (let nth = 0; nth < 999; nth++) delays.afterFailure(String(nth))
  expect(delays.afterFailure('oldest')).toBe(4000)
  expect(delays.afterFailure('old')).toBe(1000)
})
