import { retryDelay, type Backoff } from '../retry.ts'

export interface ReconnectTimerOptions {
  /** Milliseconds a new connection may take, one that was cut off may come back by itself, and one that failed waits. */
  patience: Record<'new' | 'disconnected' | 'failed', number>
  /** Tries to connect again; `tries` counts from 1. */
  again: (tries: number) => void
}

const reconnectBackoff: Backoff = { firstMs: 500, longestMs: 12_000 }

/** Tries again and again, less and less often, until the connection stands. */
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
    /** How often it was tried since the connection last stood. */
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
