import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import express from 'express'
import { WebSocketServer, type WebSocket } from 'ws'
import { sendRefusal } from '#api/server/problemResponses'
import type { ErrorCode } from '#core/contract/problems'
import { textContent, eventsQuery, newMessage, seen, sessionsQuery, type SessionEvent } from '#core/contract/sessions'
import { agentFrame, agentHello, closeCodes, type AgentFrame } from '#core/contract/streams'
import { agentView } from '#core/session/presenters'
import { chatsRoom, me, type ChatsRoom } from './chatsWorld.ts'

/** Faults of network and server that a test can switch on. */
interface Troubles {
  /** Sockets are refused. */
  noSockets: boolean
  /** All requests and sockets fail. */
  down: boolean
  /** Frames are dropped. */
  loseFrames: boolean
  /** Messages are stored, but the response is lost. */
  loseAnswers: boolean
  /** Reads get no answer, so that only a response to a message or a frame can tell what was stored. */
  loseReads: boolean
  /** Messages are refused with this code, and with `Retry-After` if it is given, in seconds. */
  messageRefusal: { code: ErrorCode; retryAfter?: number } | null
}

/** The agent API over sessions in memory, with the product's own transitions, presenters and schemas, and switchable faults. */
export async function fakeChatsApi(serveTab?: express.Router) {
  const troubles: Troubles = {
    noSockets: false,
    down: false,
    loseFrames: false,
    loseAnswers: false,
    loseReads: false,
    messageRefusal: null,
  }
  const asked: { method: string; path: string }[] = []
  const hellos: string[] = []
  const listeners = new Set<WebSocket>()
  const wakers = new Set<() => void>()
  let available = true
  let tokenSeconds = 3600

  const send = (frame: AgentFrame) => {
    if (troubles.loseFrames) return
    for (const socket of listeners) socket.send(JSON.stringify(agentFrame.parse(frame)))
  }
  const room = chatsRoom((session, events) => {
    send({ type: 'session', session: agentView(session) })
    send({ type: 'events', sessionId: session.id, items: [...events], next: session.lastSeq })
    wakers.forEach((wake) => wake())
  })

  const app = express()
  app.set('query parser', 'simple')
  app.use(express.json())
  app.use('/api/v1', (request, response, next) => {
    const { method, path, headers } = request
    asked.push({ method, path })
    if (troubles.down || (troubles.loseReads && request.method === 'GET')) request.socket.destroy()
    else if (troubles.messageRefusal && path.endsWith('/messages')) sendRefusal(response, troubles.messageRefusal)
    else if (!headers.authorization) sendRefusal(response, { code: 'unauthenticated' })
    else next()
  })
  app.get('/token', (_request, response) => {
    response.json({ access_token: token(tokenSeconds) })
  })
  app.get('/api/v1/me', (_request, response) => {
    response.json(whoAmI(available))
  })
  app
    .route('/api/v1/me/availability')
    .get((_request, response) => void response.json({ available }))
    .patch((request, response) => {
      available = (request.body as { available: boolean }).available
      send({ type: 'availability', available })
      response.json({ available })
    })
  app.use('/api/v1/sessions', sessionRoutes(room, troubles, wakers))
  if (serveTab) app.use(serveTab)
  app.use((_request, response) => sendRefusal(response, { code: 'notFound' }))

  const server = createServer(app)
  const sockets = new Set<Socket>()
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  const streams = new WebSocketServer({ noServer: true })
  server.on('upgrade', (request, socket, head) => {
    if (troubles.noSockets || troubles.down || request.url !== '/api/v1/stream') socket.destroy()
    else streams.handleUpgrade(request, socket, head, (opened) => listen(opened))
  })
  function listen(socket: WebSocket) {
    socket.on('message', (data: Buffer) => {
      const hello = agentHello.safeParse(JSON.parse(data.toString()))
      if (!hello.success) return socket.close(closeCodes.unauthenticated)
      hellos.push(hello.data.token)
      if (!listeners.has(socket)) socket.send(JSON.stringify({ type: 'ready' } satisfies AgentFrame))
      listeners.add(socket)
    })
    socket.on('close', () => listeners.delete(socket))
  }

  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    room,
    troubles,
    asked,
    hellos,
    listening: () => listeners.size,
    customerTypes: (sessionId: string) => send({ type: 'typing', sessionId, from: 'customer' }),
    /** Sends a frame without storing it: out of order, repeated, or unknown. */
    sendEvents: (sessionId: string, items: SessionEvent[]) =>
      send({ type: 'events', sessionId, items, next: items.at(-1)?.seq ?? 0 }),
    closeStreams: (code: number) => listeners.forEach((socket) => socket.close(code)),
    cut: () => sockets.forEach((socket) => socket.destroy()),
    tokensLast: (seconds: number) => (tokenSeconds = seconds),
    newToken: () => token(tokenSeconds),
    close: async () => {
      streams.clients.forEach((socket) => socket.terminate())
      sockets.forEach((socket) => socket.destroy())
      server.close()
      await once(server, 'close')
    },
  }
}

