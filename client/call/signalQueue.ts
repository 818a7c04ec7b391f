import { isTransientOrUnauthenticated, retryDelay, type Backoff, type FailureCode } from '../retry.ts'
import type { CallSignal } from '#core/contract/calls'
import type { Answered } from './types.ts'

export interface SignalQueueOptions {
  send: (signal: CallSignal) => Promise<Answered<null>>
  /** The server refused a signal; it is dropped. */
  onRefused: (code: FailureCode) => void
}

/** Short delays, because a person waits on the other side of the call. */
export const callBackoff: Backoff = { firstMs: 500, longestMs: 8000 }

/**
 * Sends signals to the other side one after the other. A transient failure or `unauthenticated` is retried with growing
 * delays; any other refusal drops the signal and calls `onRefused`.
 */
export function createSignalQueue({ send, onRefused }: SignalQueueOptions) {
  let waiting: CallSignal[] = []
  let busy = false
  let failures = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  const sendNext = async (): Promise<void> => {
    const next = waiting[0]
    if (busy || !next) return
    busy = true
    const answer = await send(next)
    busy = false
    if (!answer.ok && isTransientOrUnauthenticated(answer.code)) {
      timer = setTimeout(() => void sendNext(), retryDelay(failures++, callBackoff))
      return
    }
    failures = 0
    waiting = waiting.filter((one) => one !== next)
    if (!answer.ok) onRefused(answer.code)
    return sendNext()
  }

  return {
    signal: (signal: CallSignal) => {
      // A new description replaces the previous one and its candidates; of the other kinds only the newest counts.
      const outdated =
        signal.kind === 'offer' || signal.kind === 'answer' ? ['offer', 'answer', 'candidate'] : [signal.kind]
      if (signal.kind !== 'candidate') waiting = waiting.filter(({ kind }) => !outdated.includes(kind))
      waiting.push(signal)
      clearTimeout(timer)
      void sendNext()
    },
    stop: () => {
      clearTimeout(timer)
      waiting = []
    },
  }
}
