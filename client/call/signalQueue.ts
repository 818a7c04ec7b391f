import { isTransientOrUnauthenticated, retryDelay, type Backoff, type FailureCode } from '../retry.ts'
import type { CallSignal } from '#core/contract/calls'
import type { Answered } from './types.ts'

export interface SignalQueueOptions {
  send: (signal: CallSignal) => Promise<Answered<null>>
  /** It was refused for good. */
  onRefused: (code: FailureCode) => void
}

/** Somebody waits at the other end of a call: never for long. */
export const callBackoff: Backoff = { firstMs: 500, longestMs: 8000 }

/** Tells the other side one thing after the other, each until it has arrived. */
export function createSignalQueue({ send, onRefused }: SignalQueueOptions) {
  let waiting: CallSignal[] = []
  let busy = false
  let failures = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  const go = async (): Promise<void> => {
    const next = waiting[0]
    if (busy || !next) return
    busy = true
    const answer = await send(next)
    busy = false
    if (!answer.ok && isTransientOrUnauthenticated(answer.code)) {
      timer = setTimeout(() => void go(), retryDelay(failures++, callBackoff))
      return
    }
    failures = 0
    waiting = waiting.filter((one) => one !== next)
    if (!answer.ok) onRefused(answer.code)
    return go()
  }

  return {
    signal: (signal: CallSignal) => {
      // A new description leaves nothing to say about the one before; of what is sent, the newest counts.
      const outdated =
        signal.kind === 'offer' || signal.kind === 'answer' ? ['offer', 'answer', 'candidate'] : [signal.kind]
      if (signal.kind !== 'candidate') waiting = waiting.filter(({ kind }) => !outdated.includes(kind))
      waiting.push(signal)
      clearTimeout(timer)
      void go()
    },
    stop: () => {
      clearTimeout(timer)
      waiting = []
    },
  }
}
