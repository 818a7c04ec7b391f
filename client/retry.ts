import type { ErrorCode } from '#core/contract/problems'

/** Why a request failed. `unreachable`: there was no response from the API, so the request may or may not have been processed. */
export type FailureCode = ErrorCode | 'unreachable'

/** `retryAfter`: the `Retry-After` header in seconds; null if there was none. */
export interface Failure {
  code: FailureCode
  retryAfter: number | null
}
export type Result<Value> = { ok: true; value: Value } | ({ ok: false } & Failure)

const transientCodes: readonly FailureCode[] = ['unreachable', 'unavailable', 'internal', 'tooManyRequests']

/** Whether the same request may succeed later: `unreachable`, `unavailable`, `internal` and `tooManyRequests`. */
export const isTransient = (code: FailureCode): boolean => transientCodes.includes(code)

/** As `isTransient`, by HTTP status, for a response without a known error code: 408, 425, 429 and 5xx. */
export const isTransientStatus = (status: number): boolean => status >= 500 || [408, 425, 429].includes(status)

/** As `isTransient`, or `unauthenticated`: for requests that get a new token before they are repeated. */
export const isTransientOrUnauthenticated = (code: FailureCode): boolean =>
  code === 'unauthenticated' || isTransient(code)

/** The first delay and the longest delay, in milliseconds. */
export interface Backoff {
  firstMs: number
  longestMs: number
}
export const usualBackoff: Backoff = { firstMs: 500, longestMs: 30_000 }

/**
 * Milliseconds until the next attempt: doubles with each failure up to `longestMs`, then reduced at random by up to half, so
 * that many clients do not retry at the same time. `failures` counts from 0.
 */
export const retryDelay = (failures: number, { firstMs, longestMs }: Backoff = usualBackoff): number =>
  Math.min(longestMs, firstMs * 2 ** failures) * (0.5 + Math.random() / 2)

/** Milliseconds until the next attempt: the server's `Retry-After`, or else the back-off delay. */
export const delayAfter = ({ retryAfter }: Pick<Failure, 'retryAfter'>, failures: number, backoff?: Backoff): number =>
  retryAfter ? retryAfter * 1000 : retryDelay(failures, backoff)

/** Resolves with true after the delay, or with false as soon as `signal` aborts. Never rejects. */
export const pause = (milliseconds: number, signal?: AbortSignal): Promise<boolean> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds, true)
    const onAbort = () => {
      clearTimeout(timer)
      resolve(false)
    }
    if (signal?.aborted) onAbort()
    else signal?.addEventListener('abort', onAbort, { once: true })
  })

/** Runs asynchronous functions one after the other, in call order. Each call resolves or rejects with its own result. */
export function createSerialQueue() {
  let last: Promise<unknown> = Promise.resolve()
  return <Value>(work: () => Promise<Value>): Promise<Value> => {
    const own = last.then(work)
    last = own.catch(() => undefined)
    return own
  }
}
