import { retryDelay, type Backoff } from '../retry.ts'

export interface ReconnectTimerOptions {
  /** Milliseconds before the first retry, by the state of the connection: `new` to connect, `disconnected` to recover by itself. */
  timeouts: Record<'new' | 'disconnected' | 'failed', number>
  /** Reconnects; `tries` counts from 1. */
  reconnect: (tries: number) => void
}

const reconnectBackoff: Backoff = { firstMs: 500, longestMs: 12_000 }

/** Calls `reconnect` with growing delays until the connection state is `connected`. */
export function createReconnectTimer({ timeouts, reconnect }: ReconnectTimerOptions) {
  let tries = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  const wait = (milliseconds: number) => {
    clearTimeout(timer)
    timer = setTimeout(() => {
      tries++
      reconnect(tries)
      wait(retryDelay(tries + 2, reconnectBackoff))
    }, milliseconds)
  }

  return {
    /** Retries since the connection was last connected. */
    tries: () => tries,
    onState: (state: RTCPeerConnectionState) => {
      if (state === 'connected') {
        clearTimeout(timer)
        tries = 0
      } else if (tries === 0 && state !== 'closed') wait(timeouts[state === 'connecting' ? 'new' : state])
    },
    stop: () => clearTimeout(timer),
  }
}
