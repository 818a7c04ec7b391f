import { setTimeout as pause } from 'node:timers/promises'
import { backoffDelay } from '../server/backoff.ts'
import { isUnavailable } from '../server/problemResponses.ts'

const backoff = { firstMs: 100, longestMs: 2000 }

export type RetryUntilStored = <Args extends unknown[], Result>(
  write: (...args: Args) => Promise<Result>,
) => (...args: Args) => Promise<Result>

/**
 * Wraps a write that is retried while the store is unavailable. It is for recording something that has already happened
 * outside the store and would be repeated if it were not recorded. Once `stopping` is aborted, the error is thrown.
 */
export const createRetryUntilStored =
  (stopping: AbortSignal): RetryUntilStored =>
  (write) =>
  async (...args) => {
    for (let failures = 0; ; failures += 1) {
      try {
        return await write(...args)
      } catch (error) {
        if (!isUnavailable(error) || stopping.aborted) throw error
      }
      await pause(backoffDelay(failures, backoff))
    }
  }
