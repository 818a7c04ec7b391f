import type { AgentFrame } from '#core/contract/streams'
import { readKept, writeKept } from './chatsKept.ts'
import { changeChats, noChats, threadOf, type Act, type Chats, type ChatsChange } from './chatsModel.ts'
import { behind } from './chatsOrder.ts'
import { chatsPoll, type PollWorld } from './chatsPoll.ts'
import { chatsSender, type SenderWorld } from './chatsSender.ts'
import { problemOf, type ChatsServer } from './chatsServer.ts'
import { chatsStream, type StreamState, type StreamWorld } from './chatsStream.ts'
import { chatsSync } from './chatsSync.ts'

export interface DeskWorld {
  server: ChatsServer
  openSocket: StreamWorld['open']
  token: StreamWorld['token']
  storage: Pick<Storage, 'getItem' | 'setItem'>
  /** Tells `online` and `offline`. */
  network: Pick<EventTarget, 'addEventListener' | 'removeEventListener'>
  patience?: {
    stream?: StreamWorld['patience']
    poll?: PollWorld['pauses']
    sender?: SenderWorld['pauses']
    /** Milliseconds until events that a frame left out are fetched, between two full reads, and between two signs of typing. */
    settle?: number
    readAgain?: number
    typing?: number
  }
}

/** What the stream says to a talk: what the other side says, which windows take part, and that it was away itself. */
export type TalkNews = Extract<AgentFrame, { type: 'signal' | 'joined' }> | { type: 'back' }

/** What went wrong with something the agent asked for: null where it was done. */
export type Fault = Error | null

/** The agent's desk: keeps the chats true to the server and carries out what the agent does. One to a tab. */
export function chatsDesk({ server, openSocket, token, storage, network, patience = {} }: DeskWorld) {
  const { settle = 400, readAgain = 60_000, typing: typingPause = 3000 } = patience
  let chats: Chats = noChats
  const listeners = new Set<() => void>()
  const talks = new Set<(news: TalkNews) => void>()
  const typedAt = new Map<string, number>()
  let clock: ReturnType<typeof setInterval> | undefined

  const change = (step: ChatsChange) => {
    const was = chats
    chats = changeChats(was, step)
    if (chats === was) return
    if (was.loaded && chats.threads !== was.threads) writeKept(storage, chats)
    if (!was.loaded && chats.loaded) bringBackKept()
    listeners.forEach((tell) => tell())
  }
  const parts = { server, chats: () => chats, change }
  const sync = chatsSync(parts)
  const send = chatsSender({ ...parts, ...(patience.sender ? { pauses: patience.sender } : {}) })
  const everything = async () => {
    await sync.everything()
    change({ kind: 'availability', available: await server.availability() })
  }
  const poll = chatsPoll({ ...parts, everything, ...(patience.poll ? { pauses: patience.poll } : {}) })
  const stream = chatsStream({
    ...{ open: openSocket, token, onFrame, onState },
    ...(patience.stream ? { patience: patience.stream } : {}),
  })

  function bringBackKept() {
    for (const [sessionId, { draft, unsent }] of Object.entries(readKept(storage))) {
      if (!chats.sessions[sessionId]) continue
      change({ kind: 'kept', sessionId, draft, unsent })
      send(sessionId)
    }
  }

  function onFrame(frame: AgentFrame) {
    if (frame.type === 'signal' || frame.type === 'joined') talks.forEach((tell) => tell(frame))
    change({ kind: 'frame', frame, at: Date.now() })
    const sessionId = frame.type === 'events' ? frame.sessionId : frame.type === 'session' ? frame.session.id : null
    if (sessionId === null || behind(chats, sessionId) === null) return
    setTimeout(() => void sync.catchUp(sessionId).catch(() => null), settle)
  }

  function onState(state: StreamState) {
    if (state === 'deaf') poll.start()
    else if (state !== 'connecting') poll.stop()
    if (state === 'live') void everything().catch(() => null)
    if (state === 'live') talks.forEach((tell) => tell({ type: 'back' }))
    if (state === 'live' || state === 'refused') change({ kind: 'connection', connection: state })
    // Between two tries the last true word about the connection stands, so that a short break does not flicker.
  }

  const again = () => stream.again()
  const offline = () => change({ kind: 'connection', connection: 'offline' })

  function start() {
    stream.start()
    void everything().catch(() => null)
    let looked = Date.now()
    clock = setInterval(() => {
      // A machine that slept finds a socket that looks open and hears nothing.
      if (Date.now() - looked > 2 * readAgain) stream.again()
      else if (chats.connection === 'live') void everything().catch(() => null)
      looked = Date.now()
    }, readAgain)
    network.addEventListener('online', again)
    network.addEventListener('offline', offline)
  }

  function stop() {
    clearInterval(clock)
    stream.stop()
    poll.stop()
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
    subscribe: (tell: () => void) => {
      if (listeners.size === 0) start()
      listeners.add(tell)
      return () => {
        listeners.delete(tell)
        if (listeners.size === 0) stop()
      }
    },
    /** For the talk, which hears what is no part of the chats. */
    hear: (tell: (news: TalkNews) => void) => {
      talks.add(tell)
      return () => talks.delete(tell)
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
      change({ kind: 'say', sessionId, line: { key: crypto.randomUUID(), text, at: Date.now() } })
      send(sessionId)
    },
    tryAgain(sessionId: string) {
      change({ kind: 'tryAgain', sessionId })
      send(sessionId)
    },
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

export type ChatsDesk = ReturnType<typeof chatsDesk>
