import { threadOf, type Chats, type ChatsChange } from './chatsModel.ts'
import type { ChatsServer } from './chatsServer.ts'
import { knownTo } from './chatsThread.ts'

export interface PollWorld {
  server: Pick<ChatsServer, 'events'>
  chats: () => Chats
  change: (change: ChatsChange) => void
  /** Fetches everything that is lacking; throws where the server cannot be reached. */
  everything: () => Promise<void>
  /** Milliseconds between two rounds, and after a round that failed. */
  pauses?: { round: number; failed: number }
}

const longestWait = 20

/** Stands in for the socket: reads the lists in turn, and lets the server hold the answer for the session in focus. */
export function chatsPoll({ server, chats, change, everything, pauses }: PollWorld) {
  const { round, failed } = pauses ?? { round: 3000, failed: 5000 }
  let stopper: AbortController | null = null

  async function listen(signal: AbortSignal) {
    const { focused, sessions } = chats()
    if (focused === null || sessions[focused]?.status !== 'active') return
    const wait = Math.min(longestWait, Math.max(1, Math.round(round / 1000)))
    const { items } = await server.events(focused, knownTo(threadOf(chats(), focused)), wait, signal)
    change({ kind: 'events', sessionId: focused, items })
  }

  async function run(signal: AbortSignal) {
    const stopped = () => signal.aborted
    while (!stopped()) {
      const begun = Date.now()
      try {
        await everything()
        if (!stopped()) change({ kind: 'connection', connection: 'polling' })
        if (!stopped()) await listen(signal)
        await pause(Math.max(0, begun + round - Date.now()), signal)
      } catch {
        if (!stopped()) change({ kind: 'connection', connection: 'offline' })
        await pause(failed, signal)
      }
    }
  }

  return {
    start() {
      if (stopper) return
      stopper = new AbortController()
      void run(stopper.signal)
    },
    stop() {
      stopper?.abort()
      stopper = null
    },
  }
}

const pause = (delay: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) {
      resolve()
      return
    }
    const done = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, delay)
    signal.addEventListener('abort', done)
  })
