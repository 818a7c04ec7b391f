import { afterEach, describe, expect, jest, test } from '@jest/globals'
import { createWorker, type RunOnce, type Worker } from '#api/workers/worker'

const anHour = 3_600_000

describe('a worker', () => {
  let worker: Worker
  afterEach(async () => {
    jest.useRealTimers()
    await worker.stop()
  })

  /** Starts a worker whose iterations return `results` in order, then false. Resolves `ran(n)` with iteration number n. */
  function start(results: (boolean | Error)[] = [], wakeBefore = false) {
    const reported: unknown[] = []
    worker = createWorker(anHour, (error) => reported.push(error))
    let count = 0
    const begun: number[] = []
    const waiting = new Map<number, () => void>()
    const ran = (iteration: number) =>
      new Promise<void>((resolve) => {
        if (count >= iteration) resolve()
        else waiting.set(iteration, resolve)
      })
    const runOnce: RunOnce = () => {
      const result = results[count] ?? false
      count += 1
      begun.push(Date.now())
      waiting.get(count)?.()
      return result instanceof Error ? Promise.reject(result) : Promise.resolve(result)
    }
    if (wakeBefore) worker.wake()
    worker.start(runOnce)
    return { reported, ran, begun, count: () => count }
  }

  test('runs on at once while there may be more work, and then waits for its interval', async () => {
    const { ran, count } = start([true, true, false])
    await ran(3)
    await new Promise((resolve) => setImmediate(resolve))
    expect(count()).toBe(3)
  })

  test('runs again when it is woken during the interval', async () => {
    const { ran } = start()
    await ran(1)
    await new Promise((resolve) => setImmediate(resolve))
    worker.wake()
    await ran(2)
  })

  test('runs again when it is woken during an iteration', async () => {
    const { ran } = start()
    worker.wake()
    await ran(2)
  })

  test('reports an iteration that throws and runs it again', async () => {
    const fault = new Error('The store is away.')
    const { ran, reported } = start([fault])
    await ran(2)
    expect(reported).toEqual([fault])
  })

  test('waits longer after each failure in a row, and starts again after a success', async () => {
    jest.useFakeTimers()
    const fault = new Error('The store is away.')
    const { begun } = start([fault, fault, fault, true, fault])
    await jest.advanceTimersByTimeAsync(10_000)
    const waits = begun.map((at, place) => (begun[place + 1] ?? at) - at)
    const most = [200, 400, 800, 0, 200, 0]
    expect(waits).toHaveLength(most.length)
    for (const [place, wait] of waits.entries()) {
      expect(wait).toBeGreaterThanOrEqual((most[place] ?? 0) / 2)
      expect(wait).toBeLessThanOrEqual(most[place] ?? 0)
    }
  })

  test('ends the wait after a failure when it is stopped, but not when it is woken', async () => {
    jest.useFakeTimers()
    const { ran, count } = start([new Error('The store is away.')])
    await ran(1)
    await jest.advanceTimersByTimeAsync(0)
    worker.wake()
    await jest.advanceTimersByTimeAsync(99)
    expect(count()).toBe(1)
    await worker.stop()
    expect([count(), jest.getTimerCount()]).toEqual([1, 0])
  })

  test('can be woken before it is started', async () => {
    const { ran } = start([], true)
    await ran(1)
  })

  test('runs no further iteration once it was stopped', async () => {
    const { ran, count } = start()
    await ran(1)
    await worker.stop()
    worker.wake()
    await new Promise((resolve) => setImmediate(resolve))
    expect(count()).toBe(1)
  })
})
