import pTimeout from 'p-timeout'
import { backoffDelay } from '../server/backoff.ts'

const backoff = { firstMs: 200, longestMs: 5000 }

/** One iteration of a worker. True: there may be more work, so the next iteration starts immediately. */
export type RunOnce = () => Promise<boolean>

export interface Worker {
  /** Starts the loop. To be called once. */
  start(runOnce: RunOnce): void
  /** Starts the next iteration now instead of after the interval. Has no effect before `start`: the first one is immediate. */
  wake(): void
  /** Starts no further iteration, and resolves when the current one has finished. A pause ends at once. */
  stop(): Promise<void>
}

/**
 * A worker, not yet started. It runs iterations in a loop: the next one starts immediately if there may be more work, otherwise after `intervalMs` or
 * when the worker is woken. An iteration that throws is reported and retried with back-off, woken or not.
 */
export function createWorker(intervalMs: number, report: (error: unknown) => void): Worker {
  let stopped = false
  let woken = false
  let failures = 0
  let onWake: () => void = () => undefined
  let onStop: () => void = () => undefined
  let running: Promise<void> = Promise.resolve()

  const pause = (milliseconds: number, untilWoken: boolean) =>
    new Promise<void>((resolve) => {
      if (stopped || (untilWoken && woken)) return resolve()
      const timer = setTimeout(resolve, milliseconds)
      onStop = () => {
        clearTimeout(timer)
        resolve()
      }
      onWake = untilWoken ? onStop : () => undefined
    })

  const run = async (runOnce: RunOnce) => {
    while (!stopped) {
      woken = false
      try {
        const hasMore = await runOnce()
        failures = 0
        if (!hasMore) await pause(intervalMs, true)
      } catch (error) {
        report(error)
        await pause(backoffDelay(failures, backoff), false)
        failures += 1
      }
    }
  }
  return {
    start: (runOnce) => {
      running = run(runOnce)
    },
    wake: () => {
      woken = true
      onWake()
    },
    stop: () => {
      stopped = true
      onStop()
      return running
    },
  }
}

/** After this time an iteration no longer delays the next one. */
const overlapAfterMs = 1000

interface OverlappingRuns {
  runOnce: RunOnce
  /** Resolves when every unfinished iteration has settled. */
  settled: () => Promise<unknown>
}

/** Starts the next iteration although a slow one has not finished, so that independent items do not wait for each other. */
export function allowOverlap(runOnce: RunOnce): OverlappingRuns {
  const unfinished = new Set<Promise<boolean>>()
  return {
    runOnce: async () => {
      const current = runOnce().finally(() => unfinished.delete(current))
      unfinished.add(current)
      return pTimeout(current, { milliseconds: overlapAfterMs, fallback: () => true })
    },
    settled: () => Promise.allSettled(unfinished),
  }
}
