import { randomUUID } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import express, { type Request, type Response } from 'express'
import { createCustomerTokens } from '#api/auth/customerTokens'
import { sendRefusal } from '#api/server/problemResponses'
import { widgetPages } from '#api/routes/customer/widgetPages'
import { exchange, launch, previewEntry } from '#core/contract/customerApi'
import type { ErrorCode } from '#core/contract/problems'
import { customerView } from '#core/session/presenters'
import { contactId } from '../../support/memory/sessionFixtures.ts'
import { fakeSessionRoutes, type Parse } from './fakeSessionRoutes.ts'
import { fakeStream } from './fakeStream.ts'
import { fakeWorld } from './fakeWorld.ts'
import { widgetFolder } from './widgetFolder.ts'

/** What happens to a request: `cut` closes the connection before, `cutAfter` after processing it. */
type Fate = { refused: ErrorCode; retryAfter?: number } | 'cut' | 'cutAfter'

/** A fake customer API with real pages and real session transitions. Tokens, tickets and secrets are random UUIDs. */
export async function startFakeCustomerApi() {
  const world = fakeWorld()
  const fates = new Map<string, Fate[]>()
  const held = new Map<string, Fate>()
  const requests: { path: string; body: unknown }[] = []
  const wrongBodies: string[] = []
  const tickets = new Map<string, string | null>()
  const tokens = new Map<string, string>()
  const resumes = new Map<string, string>()
  const sessions: { id: string; customer: string; key: string }[] = []
  const previews = new Set<string>()
  let tokenSeconds = 900

  const app = express()
  const server = createServer(app)
  await listen(server)
  const widgetUrl = `http://localhost:${(server.address() as AddressInfo).port}`
  const customerTokens = createCustomerTokens(['a'.repeat(64)])
  const stream = fakeStream(server, world, tokens, () => sessions)

  app.use((request, response, next) => {
    response.set('Date', new Date(world.now()).toUTCString())
    if (request.path.startsWith('/widget/v1/launch')) openLaunch(request, response)
    if (request.method === 'OPTIONS') response.status(204).end()
    else next()
  })
  app.use(express.json())
  app.use((request, response, next) => {
    if (request.method === 'GET' && !request.path.includes('/events')) {
      next()
      return
    }
    requests.push({ path: request.path, body: request.body as unknown })
    const place = [...fates.keys(), ...held.keys()].find((path) => request.path.endsWith(path))
    const fate = held.get(place ?? '') ?? fates.get(place ?? '')?.shift()
    if (fate === 'cut') request.socket.destroy()
    else if (fate && typeof fate === 'object')
      sendRefusal(response, { code: fate.refused, ...(fate.retryAfter ? { retryAfter: fate.retryAfter } : {}) })
    else {
      if (fate === 'cutAfter') response.json = () => (request.socket.destroy(), response)
      next()
    }
  })

  const parse: Parse = (schema, request, response) => {
    const parsed = schema.safeParse(request.body)
    if (parsed.success) return parsed.data
    wrongBodies.push(`${request.path}: ${parsed.error.message}`)
    sendRefusal(response, { code: 'invalid' })
    return null
  }
  const ticketFor = (origin: string, handle: string | null) => {
    const ticket = randomUUID()
    tickets.set(ticket, handle)
    const frameToken = customerTokens.frameToken.close({ contactId, origin }, Date.now() + 60_000)
    return { ticket, frameUrl: `${widgetUrl}/widget/v1/frame/${contactId}?s=${frameToken}` }
  }
  const caller = (request: Request, response: Response): string | null => {
    const customer = tokens.get((request.headers.authorization ?? '').slice(7)) ?? null
    if (!customer) sendRefusal(response, { code: 'unauthenticated' })
    return customer
  }
  const newToken = (customer: string) => {
    const token = randomUUID()
    tokens.set(token, customer)
    return { token, expiresAt: new Date(world.now() + tokenSeconds * 1000).toISOString() }
  }
  app.post('/widget/v1/launch', (request, response) => {
    const body = parse(launch, request, response)
    if (body) response.json(ticketFor(request.headers.origin ?? '', body.handle ?? null))
  })
  app.post('/widget/v1/preview', (request, response) => {
    const body = parse(previewEntry, request, response)
    if (body && previews.delete(body.secret)) response.json(ticketFor(widgetUrl, null))
    else if (body) sendRefusal(response, { code: 'contactUnavailable' })
  })
  app.post('/widget/v1/exchange', async (request, response) => {
    const body = parse(exchange, request, response)
    if (!body) return
    const handle = tickets.get(body.ticket)
    if (handle === undefined) {
      sendRefusal(response, { code: 'ticketRefused' })
      return
    }
    tickets.delete(body.ticket)
    const known = sessions.find(({ id }) => id === handle)?.customer
    if (known && resumes.get(known) !== body.resume) {
      sendRefusal(response, { code: 'resumeRefused' })
      return
    }
    const customer = known ?? randomUUID()
    const resume = randomUUID()
    resumes.set(customer, resume)
    const views = await Promise.all(
      sessions.filter((one) => one.customer === customer).map(({ id }) => world.session(id)),
    )
    response.json({
      ...newToken(customer),
      resume,
      contact: world.contact(),
      customer: world.verifiedIdentity,
      sessions: views.flatMap((session) => (session ? [customerView(session)] : [])),
    })
  })
  app.post('/widget/v1/renew', (request, response) => {
    const customer = caller(request, response)
    if (customer) response.json(newToken(customer))
  })
  fakeSessionRoutes({ app, world, sessions, caller, parse })
  app.use(widgetPages({ calls: {}, customerTokens, now: Date.now, widgetUrl }, widgetFolder))

  return {
    ...{ world, widgetUrl, requests, wrongBodies, stream },
    /** Sets what happens to the next requests whose path ends with `path`, in order. */
    next: (path: string, ...coming: Fate[]) => fates.set(path, [...(fates.get(path) ?? []), ...coming]),
    /** The same for every request, until it is reset with null. A browser may repeat a cut request itself, so a single cut is not enough. */
    hold: (path: string, fate: Fate | null) => (fate ? held.set(path, fate) : held.delete(path)),
    asked: (path: string) => requests.filter((request) => request.path.endsWith(path)),
    forgetTokens: () => tokens.clear(),
    forgetResumes: () => resumes.clear(),
    tokensLive: (seconds: number) => (tokenSeconds = seconds),
    newPreview: () => {
      const secret = randomUUID()
      previews.add(secret)
      world.preview = true
      return `${widgetUrl}/widget/v1/preview#${secret}`
    },
    stop: () => stopServer(server),
  }
}
export type FakeCustomerApi = Awaited<ReturnType<typeof startFakeCustomerApi>>

function openLaunch({ headers }: Request, response: Response): void {
  response.set({
    'Access-Control-Allow-Origin': headers.origin ?? '',
    'Access-Control-Allow-Headers': 'Content-Type',
    'Access-Control-Expose-Headers': 'Retry-After',
  })
}

export const listen = (server: Server): Promise<void> =>
  new Promise((done) => server.listen(0, '127.0.0.1', () => done()))

export const stopServer = (server: Server): Promise<void> =>
  new Promise((done) => {
    server.close(() => done())
    server.closeAllConnections()
  })
