import type { ResponseConfig, RouteConfig } from '@asteasolutions/zod-to-openapi'
import { z } from 'zod'
import { problem } from '#core/contract/problems'
import type { RouteSpec, Who } from '../server/route.ts'

export type Spec = RouteSpec<unknown, unknown, unknown>

/** One of the two origins of the API, each with its own kind of token. */
export interface Place {
  prefix: string
  tag: (path: string) => string
  security: string
  servers?: RouteConfig['servers']
}

const callers: Record<Who, string> = {
  anyone: 'Anyone.',
  customer: 'Customers, with a session token.',
  agent: 'Any signed-in user. Resources that the caller can’t see return 404.',
  admin: 'Tenant admins, and OU admins within their organization units.',
  tenantAdmin: 'Tenant admins.',
}

const reasons: Record<number, string> = {
  400: 'The request doesn’t match the schema.',
  401: 'The token is missing or invalid.',
  403: 'The role or the page isn’t allowed to do this.',
  404: 'The resource doesn’t exist, or the caller can’t see it.',
  409: 'The current state doesn’t allow this.',
  412: 'Someone else changed the resource first.',
  413: 'The request is too large.',
  415: 'The body isn’t JSON.',
  422: 'A rule doesn’t allow this. The errors property lists the fields.',
  428: 'If-Match is missing.',
  429: 'Too many requests. Try again after the time in Retry-After.',
  503: 'Temporarily unavailable. Try again after the time in Retry-After.',
}

/** HTTP statuses with which a route may refuse a request. */
function refusalsOf({ who, method, params, query, body, ifMatch }: Spec): number[] {
  const changes = method !== 'get'
  return [
    ...(query || body ? [400] : []),
    ...(who === 'anyone' && !changes ? [] : [401]),
    ...(who === 'customer' || (who === 'agent' && !changes) ? [] : [403]),
    ...(params ? [404] : []),
    ...(changes ? [409] : []),
    ...(ifMatch ? [412] : []),
    ...(body ? [413, 415, 422] : []),
    ...(ifMatch === 'required' ? [428] : []),
    ...(who === 'customer' || who === 'anyone' ? [429] : []),
    503,
  ]
}

const refusal = (status: number): ResponseConfig => ({
  description: reasons[status] ?? 'Refused.',
  content: { 'application/problem+json': { schema: problem } },
})

const etag = { ETag: { description: 'Version of the resource, for If-Match.', schema: { type: 'string' as const } } }

const answer = (schema: z.ZodType | null, hasVersion: boolean): ResponseConfig => ({
  description: schema ? 'Success.' : 'Success, without content.',
  ...(schema ? { content: { 'application/json': { schema } } } : {}),
  ...(schema && hasVersion ? { headers: etag } : {}),
})

/** Describes one route for OpenAPI, from the schemas that the route parses with. */
export function operationOf(spec: Spec, place: Place, hasVersion: boolean): RouteConfig {
  const { method, path, who, summary, params, query, body, answers, ifMatch } = spec
  const types = ['application/json', ...(spec.acceptsText ? ['text/plain'] : [])]
  return {
    method,
    path: place.prefix + path,
    operationId: operationId(method, path),
    summary,
    description: `Permitted: ${callers[who]}`,
    tags: [place.tag(path)],
    security: who === 'anyone' ? [] : [{ [place.security]: [] }],
    ...(place.servers ? { servers: place.servers } : {}),
    request: {
      ...(params instanceof z.ZodObject ? { params } : {}),
      ...(query instanceof z.ZodObject ? { query } : {}),
      ...(ifMatch ? { headers: ifMatchHeader[ifMatch] } : {}),
      ...(body
        ? { body: { required: true, content: Object.fromEntries(types.map((type) => [type, { schema: body }])) } }
        : {}),
    },
    responses: {
      ...Object.fromEntries(Object.entries(answers).map(([status, schema]) => [status, answer(schema, hasVersion)])),
      ...Object.fromEntries(refusalsOf(spec).map((status) => [status, refusal(status)])),
    },
  }
}

const ifMatchHeader = {
  honoured: z.object({ 'If-Match': z.string().optional() }),
  required: z.object({ 'If-Match': z.string() }),
}

/** `get /users/{userId}/interact` is `getUsersUserIdInteract`. */
const operationId = (method: string, path: string): string =>
  method + path.replace(/[^a-z]+([a-z]?)/gi, (_between, letter: string) => letter.toUpperCase())
