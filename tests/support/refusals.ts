/** The headers of a refusal that its caller reads. An absent one is not sent. */
interface RefusalHeaders {
  'access-control-allow-origin'?: string
  'access-control-expose-headers'?: string
  allow?: string
  'retry-after'?: string
  vary?: string
  'www-authenticate'?: string
}
const read = ['access-control-allow-origin', 'access-control-expose-headers', 'allow', 'retry-after', 'vary'] as const
const names: readonly (keyof RefusalHeaders)[] = [...read, 'www-authenticate']

interface Asked {
  method?: string
  headers?: Record<string, string>
  /** Sent as JSON, a text as it is. */
  body?: unknown
}

/** A request that is refused at `Place`, and the refusal. */
export interface RefusedRequest<Place> {
  what: string
  path: (place: Place) => string
  asked: (place: Place) => Asked
  status: number
  code: string
  headers: (place: Place) => RefusalHeaders
}

/** Where a customer's requests go, and what there is. */
export interface CustomerPlace {
  url: string
  /** Origin of a page that may reach the contact. */
  page: string
  contact: { contactId: string; widgetKey: string }
  token: string
  /** Sessions of the token's customer. */
  active: string
  ended: string
}

/** Where an agent's requests go, and what there is. */
export interface AgentPlace {
  url: string
  token: string
  /** Sessions of the token's agent. */
  ringing: string
  active: string
  ended: string
}

const unknown = '00000000-0000-4000-8000-00000000dead'
const key = '60000000-0000-4000-8000-00000000dead'
const isJson = { 'content-type': 'application/json' }
const nothing = () => ({})

type Answers = Omit<RefusedRequest<unknown>, 'what' | 'path' | 'asked' | 'headers'>
const answers = (status: number, code: string): Answers => ({ status, code })

const launch = (
  what: string,
  asked: (place: CustomerPlace) => Asked,
  answer: Answers,
  headers: RefusalHeaders = {},
): RefusedRequest<CustomerPlace> => ({
  ...{ what: `a launch ${what}`, path: () => '/widget/v1/launch', ...answer },
  asked: (place) => {
    const { method = 'POST', headers: own, ...rest } = asked(place)
    return { method, headers: { origin: place.page, ...isJson, ...own }, ...rest }
  },
  headers: ({ page }) => ({
    ...{ 'access-control-allow-origin': page, 'access-control-expose-headers': 'Retry-After', vary: 'Origin' },
    ...headers,
  }),
})

/** What a page that launches is refused. All of it can be read by the page, without credentials. */
export const refusedLaunches: readonly RefusedRequest<CustomerPlace>[] = [
  launch('that is not JSON', () => ({ body: '{' }), answers(400, 'invalid')),
  launch('with an unknown field', ({ contact }) => ({ body: { ...contact, tenantId: key } }), answers(400, 'invalid')),
  launch(
    'that is a form',
    () => ({ headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: 'x=1' }),
    answers(415, 'unsupportedMediaType'),
  ),
  launch(
    'that is text but not JSON',
    () => ({ headers: { 'content-type': 'text/plain' }, body: 'x' }),
    answers(400, 'invalid'),
  ),
  launch(
    'that is too large',
    ({ contact }) => ({ body: { ...contact, pageTitle: 'x'.repeat(70_000) } }),
    answers(413, 'tooLarge'),
  ),
  launch('by GET', () => ({ method: 'GET' }), answers(405, 'methodNotAllowed'), { allow: 'POST' }),
  launch(
    'for an unknown contact',
    ({ contact }) => ({ body: { ...contact, contactId: unknown } }),
    answers(403, 'contactUnavailable'),
  ),
  launch(
    'with another widget key',
    ({ contact }) => ({ body: { ...contact, widgetKey: 'x'.repeat(32) } }),
    answers(403, 'contactUnavailable'),
  ),
  {
    ...launch(
      'from a page without an origin',
      ({ contact }) => ({ headers: { origin: 'null' }, body: contact }),
      answers(403, 'contactUnavailable'),
    ),
    headers: () => ({ vary: 'Origin' }),
  },
]

