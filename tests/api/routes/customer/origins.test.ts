import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { checkPatterns } from '#core/reach/patternList'
import { originCases } from '../../../core/reach/originCases.ts'
import { contactOf, type Contact } from '../../../support/customer.ts'
import { startWorld, type World } from '../../../support/world.ts'
import { askOverWire, type WireAnswer } from '../../support/rawHttp.ts'
import { customerSpecs } from '../../support/routeTable.ts'

const adele = 'adele@contoso.test'
const alex = 'alex@contoso.test'
let world: World
let contact: Contact
let template: string
let unavailable: string

/** Sends a launch with exactly these Origin headers. */
const launchFrom = (origins: readonly string[], body: object = contact): Promise<WireAnswer> =>
  askOverWire(`${world.widgetUrl}/widget/v1/launch`, {
    method: 'POST',
    headers: ['content-type', 'application/json', ...origins.flatMap((origin) => ['origin', origin])],
    body: JSON.stringify(body),
  })

const change = async (as: string, path: string, body: object) => {
  const answer = await world.ask(as, 'PATCH', path, { body, ifMatch: '*' })
  if (answer.status !== 200) throw new Error(`${path} answered ${JSON.stringify(answer.body)}`)
}
const allow = (patterns: readonly string[]) =>
  world.ask(adele, 'PATCH', `/domain-templates/${template}`, { body: { patterns } })

beforeAll(async () => {
  world = await startWorld()
  contact = await contactOf(world, alex)
  const { body } = await world.ask(adele, 'GET', `/users/${await world.userId(alex)}/interact`)
  template = String(body.domainTemplateId)
  const refused = await launchFrom(['https://never.example'])
  expect(refused.status).toBe(403)
  unavailable = refused.bytes
})
afterAll(() => world.close())

/** Expects that the page may read its own response without credentials, and that no cookie is set. */
function expectToBeReadableBy(origin: string | undefined, { headers }: WireAnswer, readable: boolean) {
  expect(headers['access-control-allow-origin']).toBe(readable ? origin : undefined)
  expect(headers['access-control-allow-credentials']).toBeUndefined()
  expect(headers['set-cookie']).toBeUndefined()
  expect(headers.vary).toBe('Origin')
}

/** Whether a header can contain the text unchanged: HTTP trims spaces and forbids line breaks and NUL. */
const reachesUs = (origin: string | undefined): boolean =>
  origin === undefined || (origin.trim() === origin && !/[^\P{Cc}\t]/u.test(origin))
const asBytes = (text: string): string => Buffer.from(text).toString('latin1')

const nothing = () => Promise.resolve()
const allowed = async (patterns: readonly string[]) => {
  expect((await allow(patterns)).status).toBe(200)
}

const lists = [...new Set(originCases.map(([patterns]) => JSON.stringify(patterns)))].map((text) => ({
  text,
  patterns: JSON.parse(text) as string[],
  cases: originCases.filter(([patterns]) => JSON.stringify(patterns) === text),
}))

describe('a domain template', () => {
  test.each(lists.map((list) => [list.text.slice(0, 100), list] as const))(
    'decides over HTTP as in the tester: %s',
    async (_text, { patterns, cases }) => {
      const checked = checkPatterns(patterns, () => false)
      const { problems } = checked
      const saved = await allow(patterns)
      if (problems.length > 0) {
        expect(saved.status).toBe(patterns.some(({ length }) => length > 300) ? 400 : 422)
        const { errors } = saved.body as { errors: { path: string; message: string }[] }
        for (const { index, entry } of problems)
          expect(errors).toContainEqual({
            path: `/patterns/${String(index)}`,
            message: expect.stringContaining(saved.status === 422 ? entry.slice(0, 50).toWellFormed() : '') as unknown,
          })
        return
      }
      expect(saved).toMatchObject({ status: 200, body: { patterns: checked.patterns } })
      // A list that is trimmed on save differs from the list of the test case.
      if (patterns.some((entry) => entry.trim() !== entry)) return
      for (const [, origin, expected, why] of cases) {
        if (!reachesUs(origin)) continue
        const answer = await launchFrom(origin === undefined ? [] : [asBytes(origin)])
        expect({ why, origin, status: answer.status }).toEqual({
          why,
          origin,
          status: expected === 'allow' ? 200 : 403,
        })
        if (expected === 'deny') expect(answer.bytes).toBe(unavailable)
        if (expected === 'allow') expectToBeReadableBy(origin, answer, true)
        else expect([undefined, origin]).toContain(answer.headers['access-control-allow-origin'])
      }
    },
  )

  test('has been tested with every case that fits into a header', () => {
    expect(originCases.length).toBeGreaterThan(200)
    expect(originCases.filter(([, origin]) => !reachesUs(origin)).length).toBeLessThan(30)
  })
})