function sessionRoutes(room: ChatsRoom, troubles: Troubles, wakers: Set<() => void>) {
  const router = express.Router()
  router.get('/', (request, response) => {
    const query = sessionsQuery.parse(request.query)
    const items = room.all().filter((session) => !query.status || session.status === query.status)
    const from = Number(query.cursor ?? 0)
    const until = from + query.limit
    response.json({
      items: items.slice(from, until).map(agentView),
      nextCursor: until < items.length ? String(until) : null,
    })
  })
  router.get('/:id', ({ params }, response) => {
    const session = room.find(params.id)
    if (session) response.json(agentView(session))
    else sendRefusal(response, { code: 'notFound' })
  })
  router.get('/:id/events', async ({ params, query }, response) => {
    const { after, wait } = eventsQuery.parse(query)
    const fresh = () => room.eventsOf(params.id).filter(({ seq }) => seq > after)
    if (fresh().length === 0 && wait > 0)
      await new Promise<void>((resolve) => {
        const timer = setTimeout(done, wait * 1000)
        function done() {
          clearTimeout(timer)
          wakers.delete(done)
          resolve()
        }
        wakers.add(done)
        response.once('close', done)
      })
    const items = fresh().slice(0, 1000)
    response.json({ items, next: items.at(-1)?.seq ?? after })
  })
  router.post('/:id/messages', ({ params, body }, response) => {
    const { key, text } = newMessage.parse(body)
    const result = room.dispatch(params.id, { kind: 'agentWrites', via: 'console', key, content: textContent(text) })
    if (troubles.loseAnswers) response.socket?.destroy()
    else if (result.refused) sendRefusal(response, result.refused)
    else
      response.status('events' in result ? 201 : 200).json('events' in result ? result.events.at(-1) : result.repeated)
  })
  router.post('/:id/seen', ({ params, body }, response) => {
    const result = room.dispatch(params.id, { kind: 'agentSees', ...seen.parse(body) })
    if (result.refused) sendRefusal(response, { code: 'notFound' })
    else response.json(agentView(result.session))
  })
  router.post('/:id/typing', (_request, response) => void response.status(204).end())
  const kinds = { accept: 'agentAccepts', decline: 'agentDeclines', end: 'agentEnds' } as const
  for (const verb of ['accept', 'decline', 'end'] as const)
    router.post(`/:id/${verb}`, ({ params }, response) => {
      const result = room.dispatch(params.id, { kind: kinds[verb] })
      if (result.refused) sendRefusal(response, result.refused)
      else response.json(agentView(result.session))
    })
  return router
}

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
let issued = 0
const token = (seconds: number) =>
  `${part({ alg: 'none' })}.${part({ exp: Math.floor(Date.now() / 1000) + seconds, jti: String(++issued) })}.none`

const whoAmI = (available: boolean) => ({
  user: {
    id: me.userId,
    displayName: me.name,
    userPrincipalName: 'alex@contoso.test',
    mail: null,
    department: null,
    jobTitle: null,
    organizationUnitId: me.tenantId,
    licences: ['contactCenter', 'interact'],
    role: 'agent',
    administers: [],
    interact: { active: true, audioVideo: true, instantMessaging: true, reason: null },
    available,
    lastReachedAt: null,
  },
  tenant: { id: me.tenantId, name: 'Contoso', interactEnabled: true },
  ...{ roles: ['agent'], organizationUnitIds: [], licences: ['contactCenter', 'interact'], available },
})
