interface Backoff {
  firstMs: number
  longestMs: number
}

/**
 * Milliseconds until the next attempt: doubles with each failure up to `longestMs`, then reduced at random by up to half,
 * so that many callers do not retry at the same time. `failures` counts from 0. Browsers have the same in
 * `client/retry.ts`.
 */
export const backoffDelay = (failures: number, { firstMs, longestMs }: Backoff, random = Math.random): number =>
  Math.min(longestMs, firstMs * 2 ** failures) * (0.5 + random() / 2)

/** Keys whose failures are remembered. One key more, and the back-off of the key that failed longest ago starts again. */
const maxKeys = 1000

/** A separate back-off for each key. */
export function createKeyedBackoff(backoff: Backoff, random = Math.random) {
  const failures = new Map<string, number>()
  return {
    /** Records a failure and returns the milliseconds until the next attempt. */
    failed: (key: string): number => {
      const before = failures.get(key) ?? 0
      failures.delete(key)
      failures.set(key, before + 1)
      const [oldest] = failures.keys()
      if (failures.size > maxKeys && oldest !== undefined) failures.delete(oldest)
      return backoffDelay(before, backoff, random)
    },
    succeeded: (key: string): void => {
      failures.delete(key)
    },
  }
}
