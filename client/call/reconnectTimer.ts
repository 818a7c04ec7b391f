import { retryDelay, type Backoff } from '../retry.ts'

export interface ReconnectTimerOptions {
  /** Milliseconds before the first retry, by the state of the connection: `new` to connect, `disconnected` to recover by itself. */
  patience: Record<'new' | 'disconnected' | 'failed', number>
  /** Reconnects; `tries` counts from 1. */
  again: (tries: number) => void
}

const reconnectBackoff: Backoff = { firstMs: 500, longestMs: 12_000 }

/** Calls `again` with growing delays until the connection state is `connected`. */
export function createReconnectTimer({ patience, again }: ReconnectTimerOptions) {
  let tries = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  const wait = (milliseconds: number) => {
    clearTimeout(timer)
    timer = setTimeout(() => {
      tries++
      again(tries)
      wait(retryDelay(tries + 2, reconnectBackoff))
    }, milliseconds)
  }

  return {
    /** Retries since the connection was last connected. */
    tries: () => tries,
    see: (state: RTCPeerConnectionState) => {
      if (state === 'connected') {
        clearTimeout(timer)
        tries = 0
      } else if (tries === 0 && state !== 'closed') wait(patience[state === 'connecting' ? 'new' : state])
    },
    stop: () => clearTimeout(timer),
  }
}
