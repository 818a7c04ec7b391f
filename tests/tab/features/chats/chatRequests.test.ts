import { describe, expect, it, jest } from '@jest/globals'
import type { Session, SessionEvent } from '#core/contract/sessions'
import type { Socket } from '#client/session/eventStream'
import { createChatStore } from '../../../../tab/features/chats/store/chatStore.ts'
import { threadOf } from '../../../../tab/features/chats/store/chatState.ts'
import { createSessionApi, type SendRequest } from '../../../../tab/features/chats/store/sessionApi.ts'
import { key } from '../../../support/memory/sessionFixtures.ts'
import { aMessage, aSession } from '../../support/chatsSamples.ts'
import { fakeClockForEachTest } from '../../../support/jest/fakeClock.ts'

/** Rows of one page of a list. */
const pageRows = 100
/** Events of one response: fewer than the product's 1,000, so that a short conversation has several pages. */
const pageEvents = 100
const pass = (milliseconds: number) => jest.advanceTimersByTimeAsync(milliseconds)

/** A chat store whose server is played by the test, with these sessions and the number of events of each. */
function storeWith(sessions: Session[], refusals: Record<string, string> = {}) {
  const asked: { path: string; signal: AbortSignal | undefined }[] = []
  const sockets: { socket: Socket; isClosed: boolean }[] = []
  const world = { sessions, refusals, listeners: 0 }
  const eventsOf = (session: Session): SessionEvent[] =>
    Array.from({ length: session.lastSeq }, (_, index) => aMessage(index + 1, { key: key(index + 1) }))
  const find = (id: string) => world.sessions.find((session) => session.id === id)
  const answer = (path: string): unknown => {
    const [, id = '', what = ''] = /^\/sessions\/([\w-]+)\/?([\w/]*)/.exec(path) ?? []
    const query = new URLSearchParams(path.split('?')[1])
    if (path === '/me/availability') return { available: true }
    if (path.startsWith('/sessions?')) {
      const found = world.sessions.filter(({ status }) => status === query.get('status'))
      const from = Number(query.get('cursor') ?? 0)
      const next = from + pageRows
      return { items: found.slice(from, next), nextCursor: next < found.length ? String(next) : null }
    }
    const session = find(id)
    const code = session ? world.refusals[what] : 'notFound'
    if (code !== undefined || !session) {
      const problem = { type: '', title: '', detail: '', requestId: 'r', status: session ? 409 : 404, code }
      throw Object.assign(new Error(code), { problem, retryAfter: null })
    }
    if (what !== 'events') return session
    const after = Number(query.get('after'))
    return { items: eventsOf(session).slice(after, after + pageEvents), next: 0 }
  }
  const request: SendRequest = (_method, path, { signal } = {}) => {
    asked.push({ path, signal })
    if (/wait=[1-9]/.test(path))
      return new Promise((_, reject) => signal?.addEventListener('abort', () => reject(new Error('Aborted'))))
    return Promise.resolve().then(() => ({ data: answer(path) }))
  }
  const store = createChatStore({
    server: createSessionApi(request),
    openSocket: () => {
      const socket: Socket = { ...noListeners, send: () => undefined, close: () => (own.isClosed = true) }
      const own = { socket, isClosed: false }
      sockets.push(own)
      return socket
    },
    token: () => Promise.resolve('token'),
    storage: { getItem: () => null, setItem: () => undefined },
    network: {
      addEventListener: () => {
        world.listeners++
      },
      removeEventListener: () => {
        world.listeners--
      },
    },
  })
  const unsubscribe = store.subscribe(() => undefined)
  const becomesReady = () => {
    const { onmessage } = sockets.at(-1)?.socket ?? noListeners
    void onmessage?.call(null as unknown as WebSocket, { data: '{"type":"ready"}' } as MessageEvent)
  }
  const loses = async () => {
    const { onclose } = sockets.at(-1)?.socket ?? noListeners
    void onclose?.call(null as unknown as WebSocket, { code: 1006 } as CloseEvent)
    await pass(1000)
  }
  return {
    ...{ store, world, asked, sockets, unsubscribe, becomesReady, loses },
    paths: () => asked.map(({ path }) => path),
  }
}
const noListeners: Pick<Socket, 'onopen' | 'onmessage' | 'onclose'> = { onopen: null, onmessage: null, onclose: null }
const numbered = (count: number, change: Partial<Session>) =>
  Array.from({ length: count }, (_, index) => aSession({ id: key(index + 1), ...change }))

