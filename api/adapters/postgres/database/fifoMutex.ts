import { StoreUnavailable } from './storeUnavailable.ts'

/** A line of people before one door: first come, first served, bounded in length and in patience. */
export interface FifoMutex {
  /** Settles when it is this caller's turn. Who entered must leave. */
  enter(): Promise<void>
  leave(): void
  /** Nobody gets in any more; settles when the last one inside has left. */
  close(): Promise<void>
  readonly busy: boolean
}

interface Waiting {
  admit: () => void
  refuse: (reason: Error) => void
  timer: NodeJS.Timeout
}

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
        // The embedded database answers without ever leaving the event loop's turn: let sockets and timers in between.
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
