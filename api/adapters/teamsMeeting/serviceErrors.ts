import { setTimeout as wait } from 'node:timers/promises'
import type { CallProblem } from '#core/contract/calls'

/** Why a request to a Microsoft service failed. `said`: the service's error text; `retryAfter` in milliseconds. */
export interface ServiceError {
  problem: Exclude<CallProblem, 'notConfigured'>
  said: string
  retryAfter: number | null
}

/** Result of a service request: a value or an error. */
export type Tried<T> = { trouble: ServiceError } | { trouble?: never; value: T }

export const serviceErrorOf = (
  problem: ServiceError['problem'],
  said: string,
  retryAfter: number | null = null,
): { trouble: ServiceError } => ({ trouble: { problem, said: said.slice(0, 300), retryAfter } })

/**
 * Deadline for all Microsoft requests together while a user waits for a call; `endsAt` in milliseconds since the
 * epoch.
 */
export interface Patience {
  signal: AbortSignal
  endsAt: number
}
export const patienceOf = (milliseconds: number): Patience => ({
  signal: AbortSignal.timeout(milliseconds),
  endsAt: Date.now() + milliseconds,
})

const tries = 3

/** Retries if the service sends a Retry-After that ends before the deadline. */
export async function withRetry<T>(patience: Patience, ask: () => Promise<Tried<T>>): Promise<Tried<T>> {
  for (let left = tries - 1; ; left -= 1) {
    const tried = await ask()
    const pause = tried.trouble?.retryAfter ?? null
    if (pause === null || left === 0 || Date.now() + pause >= patience.endsAt) return tried
    await wait(pause)
  }
}

/** The error for a service that could not be reached. */
export const unreachable = (error: unknown): { trouble: ServiceError } =>
  serviceErrorOf('unreachable', error instanceof Error ? error.message : 'No answer')
