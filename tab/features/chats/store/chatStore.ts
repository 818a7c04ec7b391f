import type { Backoff } from '#client/retry'
import type { EventStream, Socket, StreamStatus, StreamTimings } from '#client/session/eventStream'
import type { RenewalTimings } from '#client/session/tokenRenewal'
import type { AgentFrame } from '#core/contract/streams'
import { agentStream } from './agentStream.ts'
import { readDrafts, writeDrafts } from './draftStorage.ts'
import { changeChats, noChats, threadOf, type Act, type Chats, type ChatsChange } from './chatState.ts'
import { findGap } from './sessionLists.ts'
import { chatsOutgoing } from './outgoingMessages.ts'
import { problemOf, type SessionApi } from './sessionApi.ts'
import { createSessionSync } from './sessionSync.ts'

export interface ChatStoreDependencies {
  server: SessionApi
  openSocket: () => Socket
  /** With `renew`, a new token, because the server refused the current one. */
  token: (renew: boolean) => Promise<string>
  storage: Pick<Storage, 'getItem' | 'setItem'>
  /** Source of `online` and `offline` events. */
  network: Pick<EventTarget, 'addEventListener' | 'removeEventListener'>
  timings?: {
    stream?: Partial<StreamTimings>
    renewal?: RenewalTimings
    outgoing?: Backoff
    /** Milliseconds: before missing events are fetched, between two full refreshes, and between two typing requests. */
    gapDelay?: number
    refreshInterval?: number
    typing?: number
  }
}

/** Stream frames for the call store. `back`: the stream was interrupted and is live again, so signals may be lost. */
export type CallUpdate = Extract<AgentFrame, { type: 'signal' | 'joined' }> | { type: 'back' }

/** The error of an action; null on success. */
export type Fault = Error | null

