import type { ErrorCode } from '#core/contract/problems'

/** Why a request was not answered with success. `unreachable`: no answer of ours came back, so nobody knows what it did. */
export type FailureCode = ErrorCode | 'unreachable'

/** `retryAfter` in seconds, where the server named a time. */
export interface Failure {
  code: FailureCode
  retryAfter: number | null
}
export type Result<Value> = { ok: true; value: Value } | ({ ok: false } & Failure)

const transientCodes: readonly FailureCode[] = ['unreachable', 'unavailable', 'internal', 'tooManyRequests']
const transientStatuses: readonly number[] = [408, 425, 429]

/** Whether the same request may succeed a little later. Takes a code of ours, or the HTTP status of an answer that has none. */
export const isTransient = (reason: FailureCode | number): boolean =>
  typeof reason === 'number' ? reason >= 500 || transientStatuses.includes(reason) : transientCodes.includes(reason)

/** As `isTransient`, where whoever sends the request gets a new token by itself. */
export const isTransientOrUnauthenticated = (code: FailureCode): boolean =>
  code === 'unauthenticated' || isTransient(code)

/** Milliseconds: the first delay, and the one that is never exceeded. */
export interface Backoff {
  firstMs: number
  longestMs: number
}
export const usualBackoff: Backoff = { firstMs: 500, longestMs: 30_000 }

/**
 * Milliseconds until the next try. Doubles with each failure up to the longest, then shortened by up to half at random, so
 * that many clients do not come back at once. `failures` counts from 0.
 */
export const retryDelay = (failures: number, { firstMs, longestMs }: Backoff = usualBackoff): number =>
  Math.min(longestMs, firstMs * 2 ** failures) * (0.5 + Math.random() / 2)

/** Waits as long as the server asked for, else as long as the back-off says. Milliseconds. */
export const delayAfter = ({ retryAfter }: Pick<Failure, 'retryAfter'>, failures: number, backoff?: Backoff): number =>
  retryAfter ? retryAfter * 1000 : retryDelay(failures, backoff)

/** Resolves with true when the time has passed, and at once with false when `signal` aborts. Never rejects. */
export function pause(milliseconds: number, signal?: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    if (signal?.aborted) {
      resolve(false)
      return
    }
    const done = (passed: boolean) => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', onAbort)
      resolve(passed)
    }
    const onAbort = () => done(false)
    const timer = setTimeout(() => done(true), milliseconds)
    signal?.addEventListener('abort', onAbort)
  })
}

/** Does one piece of work after the other, in the order asked for. Each caller gets the result or the error of its own work. */
export function createSerialQueue() {
  let last: Promise<unknown> = Promise.resolve()
  return <Value>(work: () => Promise<Value>): Promise<Value> => {
    const own = last.then(work)
    last = own.catch(() => undefined)
    return own
  }
}
