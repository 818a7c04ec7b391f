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

/** Whether the same request may succeed a little later. */
export const isTransient = (code: FailureCode): boolean => transientCodes.includes(code)

/** The same by HTTP status, for an answer with no code that is known here. */
export const isTransientStatus = (status: number): boolean => status >= 500 || [408, 425, 429].includes(status)

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

/** Does one piece of work after the other, in the order asked for. Each caller gets the result or the error of its own work. */
export function createSerialQueue() {
  let last: Promise<unknown> = Promise.resolve()
  return <Value>(work: () => Promise<Value>): Promise<Value> => {
    const own = last.then(work)
    last = own.catch(() => undefined)
    return own
  }
}