/** Keeps the console state in sync with the server and performs the agent's actions. One per tab. */
export function createChatStore({ server, openSocket, token, storage, network, timings = {} }: ChatStoreDependencies) {
  const { gapDelay = 400, refreshInterval = 60_000, typing: typingPause = 3000 } = timings
  let chats: Chats = noChats
  const listeners = new Set<() => void>()
  const callListeners = new Set<(update: CallUpdate) => void>()
  const typedAt = new Map<string, number>()
  let clock: ReturnType<typeof setInterval> | undefined

  const change = (next: ChatsChange) => {
    const before = chats
    chats = changeChats(before, next)
    if (chats === before) return
    if (before.loaded && chats.threads !== before.threads) writeDrafts(storage, chats)
    if (!before.loaded && chats.loaded) restoreDrafts()
    listeners.forEach((notify) => notify())
  }
  const tokenOrNone = (renew: boolean) => token(renew).catch(() => undefined)
  const access = { server, chats: () => chats, change, token: tokenOrNone }
  const sync = createSessionSync(access)
  const outgoing = chatsOutgoing({
    ...access,
    onStored: closeGap,
    ...(timings.outgoing ? { backoff: timings.outgoing } : {}),
  })
  const refreshAll = async () => {
    await sync.syncAll()
    change({ kind: 'availability', available: await server.availability() })
  }
  let stream: EventStream | null = null

  function restoreDrafts() {
    for (const [sessionId, { draft, unsent }] of Object.entries(readDrafts(storage))) {
      if (!chats.sessions[sessionId]) continue
      change({ kind: 'restored', sessionId, draft, unsent })
      outgoing.send(sessionId)
    }
  }

  function onFrame(frame: AgentFrame) {
    if (frame.type === 'signal' || frame.type === 'joined') callListeners.forEach((notify) => notify(frame))
    change({ kind: 'frame', frame, at: Date.now() })
    const sessionId = frame.type === 'events' ? frame.sessionId : frame.type === 'session' ? frame.session.id : null
    if (sessionId !== null) closeGap(sessionId)
  }

  function closeGap(sessionId: string) {
    if (findGap(chats, sessionId) === null) return
    setTimeout(() => void sync.catchUp(sessionId).catch(() => null), gapDelay)
  }

  function onStatus(status: StreamStatus) {
    if (status === 'live') {
      void refreshAll().catch(() => null)
      callListeners.forEach((notify) => notify({ type: 'back' }))
    }
    if (status === 'live' || status === 'polling') outgoing.resume()
    // While reconnecting, the previous state is kept, so that the banner does not flicker.
    const connection = connections[status]
    if (connection) change({ kind: 'connection', connection })
  }

  const reconnect = () => stream?.reconnect()
  const offline = () => change({ kind: 'connection', connection: 'offline' })

  function start() {
    stream = agentStream({
      ...{ ...access, openSocket, refreshAll, onFrame, onStatus },
      ...{ timings: timings.stream, renewal: timings.renewal },
    })
    Object.keys(chats.threads).forEach(outgoing.send)
    void refreshAll().catch(() => null)
    let lastTick = Date.now()
    clock = setInterval(() => {
      // After the machine was asleep, a dead socket may still look open.
      if (Date.now() - lastTick > 2 * refreshInterval) reconnect()
      else if (chats.connection === 'live') void refreshAll().catch(() => null)
      lastTick = Date.now()
    }, refreshInterval)
    network.addEventListener('online', reconnect)
    network.addEventListener('offline', offline)
  }

  function stop() {
    clearInterval(clock)
    stream?.close()
    outgoing.close()
    network.removeEventListener('online', reconnect)
    network.removeEventListener('offline', offline)
  }

  const attempt = async (work: () => Promise<void>): Promise<Fault> => {
    try {
      await work()
      return null
    } catch (fault) {
      return fault instanceof Error ? fault : new Error(String(fault))
    }
  }

  return {
    get: (): Chats => chats,
    subscribe: (notify: () => void) => {
      if (listeners.size === 0) start()
      listeners.add(notify)
      return () => {
        listeners.delete(notify)
        if (listeners.size === 0) stop()
      }
    },
    /** Subscribes the call store to frames that do not change the chats. */
    subscribeToCalls: (notify: (update: CallUpdate) => void) => {
      callListeners.add(notify)
      return () => callListeners.delete(notify)
    },
    /** Focuses a session and fetches it if necessary: a link may point to an older session. */
    focus(sessionId: string | null): Promise<Fault> {
      change({ kind: 'focus', sessionId })
      return attempt(async () => {
        if (sessionId === null) return
        if (!chats.sessions[sessionId]) change({ kind: 'sessions', sessions: [await server.session(sessionId)] })
        await sync.catchUp(sessionId)
      })
    },
    send(sessionId: string, text: string) {
      change({ kind: 'send', sessionId, message: { key: crypto.randomUUID(), text, at: Date.now() } })
      outgoing.send(sessionId)
    },
    /** Sends waiting messages now, without waiting for the back-off. */
    tryAgain: outgoing.retryNow,
    forget: (sessionId: string, key: string) => change({ kind: 'forget', sessionId, key }),
    write(sessionId: string, text: string) {
      change({ kind: 'draft', sessionId, text })
      const last = typedAt.get(sessionId) ?? -Infinity
      if (text === '' || chats.sessions[sessionId]?.status !== 'active' || Date.now() - last < typingPause) return
      typedAt.set(sessionId, Date.now())
      void server.typing(sessionId).catch(() => null)
    },
    /** Marks the customer's messages up to this `seq` as read. */
    read(sessionId: string, upTo: number) {
      const session = chats.sessions[sessionId]
      if (!session || session.status === 'ringing' || upTo <= threadOf(chats, sessionId).readTo) return
      change({ kind: 'read', sessionId, upTo })
      if (upTo > session.seenUpTo) void server.seen(sessionId, upTo).catch(() => null)
    },
    async act(sessionId: string, act: Act, body: object = {}): Promise<Fault> {
      if (chats.acting[sessionId]) return null
      change({ kind: 'acting', sessionId, act })
      const fault = await attempt(async () => {
        const session = await server.act(sessionId, act, body)
        if (session) change({ kind: 'sessions', sessions: [session] })
        else await sync.refresh(sessionId)
      })
      if (problemOf(fault)) await attempt(() => sync.refresh(sessionId))
      change({ kind: 'acting', sessionId, act: null })
      return fault
    },
    setAvailable: (available: boolean): Promise<Fault> =>
      attempt(async () => change({ kind: 'availability', available: await server.setAvailability(available) })),
  }
}

export type ChatStore = ReturnType<typeof createChatStore>

const connections = {
  live: 'live',
  polling: 'polling',
  reconnecting: null,
  unreachable: 'offline',
  forbidden: 'refused',
} as const
