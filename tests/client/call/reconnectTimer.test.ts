import { afterEach, beforeEach, expect, jest, test } from '@jest/globals'
import { createReconnectTimer } from '#client/call/reconnectTimer'

beforeEach(() => {
  jest.useFakeTimers()
})
afterEach(() => {
  jest.useRealTimers()
})

const timeouts = { new: 20_000, disconnected: 3000, failed: 0 }

function timer() {
  const tries: number[] = []
  return { tries, timer: createReconnectTimer({ timeouts, reconnect: (count) => tries.push(count) }) }
}

test.each([
  ['connecting', 20_000],
  ['new', 20_000],
  ['disconnected', 3000],
  ['failed', 0],
] as const)('reconnects a connection that is %s after %i ms', async (state, wait) => {
  const { tries, timer: reconnects } = timer()
  reconnects.onState(state)
  if (wait > 0) await jest.advanceTimersByTimeAsync(wait - 1)
  expect(tries).toEqual([])
  await jest.advanceTimersByTimeAsync(1)
  expect(tries).toEqual([1])
  reconnects.stop()
})

test('waits longer after each try, and at most twelve seconds', async () => {
  const { tries, timer: reconnects } = timer()
  reconnects.onState('failed')
  await jest.advanceTimersByTimeAsync(60_000)
  const inAMinute = tries.length
  expect(inAMinute).toBeGreaterThanOrEqual(6)
  expect(inAMinute).toBeLessThanOrEqual(12)
  await jest.advanceTimersByTimeAsync(12_000)
  expect(tries.length).toBeGreaterThan(inAMinute)
  reconnects.stop()
})

test('ends its tries once the connection is back, and begins anew at the next loss', async () => {
  const { tries, timer: reconnects } = timer()
  reconnects.onState('failed')
  await jest.advanceTimersByTimeAsync(10_000)
  const before = tries.length
  reconnects.onState('connected')
  expect([reconnects.tries(), jest.getTimerCount()]).toEqual([0, 0])
  await jest.advanceTimersByTimeAsync(60_000)
  expect(tries).toHaveLength(before)
  reconnects.onState('disconnected')
  await jest.advanceTimersByTimeAsync(3000)
  expect(tries.at(-1)).toBe(1)
  reconnects.stop()
  expect(jest.getTimerCount()).toBe(0)
})

test('does not reconnect a closed connection', async () => {
  const { tries, timer: reconnects } = timer()
  reconnects.onState('closed')
  await jest.advanceTimersByTimeAsync(60_000)
  expect(tries).toEqual([])
})
