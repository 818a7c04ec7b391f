import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { z } from 'zod'
import { problem } from '#core/contract/problems'
import { startWorld, type World } from '../../support/world.ts'
import { addressOf } from '../support/rawRequests.ts'
import { fullBodies, pathsOf, replaced, type FullBody } from '../support/fullBodies.ts'
import { askOverWire, type WireAnswer } from '../support/rawHttp.ts'
import { apiSpecs, customerSpecs, nameOf, type Spec } from '../support/routeTable.ts'

const writable = [...apiSpecs, ...customerSpecs].filter(({ body }) => body !== undefined)
const routes = writable.map((spec) => [nameOf(spec), spec] as const)
const listed = [...apiSpecs, ...customerSpecs].filter(({ query }) => query !== undefined)
let world: World
let bodies: Record<string, FullBody>

beforeAll(async () => {
  world = await startWorld()
  bodies = await fullBodies(world)
})
afterAll(() => world.close())

const full = (spec: Spec): FullBody => {
  const known = bodies[nameOf(spec)]
  if (!known) throw new Error(`${nameOf(spec)} has no body here`)
  return known
}
const baseOf = ({ path }: Spec): string => (path.startsWith('/widget/') ? world.widgetUrl : `${world.apiUrl}/api/v1`)

/** Sends these bytes as the body of an otherwise valid request. */
const send = (spec: Spec, body: string | Buffer, type: string | null = 'application/json', ...more: string[]) => {
  const { token, id } = full(spec)
  return askOverWire(addressOf(baseOf(spec), spec, id), {
    method: spec.method.toUpperCase(),
    headers: [
      ...(type === null ? [] : ['content-type', type]),
      ...(token === null ? [] : ['authorization', `Bearer ${token}`]),
      ...(spec.ifMatch ? ['if-match', '*'] : []),
      ...(spec.path === '/widget/v1/launch' ? ['origin', world.shopOrigin] : []),
      ...more,
    ],
    body,
  })
}

/** Checks that the response is a problem of the contract and reveals no internals. */
function refusalOf({ status, headers, bytes }: WireAnswer) {
  expect(headers['content-type']).toBe('application/problem+json; charset=utf-8')
  expect(bytes).not.toMatch(/node_modules|\.[cm]?[jt]s:|\n\s+at |ZodError|SyntaxError|Error:/)
  const result = problem.strict().parse(JSON.parse(bytes))
  expect([result.status, result.type]).toEqual([status, `urn:interact:problem:${result.code}`])
  return result
}

test('has a full body for every route that takes one: every field and no other', () => {
  expect(Object.keys(bodies).sort()).toEqual(routes.map(([route]) => route).sort())
  for (const [route, { body }] of routes)
    expect([route, Object.keys(body instanceof z.ZodObject ? body.shape : {}).sort()]).toEqual([
      ...[route, Object.keys(bodies[route]?.body ?? {}).sort()],
    ])
})

describe('a body with unknown fields', () => {
  const unknown = ['tenantId', 'id', 'constructor', 'prototype', 'toString', 'role ', 'organizationUnitID']

  test.each(routes)('is refused: %s', async (_route, spec) => {
    const { body } = full(spec)
    for (const at of pathsOf(body, 'object'))
      for (const name of at.length === 0 ? unknown : ['tenantId', 'Constructor']) {
        const text = JSON.stringify(replaced(body, at, (before) => ({ ...(before as object), [name]: 'x' })))
        const refused = refusalOf(await send(spec, text))
        expect([name, refused.code]).toEqual([name, 'invalid'])
        if (at.length === 0) expect(refused.errors).toContainEqual({ path: '', message: `Unknown property: ${name}` })
      }
    for (const at of pathsOf(body, 'object')) {
      const text = JSON.stringify(replaced(body, at, (before) => ({ ...(before as object), PROTO: { tenantId: 'x' } })))
      expect(refusalOf(await send(spec, text.replace('"PROTO"', '"__proto__"'))).code).toBe('invalid')
    }
  })
})

describe('a request without a body', () => {
  test.each(routes)('counts as one without fields: %s', async (_route, spec) => {
    const needsNone = spec.body?.safeParse({}).success === true
    const { status, bytes } = await send(spec, '', null)
    if (needsNone) expect(status).not.toBe(415)
    else expect(JSON.parse(bytes)).toMatchObject({ code: 'invalid' })
  })
})

