import { setTimeout as wait } from 'node:timers/promises'
import type { CallProblem } from '#core/contract/calls'

/** Why a service of Microsoft did not do what it was asked. `said`: in its own words; `retryAfter` in milliseconds. */
export interface ServiceError {
  problem: Exclude<CallProblem, 'notConfigured'>
  said: string
  retryAfter: number | null
}

/** What a service answered: a value or its trouble. */
export type Tried<T> = { trouble: ServiceError } | { trouble?: never; value: T }

export const serviceErrorOf = (
  problem: ServiceError['problem'],
  said: string,
  retryAfter: number | null = null,
): { trouble: ServiceError } => ({ trouble: { problem, said: said.slice(0, 300), retryAfter } })

/** How long an agent who takes a call is kept waiting for Microsoft, all steps together. */
export interface Patience {
  signal: AbortSignal
  endsAt: number
}
export const patienceOf = (milliseconds: number): Patience => ({
  signal: AbortSignal.timeout(milliseconds),
  endsAt: Date.now() + milliseconds,
})

const tries = 3

/** Asks again when the service names a time that patience allows. */
export async function withRetry<T>(patience: Patience, ask: () => Promise<Tried<T>>): Promise<Tried<T>> {
  for (let left = tries - 1; ; left -= 1) {
    const tried = await ask()
    const pause = tried.trouble?.retryAfter ?? null
    if (pause === null || left === 0 || Date.now() + pause >= patience.endsAt) return tried
    await wait(pause)
  }
}

/** What comes of the work, unless patience ends before. */
export function within<T>({ signal }: Patience, work: Promise<T>): Promise<T> {
  const ended = new Promise<never>((_resolve, reject) => {
    const end = () => reject(signal.reason instanceof Error ? signal.reason : new Error('No answer in time'))
    if (signal.aborted) end()
    else signal.addEventListener('abort', end, { once: true })
  })
  return Promise.race([work, ended])
}

/** A service that could not be asked at all. */
export const unreachable = (error: unknown): { trouble: ServiceError } =>
  serviceErrorOf('unreachable', error instanceof Error ? error.message : 'No answer')
