import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { units } from '#infra/local/seedPeople'
import { startWorld, type Answer, type World } from '../../../support/world.ts'

const adele = 'adele@contoso.test'
const olga = 'olga@contoso.test'
const frida = 'frida@fabrikam.test'
let world: World

beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.close())

let count = 0
const make = (body: object, as = adele, path = '/domain-templates'): Promise<Answer> => {
  count += 1
  const defaults = { name: `Item ${count}`, organizationUnitId: units.sales.id }
  return world.ask(as, 'POST', path, { body: { ...defaults, ...body } })
}
const pathOf = ({ body }: Answer): string => `/domain-templates/${String(body.id)}`
const names = (answer: Answer) => (answer.body.items as { name: string; writable: boolean }[]).map(({ name }) => name)

describe('a domain template', () => {
  test('is created, read, changed and deleted under its version', async () => {
    const made = await make({ name: 'Shop', description: 'Ours', patterns: [' shop.example '] })
    expect(made).toMatchObject({
      status: 201,
      body: { name: 'Shop', description: 'Ours', patterns: ['shop.example'], usedBy: [], warnings: [], writable: true },
    })
    expect(made.headers.get('location')).toBe(`/api/v1${pathOf(made)}`)
    const etag = made.headers.get('etag') ?? ''
    const changed = await world.ask(adele, 'PATCH', pathOf(made), { body: { name: 'Shops' }, ifMatch: etag })
    expect(changed).toMatchObject({ status: 200, body: { name: 'Shops', patterns: ['shop.example'] } })
    for (const method of ['PATCH', 'DELETE'])
      expect(
        await world.ask(adele, method, pathOf(made), {
          ifMatch: etag,
          ...(method === 'PATCH' ? { body: { name: 'X' } } : {}),
        }),
      ).toMatchObject({ status: 412, body: { code: 'stale' } })
    const now = changed.headers.get('etag') ?? ''
    expect((await world.ask(adele, 'DELETE', pathOf(made), { ifMatch: now })).status).toBe(204)
    expect((await world.ask(adele, 'GET', pathOf(made))).status).toBe(404)
  })

  test('is refused with a bad pattern, and the error names the entry', async () => {
    const answer = await make({ patterns: ['a.example', 'b.example', 'c.example', 'https://d.example/path'] })
    expect(answer).toMatchObject({ status: 422, body: { code: 'badPattern', errors: [{ path: '/patterns/3' }] } })
    const [error] = answer.body.errors as { message: string }[]
    expect(error?.message).toBe('“https://d.example/path” has a path. An origin ends after the host and port.')
  })

  test('returns warnings for patterns that are saved nevertheless', async () => {
    const { body } = await make({
      patterns: ['ok.example', '*.github.io', '[2001:db8::1]', 'a_b.example', 'dot.example.'],
    })
    expect(
      (body.warnings as { index: number; warning: string }[]).map(({ index, warning }) => [index, warning]),
    ).toEqual([
      [1, 'publicSuffix'],
      [2, 'ipv6CannotFrame'],
      [3, 'underscoreCannotFrame'],
      [4, 'trailingDot'],
    ])
  })

  test('is checked for the same warnings before it is saved', async () => {
    const body = { patterns: ['ok.example', '*', ' *.GitHub.io ', '*.shop.example'] }
    const answer = await world.ask(adele, 'POST', '/domain-templates/check', { body })
    expect(answer.status).toBe(200)
    expect(answer.body).toEqual({ warnings: [{ index: 2, entry: '*.GitHub.io', warning: 'publicSuffix' }] })
  })

  test('can be empty, and has a name that is unique in its unit', async () => {
    expect((await make({ name: 'Empty' })).body.patterns).toEqual([])
    expect(await make({ name: 'EMPTY' })).toMatchObject({ status: 409, body: { code: 'nameTaken' } })
    expect((await make({ name: 'Empty', organizationUnitId: units.germany.id })).status).toBe(201)
  })

  test('is only deleted with inUse=allow while users use it, and then admits no page', async () => {
    const template = await make({ name: 'Held', patterns: ['shop.example'] })
    const path = `/users/${await world.userId('lidia@contoso.test')}/interact`
    const { headers } = await world.ask(adele, 'GET', path)
    const held = await world.ask(adele, 'PATCH', path, {
      body: { restrictAccess: true, domainTemplateId: template.body.id },
      ifMatch: headers.get('etag') ?? '',
    })
    expect(held.status).toBe(200)
    const refused = await world.ask(adele, 'DELETE', pathOf(template))
    expect(refused).toMatchObject({ status: 409, body: { code: 'inUse' } })
    expect(refused.body.detail).toContain('Lidia Holloway')
    expect((await world.ask(adele, 'DELETE', `${pathOf(template)}?inUse=allow`)).status).toBe(204)
    expect((await world.ask(adele, 'GET', path)).body).toMatchObject({ restrictAccess: true, domainTemplateId: null })
  })

  test('tests whether a page would be allowed, and by which entry or why not', async () => {
    const template = await make({ patterns: ['https://shop.example', '*.shop.example'] })
    const ask = async (body: object) => (await world.ask(olga, 'POST', `${pathOf(template)}/test`, { body })).body
    expect(await ask({ origin: 'https://shop.example' })).toEqual({
      allowed: true,
      pattern: 'https://shop.example',
      reason: 'allowed',
    })
    expect(await ask({ origin: 'https://shop.example:8443' })).toEqual({
      allowed: false,
      pattern: 'https://shop.example',
      reason: 'portNotListed',
    })
    expect(await ask({ origin: 'https://evil.example' })).toEqual({ allowed: false, reason: 'hostNotListed' })
    expect(await ask({ origin: 'null' })).toMatchObject({ allowed: false })
    expect(await ask({ origin: 'https://new.example', patterns: ['new.example'] })).toMatchObject({ allowed: true })
  })
})

