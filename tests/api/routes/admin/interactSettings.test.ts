import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { units } from '#infra/local/seedPeople'
import { answerOf, startWorld, type Answer, type World } from '../../../support/world.ts'

const adele = 'adele@contoso.test'
const olga = 'olga@contoso.test'
const alex = 'alex@contoso.test'
const megan = 'megan@contoso.test'
let world: World

beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.close())

const pathOf = async (upn: string): Promise<string> => `/users/${await world.userId(upn)}/interact`
const read = async (as: string, upn: string): Promise<Answer> => world.ask(as, 'GET', await pathOf(upn))
async function change(as: string, upn: string, body: object): Promise<Answer> {
  const ifMatch = (await read(adele, upn)).headers.get('etag') ?? ''
  return world.ask(as, 'PATCH', await pathOf(upn), { body, ifMatch })
}

describe('access to Interact settings', () => {
  test.each([
    [adele, megan, 200, 200],
    [olga, alex, 200, 200],
    [olga, megan, 404, 404],
    [alex, alex, 200, 403],
    [alex, megan, 404, 404],
    ['frida@fabrikam.test', alex, 404, 404],
  ])('answers %s for the settings of %s: %i for reading, %i for changing', async (as, upn, reading, changing) => {
    expect((await read(as, upn)).status).toBe(reading)
    expect((await change(as, upn, {})).status).toBe(changing)
  })

  test('is refused without a token', async () => {
    expect(await world.ask(null, 'GET', await pathOf(alex))).toMatchObject({
      status: 401,
      body: { code: 'unauthenticated' },
    })
  })

  test('answers the same for a user of another unit, an unknown id and a malformed id', async () => {
    const paths = [await pathOf(megan), '/users/99999999-9999-4999-8999-999999999999/interact', '/users/x/interact']
    const bodies = await Promise.all(paths.map(async (path) => (await world.ask(olga, 'GET', path)).body))
    const [first] = bodies
    for (const body of bodies) expect({ ...body, requestId: first?.requestId }).toEqual(first)
  })
})

describe('the settings', () => {
  test('contain the snippet, pinned by the hash of the file that the widget serves', async () => {
    const { body } = await read(alex, alex)
    const contact = `data-contact-id="${String(body.contactId)}" data-widget-key="${String(body.widgetKey)}"`
    const { latest, pinned, csp } = body.snippets as { latest: string; pinned: string; csp: string[] }
    expect(body.snippet).toBe(`<script async src="${world.widgetUrl}/widget/v1/loader.js" ${contact}></script>`)
    expect(latest).toBe(body.snippet)
    const [, file = '', algorithm = '', hash = ''] = /src="([^"]*)" integrity="(\w+)-([^"]*)"/.exec(pinned) ?? []
    const served = await (await fetch(file)).arrayBuffer()
    const digest = await crypto.subtle.digest(algorithm.replace('sha', 'SHA-'), served)
    expect(Buffer.from(digest).toString('base64')).toBe(hash)
    expect(csp).toContain(`script-src ${world.widgetUrl}`)
  })

  test('contain the tenant’s colour and label in every snippet, also after a new key', async () => {
    const brand = async (branding: object) =>
      expect((await world.ask(adele, 'PATCH', '/tenant', { body: { branding } })).status).toBe(200)
    await brand({ accent: '#123abc', label: 'Ask "us"' })
    const { snippets } = (await read(alex, alex)).body
    const { body } = await world.ask(adele, 'POST', `${await pathOf(alex)}/rotate-key`, { body: { graceHours: 0 } })
    const { latest, pinned } = snippets as Record<'latest' | 'pinned', string>
    for (const snippet of [latest, pinned, body.snippet])
      expect(snippet).toContain(' data-accent="#123abc" data-label="Ask &quot;us&quot;"></script>')
    await brand({ accent: null, label: null })
    expect((await read(alex, alex)).body.snippet).not.toMatch(/data-accent|data-label/)
  })

  test('state that an active user is reachable, and why another one is not', async () => {
    expect((await read(adele, alex)).body).toMatchObject({ active: true, reason: null, patternCount: 2 })
    const nestor = await read(olga, 'nestor@contoso.test')
    expect(nestor.body).toMatchObject({ active: false, reason: 'licenceMissing', patternCount: null })
    expect(nestor.body.preconditions).toContainEqual({
      code: 'contactCenterLicence',
      met: false,
      mendedBy: 'admin',
      required: true,
    })
  })
})

