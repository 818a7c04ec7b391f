import { setTimeout as delay } from 'node:timers/promises'
import pTimeout from 'p-timeout'
import { backoffDelay } from '../server/async.ts'

const backoff = { firstMs: 200, longestMs: 5000 }

export interface Worker {
  /** Works now instead of waiting for the next turn. */
  wake(): void
  /** Waits for the turn under way; no other one follows. */
  stop(): Promise<void>
}

/**
 * Works in turns: again at once while a turn says that there was work, otherwise after `every` milliseconds or when
 * woken. A turn that fails is reported and tried again after a pause that grows.
 */
export function startWorker(every: number, turn: () => Promise<boolean>, report: (error: unknown) => void): Worker {
  let stopped = false
  let woken = false
  let failures = 0
  let wakeUp: () => void = () => undefined

  const pause = (milliseconds: number) =>
    new Promise<void>((resolve) => {
      if (woken || stopped) return resolve()
      const timer = setTimeout(resolve, milliseconds)
      wakeUp = () => {
        clearTimeout(timer)
        resolve()
      }
    })

  const run = async () => {
    while (!stopped) {
      woken = false
      try {
        const busy = await turn()
        failures = 0
        if (!busy) await pause(every)
      } catch (error) {
        report(error)
        await delay(backoffDelay(failures, backoff))
        failures += 1
      }
    }
  }
  const running = run()
  return {
    wake: () => {
      woken = true
      wakeUp()
    },
    stop: () => {
      stopped = true
      wakeUp()
      return running
    },
  }
}

/** So long, in milliseconds, is one turn waited for. */
const patienceMs = 1000

interface OverlappingWork {
  turn: () => Promise<boolean>
  /** Waits for every turn that still goes on. */
  settled: () => Promise<unknown>
}

/** Lets the next turn begin while a long one goes on: for work whose parts must not wait for each other. */
export function allowOverlap(turn: () => Promise<boolean>): OverlappingWork {
  const going = new Set<Promise<boolean>>()
  return {
    turn: async () => {
      const current = turn().finally(() => going.delete(current))
      going.add(current)
      return pTimeout(current, { milliseconds: patienceMs, fallback: () => true })
    },
    settled: () => Promise.allSettled(going),
  }
}
