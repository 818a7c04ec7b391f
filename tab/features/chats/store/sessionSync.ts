import { lastSeqOf } from '#client/session/eventLog'
import { findGap } from './sessionLists.ts'
import { threadOf, type Chats, type ChatsChange } from './chatState.ts'
import { problemOf, type SessionApi } from './sessionApi.ts'

export interface SessionSyncDependencies {
  server: Pick<SessionApi, 'live' | 'ended' | 'session' | 'events'>
  chats: () => Chats
  change: (change: ChatsChange) => void
}

/** Fetches what the console is missing: the lists, outdated sessions, and events after the last known `seq`. */
export function createSessionSync({ server, chats, change }: SessionSyncDependencies) {
  const running = new Map<string, Promise<void>>()

  /** Reads both lists and fetches all missing events. Throws if the lists cannot be read. */
  async function syncAll() {
    const before = Object.values(chats().sessions).filter(({ status }) => status !== 'ended')
    const [live, ended] = await Promise.all([server.live(), server.ended()])
    change({ kind: 'sessions', sessions: [...live, ...ended], loaded: true })
    const listed = new Set([...live, ...ended].map(({ id }) => id))
    await Promise.allSettled(before.filter(({ id }) => !listed.has(id)).map(({ id }) => refresh(id)))
    await Promise.allSettled(Object.keys(chats().sessions).map(catchUp))
  }

  async function refresh(sessionId: string) {
    try {
      change({ kind: 'sessions', sessions: [await server.session(sessionId)] })
    } catch (fault) {
      if (problemOf(fault)?.status !== 404) throw fault
      change({ kind: 'gone', sessionId })
    }
  }

  async function fetchMissing(sessionId: string) {
    if (findGap(chats(), sessionId) === 'session') await refresh(sessionId)
    while (findGap(chats(), sessionId) === 'events') {
      const after = lastSeqOf(threadOf(chats(), sessionId))
      const { items } = await server.events(sessionId, after)
      change({ kind: 'events', sessionId, items })
      if (lastSeqOf(threadOf(chats(), sessionId)) === after) return
    }
  }

  /** Fetches the missing events of one session. Concurrent calls share one run. */
  function catchUp(sessionId: string): Promise<void> {
    const pending = running.get(sessionId)
    if (pending) return pending
    const started = fetchMissing(sessionId).finally(() => running.delete(sessionId))
    running.set(sessionId, started)
    return started
  }

  return { syncAll, refresh, catchUp }
}
