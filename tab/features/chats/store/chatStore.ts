import type { Backoff } from '#client/retry'
import type { EventStream, Socket, StreamStatus, StreamTimings } from '#client/session/eventStream'
import type { RenewalTimings } from '#client/session/tokenRenewal'
import type { AgentFrame } from '#core/contract/streams'
import { agentStream } from './agentStream.ts'
import { readDrafts, writeDrafts } from './draftStorage.ts'
import { changeChats, noChats, threadOf, type Act, type Chats, type ChatsChange } from './chatState.ts'
import { behind } from './sessionLists.ts'
import { chatsOutgoing } from './outgoingMessages.ts'
import { problemOf, type SessionApi } from './sessionApi.ts'
import { createSessionSync } from './sessionSync.ts'

export interface ChatStoreDependencies {
  server: SessionApi
  openSocket: () => Socket
  /** `renew` asks for another token than the one that the server just refused. */
  token: (renew: boolean) => Promise<string>
  storage: Pick<Storage, 'getItem' | 'setItem'>
  /** Tells `online` and `offline`. */
  network: Pick<EventTarget, 'addEventListener' | 'removeEventListener'>
  patience?: {
    stream?: Partial<StreamTimings>
    renewal?: RenewalTimings
    outgoing?: Backoff
    /** Milliseconds until events that a frame left out are fetched, between two full reads, and between two signs of typing. */
    settle?: number
    readAgain?: number
    typing?: number
  }
}

/** What the stream says to a talk: what the other side says, which windows take part, and that it was away itself. */
export type CallUpdate = Extract<AgentFrame, { type: 'signal' | 'joined' }> | { type: 'back' }

/** What went wrong with something the agent asked for: null where it was done. */
export type Fault = Error | null

/** The agent's desk: keeps the chats true to the server and carries out what the agent does. One to a tab. */
export function createChatStore({ server, openSocket, token, storage, network, patience = {} }: ChatStoreDependencies) {
  const { settle = 400, readAgain = 60_000, typing: typingPause = 3000 } = patience
  let chats: Chats = noChats
  const listeners = new Set<() => void>()
  const callStore = new Set<(news: CallUpdate) => void>()
  const typedAt = new Map<string, number>()
  let clock: ReturnType<typeof setInterval> | undefined

  const change = (step: ChatsChange) => {
    const before = chats
    chats = changeChats(before, step)
    if (chats === before) return
    if (before.loaded && chats.threads !== before.threads) writeDrafts(storage, chats)
    if (!before.loaded && chats.loaded) bringBackKept()
    listeners.forEach((notify) => notify())
  }
  const tokenOrNone = (renew: boolean) => token(renew).catch(() => undefined)
  const access = { server, chats: () => chats, change, token: tokenOrNone }
  const sync = createSessionSync(access)
  const outgoing = chatsOutgoing({
    ...access,
    onStored: closeGap,
    ...(patience.outgoing ? { backoff: patience.outgoing } : {}),
  })
  const everything = async () => {
    await sync.everything()
    change({ kind: 'availability', available: await server.availability() })
  }
  let stream: EventStream | null = null

  function bringBackKept() {
    for (const [sessionId, { draft, unsent }] of Object.entries(readDrafts(storage))) {
      if (!chats.sessions[sessionId]) continue
      change({ kind: 'kept', sessionId, draft, unsent })
      outgoing.send(sessionId)
    }
  }

  function onFrame(frame: AgentFrame) {
    if (frame.type === 'signal' || frame.type === 'joined') callStore.forEach((notify) => notify(frame))
    change({ kind: 'frame', frame, at: Date.now() })
    const sessionId = frame.type === 'events' ? frame.sessionId : frame.type === 'session' ? frame.session.id : null
    if (sessionId !== null) closeGap(sessionId)
  }

  function closeGap(sessionId: string) {
    if (behind(chats, sessionId) === null) return
    setTimeout(() => void sync.catchUp(sessionId).catch(() => null), settle)
  }

  function onStatus(status: StreamStatus) {
    if (status === 'live') {
      void everything().catch(() => null)
      callStore.forEach((notify) => notify({ type: 'back' }))
    }
    if (status === 'live' || status === 'polling') outgoing.resume()
    // Between two tries the last true word about the connection stands, so that a short break does not flicker.
    const connection = connections[status]
    if (connection) change({ kind: 'connection', connection })
  }

  const again = () => stream?.reconnect()
  const offline = () => change({ kind: 'connection', connection: 'offline' })

  function start() {
    stream = agentStream({
      ...{ ...access, openSocket, everything, onFrame, onStatus },
      ...{ timings: patience.stream, renewal: patience.renewal },
    })
    Object.keys(chats.threads).forEach(outgoing.send)
    void everything().catch(() => null)
    let looked = Date.now()
    clock = setInterval(() => {
      // A machine that slept finds a socket that looks open and hears nothing.
      if (Date.now() - looked > 2 * readAgain) again()
      else if (chats.connection === 'live') void everything().catch(() => null)
      looked = Date.now()
    }, readAgain)
    network.addEventListener('online', again)
    network.addEventListener('offline', offline)
  }

  function stop() {
    clearInterval(clock)
    stream?.close()
    outgoing.close()
    network.removeEventListener('online', again)
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
    /** For the talk, which hears what is no part of the chats. */
    subscribeToCalls: (notify: (news: CallUpdate) => void) => {
      callStore.add(notify)
      return () => callStore.delete(notify)
    },
    /** Puts a session before the agent, fetching what is not here yet: an older one may come by a link. */
    focus(sessionId: string | null): Promise<Fault> {
      change({ kind: 'focus', sessionId })
      return attempt(async () => {
        if (sessionId === null) return
        if (!chats.sessions[sessionId]) change({ kind: 'sessions', sessions: [await server.session(sessionId)] })
        await sync.catchUp(sessionId)
      })
    },
    say(sessionId: string, text: string) {
      change({ kind: 'say', sessionId, message: { key: crypto.randomUUID(), text, at: Date.now() } })
      outgoing.send(sessionId)
    },
    /** Sends what waits now. */
    tryAgain: outgoing.retryNow,
    forget: (sessionId: string, key: string) => change({ kind: 'forget', sessionId, key }),
    write(sessionId: string, text: string) {
      change({ kind: 'draft', sessionId, text })
      const last = typedAt.get(sessionId) ?? -Infinity
      if (text === '' || chats.sessions[sessionId]?.status !== 'active' || Date.now() - last < typingPause) return
      typedAt.set(sessionId, Date.now())
      void server.typing(sessionId).catch(() => null)
    },
    /** The customer's line of this number, and those before it, were before the agent's eyes. */
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