describe('a body that is not a JSON object', () => {
  test.each(routes)('is refused: %s', async (_route, spec) => {
    for (const text of ['[]', 'null', '"x"', '1', 'true'])
      expect([text, refusalOf(await send(spec, text)).code]).toEqual([text, 'invalid'])
    const text = JSON.stringify(full(spec).body)
    const others = ['application/x-www-form-urlencoded', 'application/jsonp', 'text/json', null]
    for (const type of [...(spec.acceptsText ? [] : ['text/plain']), ...others])
      expect([type, refusalOf(await send(spec, text, type)).code]).toEqual([type, 'unsupportedMediaType'])
    expect(refusalOf(await send(spec, `${text}x`)).code).toBe('invalid')
    expect(refusalOf(await send(spec, JSON.stringify({ filler: 'x'.repeat(70_000) }))).code).toBe('tooLarge')
  })

  const some = routes.filter(([route]) => ['POST /widget/v1/launch', 'PATCH /tenant'].includes(route))
  test.each(some)('is refused however it is malformed: %s', async (_route, spec) => {
    const broken = ['{', '{"a":}', "{'a':1}", '{"a":1,}', 'NaN', '\ufeff{', '{"a":"\n"}', '['.repeat(60_000)]
    for (const text of broken)
      expect([text.slice(0, 9), refusalOf(await send(spec, text)).code]).toEqual([text.slice(0, 9), 'invalid'])
    const text = JSON.stringify(full(spec).body)
    const bomb = gzipSync(JSON.stringify({ filler: 'x'.repeat(1_000_000) }))
    const encoded = (body: string | Buffer, encoding: string) =>
      send(spec, body, 'application/json', 'content-encoding', encoding)
    expect(refusalOf(await encoded(bomb, 'gzip')).code).toBe('tooLarge')
    expect(refusalOf(await encoded(text, 'gzip')).code).toBe('invalid')
    expect(refusalOf(await encoded(text, 'zstd7')).code).toBe('unsupportedMediaType')
    expect(refusalOf(await send(spec, text, 'application/json; charset=iso-8859-1')).code).toBe('unsupportedMediaType')
    expect((await send(spec, text, 'APPLICATION/JSON;charset=UTF-8')).status).toBe(200)
  })
})

describe('a text field', () => {
  // The origin tester and the check of patterns accept any text and store none.
  const keeping = routes.filter(([route]) => !/domain-templates.*(test|check)$/.test(route))
  test.each(keeping)('is handled as plain text: %s', async (_route, spec) => {
    const { body } = full(spec)
    for (const at of pathsOf(body, 'text')) {
      const sendWith = (value: unknown) => send(spec, JSON.stringify(replaced(body, at, () => value)))
      for (const value of ['Mark\u0000End', 'x'.repeat(20_000), 1, {}, ['x']])
        expect([at, refusalOf(await sendWith(value)).status < 500]).toEqual([at, true])
      const { status, bytes } = await sendWith('Mark\ud83dEnd')
      expect([at, status < 500]).toEqual([at, true])
      if (bytes.includes('Mark')) expect(bytes).toContain('Mark\ufffdEnd')
      expect(bytes).not.toMatch(/\\ud[89a-f]/i)
    }
  })
})

describe('a query', () => {
  const cursor = (place: unknown) => Buffer.from(JSON.stringify(place)).toString('base64url')
  const user = '0a1d0000-0000-4000-8000-000000000001'
  const cursors = [
    ...['', 'x', '%00', '0.', '999999999.x', '-1.x', 'x'.repeat(501)],
    ...[null, [], ['a\u0000', user], ['\ud83d', user], [9e15, user], [-9e15, user], [1e300], [-1], [{}, user]].map(
      cursor,
    ),
  ]

  test.each(listed.map((spec) => [nameOf(spec), spec] as const))(
    'is answered whatever it contains: %s',
    async (_route, spec) => {
      const { query } = spec
      const fields = Object.keys(query instanceof z.ZodObject ? query.shape : {})
      const token = spec.path.startsWith('/widget/')
        ? full(customerMessage).token
        : await world.token('adele@contoso.test')
      const { id } = full(spec.path.includes('domain-templates') ? templatePatch : customerMessage)
      const ask = (text: string) =>
        askOverWire(`${addressOf(baseOf(spec), spec, id)}?${text}`, {
          ...(spec.method === 'get' ? {} : { method: 'OPTIONS' }),
          headers: ['authorization', `Bearer ${String(token)}`],
        })
      for (const field of fields)
        for (const value of [
          '',
          '%00',
          'a%00b',
          '%ED%A0%BD',
          '1e309',
          '-1',
          '1.5',
          '9007199254740991',
          'x'.repeat(600),
          ...cursors,
        ]) {
          const { status } = await ask(`${field}=${value}`)
          expect([field, value.slice(0, 40), status < 500]).toEqual([field, value.slice(0, 40), true])
        }
      if (spec.method !== 'get') return
      for (const text of [
        'tenantId=x',
        '__proto__=x',
        'constructor=x',
        ...fields.map((field) => `${field}=a&${field}=b`),
      ])
        expect([text, refusalOf(await ask(text)).code]).toEqual([text, 'invalid'])
    },
  )

  const specNamed = (name: string): Spec => {
    const found = routes.find(([route]) => route === name)
    if (!found) throw new Error(`There is no ${name}`)
    return found[1]
  }
  const customerMessage = specNamed('POST /widget/v1/sessions/{sessionId}/messages')
  const templatePatch = specNamed('PATCH /domain-templates/{id}')
})