describe('a change', () => {
  test('requires the version that was read', async () => {
    const path = await pathOf(megan)
    const body = { audioVideo: true }
    expect(await world.ask(adele, 'PATCH', path, { body })).toMatchObject({
      status: 428,
      body: { code: 'ifMatchRequired' },
    })
    for (const ifMatch of ['"0"', 'W/"1"', '1', 'x'])
      expect(await world.ask(adele, 'PATCH', path, { body, ifMatch })).toMatchObject({
        status: 412,
        body: { code: 'stale' },
      })
  })

  test('is refused after a concurrent change, and nothing of it is stored', async () => {
    const path = await pathOf(megan)
    const ifMatch = (await read(adele, megan)).headers.get('etag') ?? ''
    expect(ifMatch).toMatch(/^"\d+"$/)
    const answers = await Promise.all([
      world.ask(adele, 'PATCH', path, { body: { audioVideo: false }, ifMatch }),
      world.ask(adele, 'PATCH', path, { body: { instantMessaging: false }, ifMatch }),
    ])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412])
    const { body } = await read(adele, megan)
    expect([body.audioVideo, body.instantMessaging].filter((on) => on === false)).toHaveLength(1)
    const first = answers.find(({ status }) => status === 200)
    expect(first?.headers.get('etag')).not.toBe(ifMatch)
    expect((await change(adele, megan, { audioVideo: true, instantMessaging: true })).status).toBe(200)
  })

  test('is refused with the field that breaks a rule', async () => {
    const answer = await change(adele, megan, { audioVideo: false, instantMessaging: false })
    expect(answer).toMatchObject({ status: 422, body: { code: 'modalityRequired', errors: [{ path: '/active' }] } })
    expect((await read(adele, megan)).body).toMatchObject({ audioVideo: true, instantMessaging: true })
  })

  test('accepts templates of the user’s own unit and above, never of another unit', async () => {
    const make = async (organizationUnitId: string, name: string) => {
      const body = { name, organizationUnitId, patterns: ['shop.example'] }
      return (await world.ask(adele, 'POST', '/domain-templates', { body })).body.id
    }
    const germany = await make(units.germany.id, 'Germany')
    const france = await make(units.france.id, 'France')
    expect(await change(olga, alex, { domainTemplateId: france })).toMatchObject({
      status: 422,
      body: { code: 'notVisible', errors: [{ path: '/domainTemplateId' }] },
    })
    expect(await change(olga, alex, { domainTemplateId: germany })).toMatchObject({
      status: 200,
      body: { domainTemplateId: germany, patternCount: 1 },
    })
  })

  test.each([{ contactId: 'x' }, { widgetKey: 'x' }, { tenantId: 'x' }, { version: 1 }, { active: 'yes' }])(
    'is refused as invalid if it contains %o',
    async (body) => {
      expect(await change(adele, alex, body)).toMatchObject({ status: 400, body: { code: 'invalid' } })
    },
  )
})

describe('a new widget key', () => {
  const rotate = async (as: string, upn: string, graceHours: number) =>
    world.ask(as, 'POST', `${await pathOf(upn)}/rotate-key`, { body: { graceHours } })

  test('is created by an admin, not by the agent', async () => {
    expect((await rotate(alex, alex, 0)).status).toBe(403)
    expect((await rotate(alex, megan, 0)).status).toBe(404)
    expect((await rotate(olga, megan, 0)).status).toBe(404)
  })

  test('replaces the old one, which stays valid for the grace period', async () => {
    const before = (await read(adele, megan)).body.widgetKey
    const { status, body } = await rotate(adele, megan, 2)
    expect(status).toBe(200)
    expect(body.widgetKey).not.toBe(before)
    expect(body.snippet).toContain(String(body.widgetKey))
    const hours = (Date.parse(String(body.previousKeyUntil)) - Date.now()) / 3_600_000
    expect(Math.round(hours)).toBe(2)
    expect((await read(megan, megan)).body).toMatchObject({
      widgetKey: body.widgetKey,
      previousKeyUntil: body.previousKeyUntil,
    })
  })

  test('is recorded in the audit log without the key', async () => {
    const rotated = await rotate(adele, megan, 0)
    const targetId = await world.userId(megan)
    const { body } = await world.ask(adele, 'GET', `/audit?targetId=${targetId}&limit=1`)
    expect(body.items).toMatchObject([
      { action: 'interact.keyRotated', actor: { displayName: 'Adele Vance' }, before: null, after: { graceHours: 0 } },
    ])
    expect(JSON.stringify(body)).not.toContain(rotated.body.widgetKey)
  })

  test('allows a grace period of at most a week', async () => {
    expect(await rotate(adele, megan, 169)).toMatchObject({ status: 400, body: { code: 'invalid' } })
  })
})

describe('a preview link', () => {
  const link = async (as: string, upn: string) => world.ask(as, 'POST', `${await pathOf(upn)}/preview-link`)

  test('is created by an admin or the agent, and only for users they may see', async () => {
    expect((await link(olga, alex)).status).toBe(200)
    expect((await link(alex, alex)).status).toBe(200)
    expect((await link(alex, megan)).status).toBe(404)
    expect((await link(olga, megan)).status).toBe(404)
  })

  test('keeps its secret in the fragment, and is exchanged for a ticket', async () => {
    const { body } = await link(alex, alex)
    const url = new URL(String(body.url))
    expect(url.origin + url.pathname).toBe(`${world.widgetUrl}/widget/v1/preview`)
    const minutes = (Date.parse(String(body.expiresAt)) - Date.now()) / 60_000
    expect(Math.round(minutes)).toBe(10)
    const ticket = await answerOf(
      fetch(url.origin + url.pathname, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ secret: url.hash.slice(1) }),
      }),
    )
    expect(ticket).toMatchObject({ status: 200, body: { ticket: expect.any(String) } })
  })
})
