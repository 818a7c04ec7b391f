import { describe, expect, test } from '@jest/globals'
import { backoffDelay, createKeyedBackoff } from '#api/server/backoff'

const backoff = { firstMs: 100, longestMs: 1000 }
const longest = () => 1
const shortest = () => 0

describe('the back-off delay', () => {
  test.each<[string, number, () => number, number]>([
    ['is the first delay before the first retry', 0, longest, 100],
    ['doubles with the second failure', 1, longest, 200],
    ['doubles again with the third failure', 2, longest, 400],
    ['never exceeds the longest delay', 4, longest, 1000],
    ['does not overflow after thousands of failures', 5000, longest, 1000],
    ['is reduced at random by at most half', 2, shortest, 200],
    ['is reduced in proportion to the random number', 2, () => 0.5, 300],
    ['is reduced after the limit was applied, so that it varies even then', 9, shortest, 500],
  ])('%s', (_title, failures, random, expected) => {
    expect(backoffDelay(failures, backoff, random)).toBe(expected)
  })

  test('varies between half and all of the delay by default', () => {
    for (let nth = 0; nth < 100; nth++) {
      const delay = backoffDelay(1, backoff)
      expect(delay).toBeGreaterThanOrEqual(100)
      expect(delay).toBeLessThanOrEqual(200)
    }
  })
})

describe('a back-off with keys', () => {
  test('doubles the delay of each key by itself, and starts again after a success', () => {
    const delays = createKeyedBackoff({ firstMs: 1000, longestMs: 300_000 }, longest)
    const seconds = (key: string) => delays.failed(key) / 1000
    expect(Array.from({ length: 11 }, () => seconds('a'))).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300])
    expect(seconds('b')).toBe(1)
    delays.succeeded('a')
    expect(seconds('a')).toBe(1)
  })

  test('forgets the key that failed longest ago when more than a thousand fail', () => {
    const delays = createKeyedBackoff(backoff, longest)
    delays.failed('oldest')
    delays.failed('old')
    delays.failed('oldest')
    for (let nth = 0; nth < 999; nth++) delays.failed(String(nth))
    expect(delays.failed('oldest')).toBe(400)
    expect(delays.failed('old')).toBe(100)
  })
})