describe('an Origin header that no browser sends', () => {
  test.each([
    ['the same origin twice', ['https://shop.example', 'https://shop.example']],
    ['an allowed and a foreign origin', ['https://shop.example', 'https://evil.example']],
    ['a foreign and an allowed origin', ['https://evil.example', 'https://shop.example']],
    ['an empty value', ['']],
    ['an allowed origin with a path', ['https://shop.example/']],
    ['a very long value', [`https://${'a.'.repeat(2000)}shop.example`]],
    ['a value longer than an index key', [`https://${randomBytes(5000).toString('hex')}.shop.example`]],
  ])('is refused, unreadable for any page, with %s', async (_what, origins) => {
    await allow(['shop.example'])
    expect((await launchFrom(['https://shop.example'])).status).toBe(200)
    const answer = await launchFrom(origins)
    expect([answer.status, answer.bytes]).toEqual([403, unavailable])
    expectToBeReadableBy(undefined, answer, false)
  })
})

test('answers a preflight of every http(s) page the same, because it contains no contact', async () => {
  const preflight = (origin: string) =>
    askOverWire(`${world.widgetUrl}/widget/v1/launch`, { method: 'OPTIONS', headers: ['origin', origin] })
  await allow(['shop.example'])
  const allowed = await preflight('https://shop.example')
  const foreign = await preflight('https://evil.example')
  expect(allowed.status).toBe(204)
  expectToBeReadableBy('https://shop.example', allowed, true)
  expectToBeReadableBy('https://evil.example', foreign, true)
  const rest = ({ headers: { 'access-control-allow-origin': _echo, ...headers }, ...answer }: WireAnswer) => ({
    ...{ ...answer, headers },
  })
  expect(rest(foreign)).toEqual(rest(allowed))
  expectToBeReadableBy('null', await preflight('null'), false)
})

test.each(
  customerSpecs
    .filter(({ path }) => path !== '/widget/v1/launch')
    .map(
      ({ method, path }) =>
        [method.toUpperCase(), path.replace(/\{\w+\}/, '99999999-9999-4999-8999-999999999999')] as const,
    ),
)('does not allow other origins to read %s %s', async (method, path) => {
  for (const origin of ['https://shop.example', 'https://evil.example', 'null'])
    for (const asked of [method, 'OPTIONS']) {
      const { headers } = await askOverWire(world.widgetUrl + path, {
        method: asked,
        headers: ['origin', origin, 'content-type', 'application/json', 'access-control-request-method', method],
        ...(asked === 'POST' ? { body: '{}' } : {}),
      })
      expect(Object.keys(headers).filter((name) => name.startsWith('access-control-'))).toEqual([])
    }
})

test('answers a refused contact with the same bytes and headers whatever the reason', async () => {
  const shop = ['https://shop.example']
  await allow(['shop.example'])
  const page = `/users/${await world.userId(alex)}/interact`
  const person = `/users/${await world.userId(alex)}`
  const unknown = await launchFrom(shop, { ...contact, contactId: '99999999-9999-4999-8999-999999999999' })
  expect([unknown.status, unknown.bytes]).toEqual([403, unavailable])
  const others: [string, () => Promise<void>, () => Promise<void>, object?][] = [
    ['a wrong key', nothing, nothing, { ...contact, widgetKey: 'wrong' }],
    [
      'the key of another user',
      nothing,
      nothing,
      { ...contact, widgetKey: (await contactOf(world, 'megan@contoso.test')).widgetKey },
    ],
    ['an inactive user', () => change(adele, page, { active: false }), () => change(adele, page, { active: true })],
    [
      'a user without a licence',
      () => change(adele, person, { licences: ['contactCenter'] }),
      () => change(adele, person, { licences: ['contactCenter', 'interact'] }),
    ],
    [
      'a tenant with Interact switched off',
      () => change(adele, '/tenant', { interactEnabled: false }),
      () => change(adele, '/tenant', { interactEnabled: true }),
    ],
    ['an empty list', () => allowed([]), () => allowed(['shop.example'])],
    ['a foreign origin', () => allowed(['*.shop.example']), () => allowed(['shop.example'])],
  ]
  for (const [why, begin, end, body] of others) {
    await begin()
    expect({ why, ...(await launchFrom(shop, body)) }).toEqual({ why, ...unknown })
    await end()
    expect([why, (await launchFrom(shop)).status]).toEqual([why, 200])
  }
})
