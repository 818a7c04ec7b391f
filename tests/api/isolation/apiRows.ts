import { randomUUID } from 'node:crypto'
import type { Caller, Cast, Kind, Place } from './cast.ts'

type Verdict = 'ok' | 'forbidden' | 'notFound'
type May = (caller: Caller, place: Place) => Verdict

/** The kind of resource that a route acts on, and which callers it serves. */
export interface Row {
  kind: Kind | null
  may: May
  /** A body whose effect would be visible if the request were accepted. */
  body?: (cast: Cast, caller: Caller) => object
  /** A harmless body for callers whom the route serves; defaults to `body`. */
  harmless?: object
  /** The refusal for callers whom the route serves, for a session without a call; by default the answer is 2xx. */
  lacks?: 'noCall' | 'sessionNotAccepted'
  /** The request uses up the resource, so each request needs a new one. */
  usesUp?: true
}

const writes = ({ writes }: Caller, place: Place) => writes.includes(place)
const mayRead: May = (caller, place) => (writes(caller, place) || caller.reads.includes(place) ? 'ok' : 'notFound')
const mayWrite: May = (caller, place) => {
  if (writes(caller, place)) return 'ok'
  return caller.reads.includes(place) ? 'forbidden' : 'notFound'
}
const mayAdminister: May = (caller, place) => (writes(caller, place) ? 'ok' : 'notFound')
const ownsOrAdministers: May = (caller, place) =>
  caller.isUserOf === place || writes(caller, place) ? 'ok' : 'notFound'
const mayChangePage: May = (caller, place) => {
  if (writes(caller, place)) return 'ok'
  return caller.isUserOf === place ? 'forbidden' : 'notFound'
}
const owns: May = (caller, place) => (caller.isUserOf === place ? 'ok' : 'notFound')
const anyone: May = () => 'ok'

/** Whether an id of this kind must never appear in a response to the caller. */
export function isHidden(caller: Caller, kind: Kind, place: Place, tenant: Caller['tenant']): boolean {
  if (caller.tenant !== tenant) return true
  if (kind === 'user' || kind === 'session') return ownsOrAdministers(caller, place) !== 'ok'
  // Every user may read their own unit; agents can read no other.
  if (kind === 'unit') return caller.role === 'organizationUnitAdmin' && mayRead(caller, place) !== 'ok'
  return mayRead(caller, place) !== 'ok'
}

const seeSession = { kind: 'session', may: ownsOrAdministers } as const
const session = { kind: 'session', may: owns, body: () => ({}) } as const
const page = { kind: 'user', may: ownsOrAdministers } as const
const self = { kind: null, may: anyone } as const
const name = () => `Made by ${randomUUID()}`
/** A unit in which the caller may create resources; for a caller who may not, any existing unit. */
const ownUnit = ({ things }: Cast, { writes: [first] }: Caller) => things[first ?? 'below'].unit

const item = (path: string, kind: 'template' | 'messages'): Record<string, Row> => ({
  [`GET ${path}`]: self,
  [`POST ${path}`]: {
    ...self,
    body: (cast, caller) => ({ name: name(), organizationUnitId: ownUnit(cast, caller) }),
  },
  [`GET ${path}/{id}`]: { kind, may: mayRead },
  [`PATCH ${path}/{id}`]: { kind, may: mayWrite, body: () => ({ description: name() }), harmless: {} },
  [`DELETE ${path}/{id}`]: { kind, may: mayWrite, usesUp: true },
})

function callRows(row: Row): Record<string, Row> {
  const leg = randomUUID()
  const at = '/sessions/{sessionId}/call'
  return {
    [`POST ${at}`]: {
      ...row,
      body: () => ({ key: randomUUID(), media: 'audio' }),
      usesUp: true,
      lacks: 'sessionNotAccepted',
    },
    [`POST ${at}/accept`]: { ...row, lacks: 'noCall' },
    [`POST ${at}/decline`]: { ...row, lacks: 'noCall' },
    [`POST ${at}/join`]: { ...row, body: () => ({ leg }), lacks: 'noCall' },
    [`POST ${at}/signal`]: { ...row, body: () => ({ leg, signal: { kind: 'hello' } }), lacks: 'noCall' },
    [`POST ${at}/beat`]: { ...row, body: () => ({ leg, connected: true }), lacks: 'noCall' },
    [`POST ${at}/end`]: row,
  }
}

/** One row for each route of `/api/v1`. */
export const apiRows: Record<string, Row> = {
  'GET /sessions': self,
  'GET /sessions/{sessionId}': seeSession,
  'GET /sessions/{sessionId}/events': seeSession,
  'POST /sessions/{sessionId}/messages': { ...session, body: () => ({ key: randomUUID(), text: 'Not mine to say' }) },
  'POST /sessions/{sessionId}/seen': { ...session, body: () => ({ upTo: 1000 }) },
  'POST /sessions/{sessionId}/typing': session,
  'POST /sessions/{sessionId}/accept': { ...session, usesUp: true },
  'POST /sessions/{sessionId}/decline': { ...session, usesUp: true },
  'POST /sessions/{sessionId}/end': { ...session, usesUp: true },
  ...callRows(session),
  'GET /me': self,
  'GET /me/availability': self,
  'PATCH /me/availability': { ...self, body: () => ({ available: true }) },
  'GET /tenant': self,
  'PATCH /tenant': { ...self, body: () => ({ ringSeconds: 222 }) },
  'POST /tenant/call-provider/check': { ...self, body: () => ({}) },
  'POST /tenant/verified-customer-secret': { ...self, body: () => ({ graceHours: 0 }) },
  'DELETE /tenant/verified-customer-secret': self,
  'GET /organization-units': self,
  'POST /organization-units': {
    ...self,
    body: (cast, caller) => ({ name: name(), parentId: ownUnit(cast, caller) }),
  },
  'GET /organization-units/{id}': { kind: 'unit', may: mayRead },
  'PATCH /organization-units/{id}': { kind: 'unit', may: mayWrite, body: () => ({ name: name() }), harmless: {} },
  'DELETE /organization-units/{id}': { kind: 'unit', may: mayWrite, usesUp: true },
  'GET /users': self,
  'GET /users/{userId}': { kind: 'user', may: mayAdminister },
  'PATCH /users/{userId}': { kind: 'user', may: mayAdminister, body: () => ({ licences: [] }), harmless: {} },
  'GET /users/{userId}/interact': page,
  'PATCH /users/{userId}/interact': {
    ...{ kind: 'user', may: mayChangePage },
    body: () => ({ active: false, restrictAccess: false }),
    harmless: {},
  },
  'POST /users/{userId}/interact/rotate-key': {
    ...{ kind: 'user', may: mayChangePage },
    body: () => ({ graceHours: 0 }),
    harmless: { graceHours: 1 },
  },
  'POST /users/{userId}/interact/preview-link': page,
  ...item('/domain-templates', 'template'),
  'POST /domain-templates/check': { ...self, body: () => ({ patterns: ['shop.example'] }) },
  'POST /domain-templates/{id}/test': {
    ...{ kind: 'template', may: mayRead },
    body: () => ({ origin: 'https://shop.example' }),
  },
  'GET /domain-templates/{id}/refused-origins': { kind: 'template', may: mayRead },
  ...item('/direct-system-messages', 'messages'),
  'POST /direct-system-messages/{id}/preview': { kind: 'messages', may: mayRead, body: () => ({}) },
  'GET /audit': self,
}
