import { setTimeout as pause } from 'node:timers/promises'
import { backoffDelay } from '../server/async.ts'
import { isUnavailable } from '../server/problemResponses.ts'

const backoff = { firstMs: 100, longestMs: 2000 }

export type RetryUntilStored = <Given extends unknown[], Result>(
  work: (...given: Given) => Promise<Result>,
) => (...given: Given) => Promise<Result>

/**
 * Makes of a write one that waits for a store that is away: for what has happened outside already and would happen
 * twice if it were not noted. Once `stopped`, the store's refusal passes.
 */
export const createRetryUntilStored =
  (stopped: () => boolean): RetryUntilStored =>
  (work) =>
  async (...given) => {
    for (let failures = 0; ; failures += 1) {
      try {
        return await work(...given)
      } catch (error) {
        if (!isUnavailable(error) || stopped()) throw error
      }
      await pause(backoffDelay(failures, backoff))
    }
  }
