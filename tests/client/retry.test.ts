import { afterEach, describe, expect, jest, test } from '@jest/globals'
import {
  createSerialQueue,
  delayAfter,
  isTransient,
  isTransientOrUnauthenticated,
  isTransientStatus,
  pause,
  retryDelay,
} from '#client/retry'

afterEach(() => {
  jest.restoreAllMocks()
  jest.useRealTimers()
})

describe('the back-off', () => {
  test('doubles with each failure and never exceeds the longest delay', () => {
    jest.spyOn(Math, 'random').mockReturnValue(1)
    expect([0, 1, 2, 3, 5, 6, 20].map((failures) => retryDelay(failures))).toEqual([
      500, 1000, 2000, 4000, 16_000, 30_000, 30_000,
    ])
    expect(retryDelay(9, { firstMs: 20, longestMs: 50 })).toBe(50)
  })

  test('reduces the delay at random by at most half', () => {
    for (const chance of [0, 0.5, 0.999]) {
      jest.spyOn(Math, 'random').mockReturnValue(chance)
      expect(retryDelay(2)).toBeGreaterThanOrEqual(1000)
      expect(retryDelay(2)).toBeLessThanOrEqual(2000)
    }
  })

  test('uses the Retry-After of the server instead', () => {
    expect(delayAfter({ retryAfter: 7 }, 0)).toBe(7000)
    expect(delayAfter({ retryAfter: null }, 0)).toBeLessThanOrEqual(500)
    // A delay of zero would send requests in a loop.
    expect(delayAfter({ retryAfter: 0 }, 0)).toBeGreaterThan(0)
  })
})

test.each([
  ['unreachable', true],
  ['unavailable', true],
  ['internal', true],
  ['tooManyRequests', true],
  ['invalid', false],
  ['sessionEnded', false],
  ['unauthenticated', false],
  [408, true],
  [425, true],
  [429, true],
  [503, true],
  [400, false],
  [401, false],
  [409, false],
] as const)('treats %s as transient: %s', (reason, expected) => {
  expect(typeof reason === 'number' ? isTransientStatus(reason) : isTransient(reason)).toBe(expected)
})

test('treats a lost token as transient where a new one is fetched', () => {
  expect(isTransientOrUnauthenticated('unauthenticated')).toBe(true)
  expect(isTransientOrUnauthenticated('forbidden')).toBe(false)
})

describe('a pause', () => {
  test('resolves with true after the delay', async () => {
    jest.useFakeTimers()
    const ended = pause(1000)
    jest.advanceTimersByTime(1000)
    expect(await ended).toBe(true)
  })

  test('resolves with false at once when it is aborted, and leaves no timer', async () => {
    jest.useFakeTimers()
    const abort = new AbortController()
    const ended = pause(1000, abort.signal)
    abort.abort()
    expect(await ended).toBe(false)
    expect(jest.getTimerCount()).toBe(0)
    expect(await pause(1000, abort.signal)).toBe(false)
  })
})

test('a serial queue runs one function after the other, even after one that failed', async () => {
  const inOrder = createSerialQueue()
  const done: string[] = []
  const work = (name: string, fails = false) =>
    inOrder(async () => {
      await Promise.resolve()
      done.push(name)
      if (fails) throw new Error(name)
      return name
    })
  const results = await Promise.allSettled([work('one'), work('two', true), work('three')])
  expect(done).toEqual(['one', 'two', 'three'])
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
})
