import { afterEach, describe, expect, test } from '@jest/globals'
import { createWorker, type RunOnce, type Worker } from '#api/workers/worker'

const anHour = 3_600_000

describe('a worker', () => {
  let worker: Worker
  afterEach(() => worker.stop())

  /** Starts a worker whose iterations return `results` in order, then false. Resolves `ran(n)` with iteration number n. */
  function start(results: (boolean | Error)[] = [], wakeBefore = false) {
    const reported: unknown[] = []
    worker = createWorker(anHour, (error) => reported.push(error))
    let count = 0
    const waiting = new Map<number, () => void>()
    const ran = (iteration: number) =>
      new Promise<void>((resolve) => {
        if (count >= iteration) resolve()
        else waiting.set(iteration, resolve)
      })
    const runOnce: RunOnce = () => {
      const result = results[count] ?? false
      count += 1
      waiting.get(count)?.()
      return result instanceof Error ? Promise.reject(result) : Promise.resolve(result)
    }
    if (wakeBefore) worker.wake()
    worker.start(runOnce)
    return { reported, ran, count: () => count }
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