/** What a page is refused while a limit is reached, and while the database does not answer. */
export const refusedForNow: Record<'tooManyRequests' | 'unavailable', RefusedRequest<CustomerPlace>> = {
  tooManyRequests: launch('over a limit', ({ contact }) => ({ body: contact }), answers(429, 'tooManyRequests'), {
    'retry-after': '12',
  }),
  unavailable: launch('during an outage', ({ contact }) => ({ body: contact }), answers(503, 'unavailable'), {
    'retry-after': '2',
  }),
}

const asCustomer =
  (method: string, body?: unknown, own: Record<string, string> = isJson) =>
  ({ token }: { token: string }): Asked => ({
    ...{ method, headers: { authorization: `Bearer ${token}`, ...(body === undefined ? {} : own) } },
    ...(body === undefined ? {} : { body }),
  })
const unauthenticated = { ...answers(401, 'unauthenticated'), headers: () => ({ 'www-authenticate': 'Bearer' }) }
const message = { key, text: 'Hello' }

export const refusedToCustomers: readonly RefusedRequest<CustomerPlace>[] = [
  {
    ...{ what: 'an exchange of an invalid ticket', path: () => '/widget/v1/exchange', headers: nothing },
    asked: ({ url }) => ({ method: 'POST', headers: { origin: url, ...isJson }, body: { ticket: 'a.b' } }),
    ...answers(401, 'ticketRefused'),
  },
  {
    ...{ what: 'an exchange from another origin', path: () => '/widget/v1/exchange', headers: nothing },
    asked: ({ page }) => ({ method: 'POST', headers: { origin: page, ...isJson }, body: { ticket: 'a.b' } }),
    ...answers(403, 'forbidden'),
  },
  {
    ...{ what: 'an unknown preview link', path: () => '/widget/v1/preview', headers: nothing },
    asked: () => ({ method: 'POST', headers: isJson, body: { secret: 'x'.repeat(43) } }),
    ...answers(403, 'contactUnavailable'),
  },
  {
    ...{ what: 'a renewal without a token', path: () => '/widget/v1/renew' },
    asked: () => ({ method: 'POST' }),
    ...unauthenticated,
  },
  {
    ...{ what: 'a renewal with an invalid token', path: () => '/widget/v1/renew' },
    asked: () => asCustomer('POST')({ token: 'a.b' }),
    ...unauthenticated,
  },
  {
    ...{ what: 'an unknown path', path: () => '/widget/v1/nothing', asked: asCustomer('GET'), headers: nothing },
    ...answers(404, 'notFound'),
  },
  {
    ...{ what: 'another method', path: () => '/widget/v1/sessions', asked: asCustomer('PUT', {}) },
    ...{ ...answers(405, 'methodNotAllowed'), headers: () => ({ allow: 'POST' }) },
  },
  {
    ...{ what: 'a message to an unknown session', path: () => `/widget/v1/sessions/${unknown}/messages` },
    ...{ asked: asCustomer('POST', message), headers: nothing, ...answers(404, 'notFound') },
  },
  {
    ...{ what: 'a message to an ended session', path: ({ ended }) => `/widget/v1/sessions/${ended}/messages` },
    ...{ asked: asCustomer('POST', message), headers: nothing, ...answers(409, 'sessionEnded') },
  },
  {
    ...{ what: 'an empty message', path: ({ active }) => `/widget/v1/sessions/${active}/messages` },
    ...{ asked: asCustomer('POST', { key, text: ' ' }), headers: nothing, ...answers(400, 'invalid') },
  },
  {
    what: 'an offline message in a running session',
    path: ({ active }) => `/widget/v1/sessions/${active}/offline-message`,
    ...{ asked: asCustomer('POST', { text: 'x' }), headers: nothing, ...answers(409, 'messageNotPossible') },
  },
  {
    ...{ what: 'a poll of 26 seconds', path: ({ active }) => `/widget/v1/sessions/${active}/events?after=0&wait=26` },
    ...{ asked: asCustomer('GET'), headers: nothing, ...answers(400, 'invalid') },
  },
]

