import { StoreUnavailable } from './storeUnavailable.ts'

/** FIFO mutex with a queue limit and a wait time-out. */
export interface FifoMutex {
  /**
   * Resolves when the caller holds the mutex, which it must release with `leave`. Rejects with `StoreUnavailable` when
   * the mutex is closed, the queue is full or the wait times out.
   */
  enter(): Promise<void>
  leave(): void
  /** Refuses new callers; resolves when the holder and all waiting callers have left. */
  close(): Promise<void>
  readonly busy: boolean
}

interface Waiting {
  admit: () => void
  refuse: (reason: Error) => void
  timer: NodeJS.Timeout
}

/** `patience`: wait time-out in milliseconds. `places`: maximum number of waiting callers. */
export function createFifoMutex({ patience, places }: { patience: number; places: number }): FifoMutex {
  const waiting: Waiting[] = []
  let inside = false
  let closed: (() => void) | undefined
  const closing = new Promise<void>((resolve) => (closed = resolve))
  let ended = false

  const join = (admit: () => void, refuse: (reason: Error) => void): void => {
    const giveUp = (): void => {
      waiting.splice(waiting.indexOf(entry), 1)
      const hint = 'A transaction opened inside another one waits for itself: pass the transaction on.'
      refuse(new StoreUnavailable(`no session came free within ${patience} ms. ${hint}`))
    }
    const entry = { admit, refuse, timer: setTimeout(giveUp, patience) }
    waiting.push(entry)
  }

  return {
    enter() {
      if (ended) return Promise.reject(new StoreUnavailable('it is closed'))
      if (waiting.length >= places) return Promise.reject(new StoreUnavailable(`${places} are waiting for it already`))
      if (inside) return new Promise(join)
      inside = true
      return Promise.resolve()
    },
    leave() {
      const next = waiting.shift()
      if (next !== undefined) {
        clearTimeout(next.timer)
        // PGlite answers without yielding to the event loop, so give sockets and timers a turn in between.
        setImmediate(next.admit)
        return
      }
      inside = false
      if (ended) closed?.()
    },
    close() {
      if (!ended && !inside) closed?.()
      ended = true
      return closing
    },
    get busy() {
      return inside
    },
  }
}
