import { randomUUID } from 'node:crypto'
import express, { type Express, type RequestHandler, type Router } from 'express'
import helmet from 'helmet'
import type { Actor } from '#core/admin/ports'
import { answerFaults, answerUnknown, sendRefusal } from './problemResponses.ts'
import { mountRoutes, type Authenticate, type Route } from './route.ts'
import { parseOrigin } from '#core/reach/origin'

const largestBody = '64kb'

/** Schemas silently ignore the key `__proto__`. Unknown keys must be refused, so this one is refused here. */
const refuseProto = (key: string, value: unknown): unknown => {
  if (key === '__proto__') throw new SyntaxError('The key __proto__ is not allowed')
  return value
}
/** Parses bodies of this type as JSON. */
export const json = (type = 'application/json') =>
  express.json({ type, limit: largestBody, strict: false, reviver: refuseProto })

/** API responses are data: nothing may be loaded, framed or executed from them. */
const headers = () =>
  helmet({
    contentSecurityPolicy: { useDefaults: false, directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] } },
    crossOriginResourcePolicy: { policy: 'cross-origin' },
  })

interface Common {
  trustedProxies: readonly string[]
  allowedHosts: readonly string[] | null
  log: (error: unknown, requestId: string) => void
}

interface ApiAppDependencies extends Common {
  routes: readonly Route<Actor>[]
  authenticate: Authenticate<Actor>
  health: Router
  bot: Router
  pages: Router
  docs: Router
  about: Router
}

/** The Express app for the tab's origin: API, bot and tab. */
export function createApiApp(deps: ApiAppDependencies): Express {
  const app = newApp(deps)
  app.use(deps.health)
  app.use(deps.bot)
  app.use(deps.pages)
  app.use(deps.docs)
  app.use(deps.about)
  app.use('/api', headers())
  app.use(json())
  const api = express.Router()
  mountRoutes(api, deps.routes, deps.authenticate)
  app.use('/api/v1', api)
  return finish(app, deps)
}

interface WidgetAppDependencies<Caller> extends Common {
  routes: readonly Route<Caller>[]
  authenticate: Authenticate<Caller>
  pages: Router
}

/** The Express app for the widget's origin: loader, panel and customer API. */
export function createWidgetApp<Caller>(deps: WidgetAppDependencies<Caller>): Express {
  const app = newApp(deps)
  app.use(corsForLaunch)
  app.use(deps.pages)
  app.use(headers())
  app.use(json())
  const asText = deps.routes.filter(({ spec }) => spec.acceptsText).map(({ spec }) => spec.path)
  app.use(asText, json('text/plain'))
  const api = express.Router()
  mountRoutes(api, deps.routes, deps.authenticate)
  app.use(api)
  return finish(app, deps)
}

function newApp({ trustedProxies, allowedHosts }: Common): Express {
  const app = express()
  app.disable('x-powered-by')
  app.disable('etag')
  app.set('trust proxy', [...trustedProxies])
  app.set('query parser', 'simple')
  app.use(nameRequest)
  if (allowedHosts) app.use(onlyFor(allowedHosts))
  return app
}

/** Refuses requests for other host names, to prevent DNS rebinding. */
const onlyFor =
  (hosts: readonly string[]): RequestHandler =>
  (request, response, next) => {
    if (hosts.includes(request.headers.host ?? '')) next()
    else sendRefusal(response, { code: 'notFound' }, 421)
  }

const nameRequest: RequestHandler = (_request, response, next) => {
  response.locals.requestId = randomUUID()
  response.set('X-Request-Id', String(response.locals.requestId))
  next()
}

function finish(app: Express, { log }: Common): Express {
  app.use(answerUnknown)
  app.use(answerFaults(log))
  return app
}

/**
 * Launch is the only customer route that a foreign page calls. Any http(s) page may read its response, without
 * credentials: the decision depends on the body and the Origin header. The loader sends the body as text, so that browsers
 * send no preflight request before it, which contains no contact and would be answered the same for every page. Pages with
 * an earlier pinned loader still send one.
 */
const corsForLaunch: RequestHandler = (request, response, next) => {
  if (request.path !== '/widget/v1/launch') {
    next()
    return
  }
  const { origin } = request.headers
  response.vary('Origin')
  if (origin !== undefined && !('denied' in parseOrigin(origin)))
    response.set({ 'Access-Control-Allow-Origin': origin, 'Access-Control-Expose-Headers': 'Retry-After' })
  if (request.method !== 'OPTIONS') {
    next()
    return
  }
  response.set({
    'Access-Control-Allow-Methods': 'POST',
    'Access-Control-Allow-Headers': 'Content-Type',
    'Access-Control-Max-Age': '7200',
  })
  response.status(204).end()
}
