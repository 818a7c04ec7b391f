import { randomUUID } from 'node:crypto'
import express, { type Express, type RequestHandler, type Router } from 'express'
import helmet from 'helmet'
import type { Actor } from '#core/admin/ports'
import { answerFaults, answerUnknown, sendRefusal } from './problemResponses.ts'
import { mountRoutes, type Authenticate, type Route } from './route.ts'
import type { CustomerCaller } from '../routes/customer/dependencies.ts'
import { parseOrigin } from '#core/reach/origin'

const largestBody = '64kb'

/** A key that every parser of objects skips in silence. Unknown keys are refused, so this one is refused here. */
const refuseProto = (key: string, value: unknown): unknown => {
  if (key === '__proto__') throw new SyntaxError('__proto__ is no key')
  return value
}
const json = () => express.json({ limit: largestBody, strict: false, reviver: refuseProto })

/** Answers of an API are data: nothing may be loaded, framed or run from them. */
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
  /** The bot's door and the tab's pages. */
  bot: Router
  pages: Router
  docs: Router
  /** What Interact is, privacy and terms. */
  about: Router
}

/** The journey of a request to the tab's origin: API, bot, tab. */
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

interface WidgetAppDependencies extends Common {
  routes: readonly Route<CustomerCaller>[]
  authenticate: Authenticate<CustomerCaller>
  pages: Router
}

/** The journey of a request to the widget's origin: loader, panel, customer API. */
export function createWidgetApp(deps: WidgetAppDependencies): Express {
  const app = newApp(deps)
  app.use(corsForLaunch)
  app.use(deps.pages)
  app.use(headers())
  app.use(json())
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

/** A page of another name that resolves to this machine is not answered. */
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
 * Launch is the one customer route that a foreign page calls. Any http(s) page may read its answer, without
 * credentials: the body decides, and a preflight carries no contact.
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