export const refusedToAgents: readonly RefusedRequest<AgentPlace>[] = [
  { what: 'a request without a token', path: () => '/api/v1/sessions', asked: nothing, ...unauthenticated },
  {
    ...{ what: 'a request with an invalid token', path: () => '/api/v1/sessions' },
    ...{ asked: () => asCustomer('GET')({ token: 'a.b.c' }), ...unauthenticated },
  },
  {
    ...{ what: 'an unknown path', path: () => '/api/v1/nothing', asked: asCustomer('GET'), headers: nothing },
    ...answers(404, 'notFound'),
  },
  {
    ...{ what: 'another method', path: ({ active }) => `/api/v1/sessions/${active}`, asked: asCustomer('DELETE') },
    ...{ ...answers(405, 'methodNotAllowed'), headers: () => ({ allow: 'GET' }) },
  },
  {
    ...{ what: 'a list of 101 sessions', path: () => '/api/v1/sessions?limit=101', asked: asCustomer('GET') },
    ...{ headers: nothing, ...answers(400, 'invalid') },
  },
  {
    ...{ what: 'accepting an unknown session', path: () => `/api/v1/sessions/${unknown}/accept` },
    ...{ asked: asCustomer('POST', {}), headers: nothing, ...answers(404, 'notFound') },
  },
  {
    ...{ what: 'accepting an ended session', path: ({ ended }) => `/api/v1/sessions/${ended}/accept` },
    ...{ asked: asCustomer('POST', {}), headers: nothing, ...answers(409, 'sessionEnded') },
  },
  {
    ...{ what: 'declining an accepted session', path: ({ active }) => `/api/v1/sessions/${active}/decline` },
    ...{ asked: asCustomer('POST', {}), headers: nothing, ...answers(409, 'alreadyAccepted') },
  },
  {
    ...{ what: 'a message to a ringing session', path: ({ ringing }) => `/api/v1/sessions/${ringing}/messages` },
    ...{ asked: asCustomer('POST', message), headers: nothing, ...answers(409, 'sessionNotAccepted') },
  },
  {
    ...{ what: 'a message to an ended session', path: ({ ended }) => `/api/v1/sessions/${ended}/messages` },
    ...{ asked: asCustomer('POST', message), headers: nothing, ...answers(409, 'sessionEnded') },
  },
  {
    ...{ what: 'a message with an unknown field', path: ({ active }) => `/api/v1/sessions/${active}/messages` },
    ...{ asked: asCustomer('POST', { ...message, from: 'customer' }), headers: nothing, ...answers(400, 'invalid') },
  },
  {
    ...{ what: 'a message as plain text', path: ({ active }) => `/api/v1/sessions/${active}/messages` },
    asked: asCustomer('POST', 'Hello', { 'content-type': 'text/plain' }),
    ...{ headers: nothing, ...answers(415, 'unsupportedMediaType') },
  },
]

/** The refusal that is answered at this place, and the one that the table states. */
export async function refusalAt<Place extends { url: string }>(
  place: Place,
  { path, asked, status, code, headers }: RefusedRequest<Place>,
) {
  const { body, ...request } = asked(place)
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const response = await fetch(place.url + path(place), { ...request, ...(body === undefined ? {} : { body: text }) })
  const problem = (await response.json()) as { code: string; status: number }
  return {
    answered: {
      ...{ status: response.status, code: problem.code, type: response.headers.get('content-type') },
      headers: Object.fromEntries(names.flatMap((name) => [[name, response.headers.get(name) ?? undefined]])),
    },
    stated: {
      ...{ status, code, type: 'application/problem+json; charset=utf-8' },
      headers: headers(place),
    },
  }
}
