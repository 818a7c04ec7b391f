import { WebSocket as Socket } from 'ws'
import { createChatStore, type ChatStore } from '../../../tab/features/chats/store/chatStore.ts'
import { threadOf } from '../../../tab/features/chats/store/chatState.ts'
import { createSessionApi, type Ask } from '../../../tab/features/chats/store/sessionApi.ts'
import { fakeChatsApi } from './fakeChatsApi.ts'

const patience = {
  stream: { backoff: { firstMs: 20, longestMs: 50 }, readyWithin: 2000, pollInterval: 50 },
  renewal: { renewBefore: 1000, renewAgain: 50 },
  outgoing: { firstMs: 20, longestMs: 50 },
  settle: 20,
}

/** An agent's desk at an API of its own, over real sockets, with little patience. */
export async function storeAtApi() {
  const api = await fakeChatsApi()
  const network = new EventTarget()
  const storedDrafts = new Map<string, string>()

  const ask: Ask = async (method, path, { body, signal } = {}) => {
    const response = await fetch(`${api.url}/api/v1${path}`, {
      method,
      headers: { authorization: 'Bearer t', 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal ? { signal } : {}),
    })
    const text = await response.text()
    const data: unknown = text === '' ? null : JSON.parse(text)
    const retryAfter = Number(response.headers.get('retry-after')) || null
    if (!response.ok) throw Object.assign(new Error('refused'), { problem: data, retryAfter })
    return { data }
  }

  const sitDown = (): ChatStore =>
    createChatStore({
      server: createSessionApi(ask),
      openSocket: () => {
        const socket = new Socket(`${api.url.replace('http', 'ws')}/api/v1/stream`)
        return socket.on('error', () => undefined) as unknown as WebSocket
      },
      token: () => Promise.resolve(api.newToken()),
      storage: {
        getItem: (name) => storedDrafts.get(name) ?? null,
        setItem: (name, value) => void storedDrafts.set(name, value),
      },
      network,
      patience,
    })

  let chatStore = sitDown()
  let leave = chatStore.subscribe(() => undefined)

  /** Waits until the chats are as they should be; says how they are when they never get there. */
  async function until(what: () => boolean): Promise<void> {
    const end = Date.now() + 10_000
    while (!what()) {
      if (Date.now() > end)
        throw new Error(`It did not happen: ${what.toString()}\n${JSON.stringify(chatStore.get(), null, 1)}`)
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
  }
  const live = () => until(() => chatStore.get().connection === 'live' && chatStore.get().loaded)
  const messages = (sessionId: string) =>
    threadOf(chatStore.get(), sessionId).events.flatMap((event) => (event.kind === 'message' ? [event.text] : []))

  return {
    api,
    network,
    until,
    live,
    messages,
    get chatStore() {
      return chatStore
    },
    unsent: (sessionId: string) => threadOf(chatStore.get(), sessionId).unsent,
    posted: (what: string) => api.asked.filter(({ path }) => path.endsWith(what)).map(({ path }) => path),
    /** A session that the agent has accepted, known to the desk. */
    accepted: async (name = 'Cara'): Promise<string> => {
      await live()
      const sessionId = api.room.open({ name, text: 'First words' })
      await until(() => chatStore.get().sessions[sessionId]?.status === 'ringing')
      await chatStore.act(sessionId, 'accept')
      await until(() => messages(sessionId).length === 1)
      return sessionId
    },
    /** The tab is loaded anew; `meanwhile` happens between. */
    reload: (meanwhile: () => void = () => undefined) => {
      leave()
      meanwhile()
      chatStore = sitDown()
      leave = chatStore.subscribe(() => undefined)
    },
    close: async () => {
      leave()
      await api.close()
    },
  }
}

export type StoreAtApi = Awaited<ReturnType<typeof storeAtApi>>
