import type { Request, Response, Router } from 'express'
import type { z } from 'zod'
import type { Decided, Refusal } from '#core/contract/problems'
import { invalid, sendRefusal } from './problemResponses.ts'

/** Who may call a route; checked before its handler runs. */
export type Who = 'anyone' | 'customer' | 'agent' | 'admin' | 'tenantAdmin'

export interface RouteSpec<Params, Query, Body> {
  method: 'get' | 'post' | 'patch' | 'delete'
  /** In OpenAPI's notation: `/users/{userId}`. */
  path: string
  who: Who
  summary: string
  params?: z.ZodType<Params>
  query?: z.ZodType<Query>
  body?: z.ZodType<Body>
  /** Whether the JSON may also come as `text/plain`, which browsers send to another origin without asking before. */
  acceptsText?: true
  /** Whether the route compares If-Match with the current version; its responses then have an ETag. */
  ifMatch?: 'honoured' | 'required'
  /** Response schemas by status; null for a response without a body. */
  answers: Record<number, z.ZodType | null>
}

export interface Input<Caller, Params, Query, Body> {
  caller: Caller
  params: Params
  query: Query
  body: Body
  request: Request
}

export type Answer = { status: number; body?: unknown; headers?: Record<string, string> }

export interface Route<Caller> {
  spec: RouteSpec<unknown, unknown, unknown>
  run: (caller: Caller, request: Request) => Promise<Answer | { refused: Refusal }>
}

/** Defines a route: its specification, and the handler for valid requests. */
export const route =
  <Caller>() =>
  <Params = Record<string, never>, Query = Record<string, never>, Body = undefined>(
    spec: RouteSpec<Params, Query, Body>,
    handler: (input: Input<Caller, Params, Query, Body>) => Promise<Answer | { refused: Refusal }>,
  ): Route<Caller> => ({
    spec,
    run: async (caller, request) => {
      const input = parse(spec, request)
      return input.refused ? input : handler({ caller, request, ...input.value })
    },
  })

export const ok = (body: unknown, headers?: Record<string, string>): Answer => ({
  status: 200,
  body,
  ...(headers ? { headers } : {}),
})

function parse<Params, Query, Body>(
  spec: RouteSpec<Params, Query, Body>,
  request: Request,
): Decided<{ params: Params; query: Query; body: Body }> {
  const params = spec.params?.safeParse(request.params)
  if (params && !params.success) return { refused: { code: 'notFound' } }
  const bodiless = hasNoBody(request)
  const types = ['application/json', ...(spec.acceptsText ? ['text/plain'] : [])]
  if (spec.body && !bodiless && !request.is(types)) return { refused: { code: 'unsupportedMediaType' } }
  const query = spec.query?.safeParse(request.query)
  if (query && !query.success) return { refused: invalid(query.error) }
  const body = spec.body?.safeParse(bodiless ? {} : request.body)
  if (body && !body.success) return { refused: invalid(body.error) }
  return {
    value: { params: params?.data as Params, query: query?.data as Query, body: body?.data as Body },
  }
}

/** A request without a body counts as one without fields. */
const hasNoBody = ({ headers }: Request): boolean =>
  headers['transfer-encoding'] === undefined && Number(headers['content-length'] ?? 0) === 0

/** Authenticates and authorizes a request. Runs before the request is parsed. */
export type Authenticate<Caller> = (request: Request, who: Who) => Promise<Decided<Caller>>

/** Mounts routes on a router. Other methods of their paths are answered with 405. */
export function mountRoutes<Caller>(
  router: Router,
  routes: readonly Route<Caller>[],
  authenticate: Authenticate<Caller>,
) {
  for (const { spec, run } of routes)
    router[spec.method](expressPath(spec.path), async (request, response) => {
      const caller = await authenticate(request, spec.who)
      const answer = caller.refused ? caller : await run(caller.value, request)
      if ('refused' in answer) sendRefusal(response, answer.refused)
      else send(response, answer)
    })
  for (const path of new Set(routes.map(({ spec }) => spec.path)))
    router.all(expressPath(path), (_request, response) => {
      const methods = routes.filter(({ spec }) => spec.path === path).map(({ spec }) => spec.method.toUpperCase())
      response.set('Allow', methods.join(', '))
      sendRefusal(response, { code: 'methodNotAllowed' })
    })
}

const expressPath = (path: string): string => path.replace(/\{(\w+)\}/g, ':$1')

function send(response: Response, { status, body, headers }: Answer): void {
  response.status(status).set({ 'Cache-Control': 'no-store', ...headers })
  if (body === undefined) response.end()
  else response.json(body)
}