describe('an OU admin', () => {
  test('reads templates of their own units and those above, and changes only those of their own units', async () => {
    const own = await make({ name: 'Sales only' })
    const below = await make({ name: 'Below', organizationUnitId: units.germany.id })
    const beside = await make({ name: 'Beside', organizationUnitId: units.service.id })
    const above = await make({ name: 'Above', organizationUnitId: units.root.id })
    const seen = names(await world.ask(olga, 'GET', '/domain-templates?limit=100'))
    expect(seen).toEqual(expect.arrayContaining(['Sales only', 'Below', 'Above', 'Contoso shop']))
    expect(seen).not.toContain('Beside')
    const rename = async (item: Answer) =>
      (await world.ask(olga, 'PATCH', pathOf(item), { body: { description: 'x' } })).status
    expect(await rename(own)).toBe(200)
    expect(await rename(below)).toBe(200)
    expect(await rename(above)).toBe(403)
    expect(await rename(beside)).toBe(404)
    expect((await world.ask(olga, 'GET', pathOf(above))).body.writable).toBe(false)
  })

  test('cannot create a template above or beside their units', async () => {
    expect(await make({ organizationUnitId: units.root.id }, olga)).toMatchObject({ status: 403 })
    expect(await make({ organizationUnitId: units.service.id }, olga)).toMatchObject({
      status: 422,
      body: { code: 'notVisible' },
    })
  })

  test('does not see the names of users in other units', async () => {
    const { body } = await world.ask(olga, 'GET', '/domain-templates?limit=100')
    const shop = (body.items as { name: string; usedBy: { displayName: string }[] }[]).find(
      ({ name }) => name === 'Contoso shop',
    )
    expect(shop?.usedBy.map(({ displayName }) => displayName)).toEqual(['Alex Wilber'])
  })
})

test('hides templates from another tenant', async () => {
  const template = await make({})
  expect(names(await world.ask(frida, 'GET', '/domain-templates'))).toEqual([])
  for (const method of ['GET', 'PATCH', 'DELETE'])
    expect(
      (await world.ask(frida, method, pathOf(template), method === 'PATCH' ? { body: { name: 'x' } } : {})).status,
    ).toBe(404)
})

test('refuses agents', async () => {
  expect(await world.ask('alex@contoso.test', 'GET', '/domain-templates')).toMatchObject({
    status: 403,
    body: { code: 'forbidden' },
  })
})

describe('direct system messages', () => {
  const path = '/direct-system-messages'

  test('are refused with an unknown placeholder, and the error names it', async () => {
    const answer = await make({ texts: { connecting: 'Hello {{cutomer.name}}' } }, adele, path)
    expect(answer).toMatchObject({
      status: 422,
      body: {
        code: 'badPlaceholder',
        errors: [
          {
            path: '/texts/connecting',
            message: 'Unknown placeholder {{cutomer.name}}. Did you mean {{customer.name}}?',
          },
        ],
      },
    })
  })

  test('are saved, changed text by text, and previewed before saving', async () => {
    const made = await make({ texts: { connecting: 'Hello {{customer.name}}' } }, olga, path)
    expect(made.status).toBe(201)
    const one = `${path}/${String(made.body.id)}`
    const changed = await world.ask(olga, 'PATCH', one, { body: { displayName: '{{user.displayName}}' } })
    expect(changed.body).toMatchObject({
      displayName: '{{user.displayName}}',
      texts: { connecting: 'Hello {{customer.name}}' },
    })
    const stored = await world.ask(olga, 'POST', `${one}/preview`, { body: {} })
    expect(stored.body).toEqual({ displayName: 'Alex Wilber', texts: { connecting: 'Hello Mia Keller' } })
    const unsaved = await world.ask(olga, 'POST', `${one}/preview`, {
      body: { displayName: null, texts: { connected: '{{tenant.name}} <b>' } },
    })
    expect(unsaved.body).toEqual({ displayName: 'Alex Wilber', texts: { connected: 'Contoso <b>' } })
  })

  test('store every hostile text as it was typed', async () => {
    const texts = { connecting: '<script>alert(1)</script> \u202e ’ "', connected: '$& \\ {{context.plan}}' }
    const made = await make({ texts }, adele, path)
    expect((await world.ask(adele, 'GET', `${path}/${String(made.body.id)}`)).body.texts).toEqual(texts)
  })
})
