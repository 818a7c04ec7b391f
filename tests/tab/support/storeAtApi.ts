import { WebSocket as Socket } from 'ws'
import { createChatStore, type ChatStore } from '../../../tab/features/chats/store/chatStore.ts'
import { threadOf } from '../../../tab/features/chats/store/chatState.ts'
import { createSessionApi, type SendRequest } from '../../../tab/features/chats/store/sessionApi.ts'
import { startAgentApi } from './agentApi.ts'

const timings = {
  stream: { backoff: { firstMs: 20, longestMs: 50 }, readyWithin: 2000, pollInterval: 50 },
  renewal: { renewBefore: 1000, renewAgain: 50 },
  outgoing: { firstMs: 20, longestMs: 50 },
  gapDelay: 20,
}

/** A chat store connected to its own agent API over real sockets, with short delays. */
export async function storeAtApi() {
  const api = await startAgentApi()
  const network = new EventTarget()
  const storage = new Map<string, string>()

  const request: SendRequest = async (method, path, { body, signal } = {}) => {
    const response = await fetch(`${api.url}/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${api.newToken()}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal ? { signal } : {}),
    })
    const text = await response.text()
    const data: unknown = text === '' ? null : JSON.parse(text)
    const retryAfter = Number(response.headers.get('retry-after')) || null
    if (!response.ok) throw Object.assign(new Error('refused'), { problem: data, retryAfter })
    return { data }
  }

  const createStore = (): ChatStore =>
    createChatStore({
      server: createSessionApi(request),
      openSocket: () => {
        const socket = new Socket(`${api.url.replace('http', 'ws')}/api/v1/stream`)
        return socket.on('error', () => undefined) as unknown as WebSocket
      },
      token: () => Promise.resolve(api.newToken()),
      storage: {
        getItem: (name) => storage.get(name) ?? null,
        setItem: (name, value) => void storage.set(name, value),
      },
      network,
      timings,
    })

  let chatStore = createStore()
  let unsubscribe = chatStore.subscribe(() => undefined)

  /** Waits until the condition holds; the time-out error shows the chats. */
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
    threadOf(chatStore.get(), sessionId).events.flatMap((event) =>
      event.kind === 'message' ? [event.content.text] : [],
    )

  return {
    api,
    server: api.server,
    network,
    until,
    live,
    messages,
    get chatStore() {
      return chatStore
    },
    unsent: (sessionId: string) => threadOf(chatStore.get(), sessionId).unsent,
    posted: (what: string) => api.asked(what).map(({ path }) => path),
    /** A session that the agent has accepted and the chat store has loaded. */
    accepted: async (name = 'Cara'): Promise<string> => {
      await live()
      const sessionId = await api.server.open({ name, text: 'First words' })
      await until(() => chatStore.get().sessions[sessionId]?.status === 'ringing')
      await chatStore.act(sessionId, 'accept')
      await until(() => messages(sessionId).length === 1)
      return sessionId
    },
    /** Replaces the chat store, as a reload of the tab would; `meanwhile` runs in between. */
    reload: (meanwhile: () => void = () => undefined) => {
      unsubscribe()
      meanwhile()
      chatStore = createStore()
      unsubscribe = chatStore.subscribe(() => undefined)
    },
    close: async () => {
      unsubscribe()
      await api.close()
    },
  }
}

export type StoreAtApi = Awaited<ReturnType<typeof storeAtApi>>