fakeClockForEachTest()

describe('the chat store', () => {
  it('lists the 101st active session as well, and of the ended ones the newest hundred', async () => {
    const ended = numbered(150, { status: 'ended' }).map((session, row) => ({ ...session, id: key(1000 + row) }))
    const { store } = storeWith([...numbered(101, { status: 'active' }), ...ended])
    await pass(0)
    const statuses = Object.values(store.get().sessions).map(({ status }) => status)
    expect(statuses.filter((status) => status === 'active')).toHaveLength(101)
    expect(statuses.filter((status) => status === 'ended')).toHaveLength(100)
  })

  it('reads a conversation that is longer than one response to its last event', async () => {
    const [session = aSession()] = numbered(1, { lastSeq: 2 * pageEvents + 1 })
    const { store } = storeWith([session])
    await store.focus(session.id)
    expect(threadOf(store.get(), session.id).events.at(-1)?.seq).toBe(2 * pageEvents + 1)
  })

  it('shows what the session has become when an action is refused, and returns the refusal', async () => {
    const [session = aSession()] = numbered(1, { status: 'ringing' })
    const { store, world } = storeWith([session], { accept: 'alreadyAccepted' })
    await pass(0)
    world.sessions = [{ ...session, status: 'active', lastSeq: 1 }]
    expect(await store.act(session.id, 'accept')).toMatchObject({ problem: { code: 'alreadyAccepted' } })
    expect(store.get().sessions[session.id]?.status).toBe('active')
    expect(store.get().acting).toEqual({})
  })

  it('removes a session that the server does not know any more', async () => {
    const [session = aSession(), other = aSession()] = numbered(2, { status: 'active' })
    const { store, world } = storeWith([session, other])
    await store.focus(session.id)
    await pass(0)
    world.sessions = [other]
    await store.act(session.id, 'end')
    expect(Object.keys(store.get().sessions)).toEqual([other.id])
    expect(store.get().focused).toBeNull()
  })

  it('performs one action on a session at a time', async () => {
    const [session = aSession()] = numbered(1, { status: 'ringing' })
    const { store, paths } = storeWith([session])
    await pass(0)
    await Promise.all([store.act(session.id, 'accept'), store.act(session.id, 'accept')])
    expect(paths().filter((path) => path.endsWith('/accept'))).toHaveLength(1)
  })
})

describe('a chat store without subscribers', () => {
  it('has closed its socket, removed its listeners and asks nothing any more', async () => {
    const { sockets, world, asked, becomesReady, unsubscribe } = storeWith(numbered(1, { status: 'active' }))
    await pass(0)
    becomesReady()
    await pass(60_000)
    expect([world.listeners, sockets.length]).toEqual([2, 1])
    unsubscribe()
    const before = asked.length
    await pass(600_000)
    expect([world.listeners, sockets.map(({ isClosed }) => isClosed), asked.length]).toEqual([0, [true], before])
  })

  it('has aborted the long poll that waited for events', async () => {
    const [session = aSession()] = numbered(1, { status: 'active' })
    const { store, asked, loses, unsubscribe } = storeWith([session])
    await store.focus(session.id)
    await loses()
    await loses()
    await pass(3000)
    const held = asked.at(-1)
    expect(held?.path).toMatch(/wait=3$/)
    expect(held?.signal?.aborted).toBe(false)
    unsubscribe()
    expect(held?.signal?.aborted).toBe(true)
  })
})
