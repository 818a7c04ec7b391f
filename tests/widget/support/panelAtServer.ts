import { jest } from '@jest/globals'
import type { CustomerSession, Exchanged } from '#core/contract/customerApi'
import type { ErrorCode } from '#core/contract/problems'
import type { Socket } from '#client/session/eventStream'
import type { SessionEvent } from '#core/contract/sessions'
import { createCustomerApi } from '../../../widget/customer/customerApi.ts'
import { createHttpClient } from '../../../widget/customer/httpClient.ts'
import { createPanelController } from '../../../widget/customer/panelController.ts'
import { createPanelStorage, type StoredPanel } from '../../../widget/customer/panelStorage.ts'
import type { PanelMessage } from '../../../widget/protocol/panelMessages.ts'
import { contactId, sessionId } from '../../support/memory/sessionFixtures.ts'

/** `hang`: no answer until the request is aborted. */
type Answer = { json: unknown } | { refused: ErrorCode; retryAfter?: number } | 'unreachable' | 'hang'

export interface Asked {
  /** Method and path, without the query. */
  what: string
  body: Record<string, unknown>
  /** Token of the request. */
  token: string | null
  isAborted: () => boolean
}

export const contact: Exchanged['contact'] = {
  ...{ displayName: 'Alex', available: true, modalities: ['chat'], ringSeconds: 45, accent: null, preview: false },
}
export const chatSession: CustomerSession = {
  ...{ id: sessionId, status: 'active', modality: 'chat', agentName: 'Alex', openedAt: '2026-11-22T09:00:00.000Z' },
  ...{ ringEndsAt: null, acceptedAt: null, endedAt: null, outcome: null, canLeaveOfflineMessage: false, lastSeq: 0 },
  ...{ call: null, canWrite: true },
}

/** Milliseconds pass on the test's clock. */
export const pass = (milliseconds: number) => jest.advanceTimersByTimeAsync(milliseconds)

/**
 * The panel's controller with its requests, streams and storage, whose server is played by the test: each request takes
 * the next answer of its path, or else the last one. Needs jest's fake timers.
 */
export function panelAtServer(stored: Partial<StoredPanel> = {}) {
  const answers = new Map<string, Answer[]>()
  const asked: Asked[] = []
  const toHost: PanelMessage[] = []
  const unread: number[] = []
  const sockets: { socket: Socket; isClosed: boolean }[] = []
  const kept = new Map([[`interact:${contactId}`, JSON.stringify(stored)]])
  const page = { visible: true, online: true }

  const answerTo = (what: string): Answer => {
    const place = [...answers.keys()].find((end) => what.endsWith(end)) ?? ''
    const coming = answers.get(place) ?? []
    return (coming.length > 1 ? coming.shift() : coming[0]) ?? { json: {} }
  }
  const send: typeof fetch = (url, init = {}) => {
    const what = `${init.method ?? ''} ${(url as string).replace(/^\/v1\/|\?.*/g, '')}`
    const { signal, body } = init
    const { Authorization: token = null } = init.headers as Record<string, string>
    asked.push({
      ...{ what, token, body: typeof body === 'string' ? (JSON.parse(body) as Asked['body']) : {} },
      isAborted: () => signal?.aborted === true,
    })
    const answer = answerTo(what)
    if (answer === 'unreachable') return Promise.reject(new TypeError('There is no network'))
    if (answer === 'hang')
      return new Promise((_, reject) => signal?.addEventListener('abort', () => reject(new Error('Aborted'))))
    if ('json' in answer) return Promise.resolve(Response.json(answer.json))
    const headers = answer.retryAfter === undefined ? {} : { 'Retry-After': String(answer.retryAfter) }
    return Promise.resolve(Response.json({ code: answer.refused }, { status: 400, headers }))
  }

  const controller = createPanelController({
    api: createCustomerApi(createHttpClient('/v1/', send, Date.now)),
    storage: createPanelStorage(
      () =>
        ({
          getItem: (name: string) => kept.get(name) ?? null,
          setItem: (name: string, value: string) => void kept.set(name, value),
        }) as unknown as Storage,
      contactId,
    ),
    socket: () => {
      const socket: Socket = { send: () => undefined, close: () => (own.isClosed = true), ...noListeners }
      const own = { socket, isClosed: false }
      sockets.push(own)
      return socket
    },
    postToHost: (message) => toHost.push(message),
    onUnread: (events) => unread.push(events.length),
    onNewChat: () => undefined,
    online: () => page.online,
    isVisible: () => page.visible,
    onChange: () => undefined,
  })
  const exchangedFor = (change: Partial<Exchanged> = {}): Answer => {
    const expiresAt = new Date(Date.now() + 900_000).toISOString()
    const fresh = { token: 'token', expiresAt, resume: 'secret', contact, customer: null, sessions: [] }
    return { json: { ...fresh, ...change } }
  }
  const ticket = async (resumed = false) => {
    controller.onFrame({ type: 'ticket', ticket: 'ticket', resumed, shown: true, focus: false, accent: null })
    await pass(0)
  }
  return {
    ...{ controller, actions: controller.actions, toHost, unread, sockets, page, ticket, exchangedFor },
    /** Sets the answers of a path, in order; the last one stays. */
    answers: (path: string, ...coming: Answer[]) => void answers.set(path, coming),
    asked: (path: string) => asked.filter(({ what }) => what.endsWith(path)),
    stored: () => JSON.parse(kept.get(`interact:${contactId}`) ?? '{}') as StoredPanel,
    /** The panel enters with this session, which is over its event stream from now on. */
    enters: async (session: CustomerSession | null = chatSession, change: Partial<Exchanged> = {}) => {
      answers.set('/events', [{ json: { items: [] } }])
      answers.set('exchange', [exchangedFor({ sessions: session ? [session] : [], ...change })])
      await ticket()
    },
    /** Events arrive on the newest socket. */
    receives: (...items: SessionEvent[]) => {
      const data = JSON.stringify({ type: 'events', sessionId, items })
      const { onmessage } = sockets.at(-1)?.socket ?? noListeners
      void onmessage?.call(null as unknown as WebSocket, { data } as MessageEvent)
    },
    /** The agent types, and the server says so. */
    types: () => {
      const data = JSON.stringify({ type: 'typing', sessionId, from: 'agent' })
      const { onmessage } = sockets.at(-1)?.socket ?? noListeners
      void onmessage?.call(null as unknown as WebSocket, { data } as MessageEvent)
    },
    becomesReady: () => {
      const { onmessage } = sockets.at(-1)?.socket ?? noListeners
      void onmessage?.call(null as unknown as WebSocket, { data: '{"type":"ready"}' } as MessageEvent)
    },
    loses: (code = 1006) => {
      const { onclose } = sockets.at(-1)?.socket ?? noListeners
      void onclose?.call(null as unknown as WebSocket, { code } as CloseEvent)
    },
  }
}
export type PanelAtServer = ReturnType<typeof panelAtServer>

const noListeners: Pick<Socket, 'onopen' | 'onmessage' | 'onclose'> = { onopen: null, onmessage: null, onclose: null }
