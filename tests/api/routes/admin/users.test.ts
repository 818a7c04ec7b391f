import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { contoso, units } from '#infra/local/seedPeople'
import { startWorld, type Answer, type World } from '../../../support/world.ts'

const adele = 'adele@contoso.test'
const olga = 'olga@contoso.test'
const alex = 'alex@contoso.test'
const frida = 'frida@fabrikam.test'
let world: World

beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.close())

const pathOf = async (upn: string): Promise<string> => `/users/${await world.userId(upn)}`
const items = <Item>(answer: Answer) => answer.body.items as Item[]
const namesOf = (answer: Answer) =>
  items<{ displayName?: string; name?: string }>(answer).map(({ displayName, name }) => displayName ?? name)

describe('GET /me', () => {
  test('returns the agent and their tenant', async () => {
    expect(await world.ask(alex, 'GET', '/me')).toMatchObject({
      status: 200,
      body: {
        user: { displayName: 'Alex Wilber', userPrincipalName: alex },
        tenant: { id: contoso, name: 'Contoso', interactEnabled: true },
        roles: ['agent'],
        organizationUnitIds: [],
        licences: ['contactCenter', 'interact'],
        available: true,
      },
    })
  })

  test('returns the units that an admin administers', async () => {
    expect((await world.ask(olga, 'GET', '/me')).body).toMatchObject({
      roles: ['organizationUnitAdmin', 'agent'],
      organizationUnitIds: [units.sales.id],
    })
    expect((await world.ask(adele, 'GET', '/me')).body).toMatchObject({
      roles: ['tenantAdmin', 'agent'],
      organizationUnitIds: [units.root.id],
    })
  })

  test('names the nearest admin whom a user without licences can ask', async () => {
    const adminFor = async (upn: string) => (await world.ask(upn, 'GET', '/me')).body.licenceAdmin
    expect(await adminFor(alex)).toBeNull()
    expect(await adminFor('henrietta@contoso.test')).toEqual({ displayName: 'Olga Petrova', department: 'Sales' })
    expect(await adminFor('isaiah@contoso.test')).toEqual({ displayName: 'Olga Petrova', department: 'Sales' })
    expect(await adminFor('grady@contoso.test')).toEqual({ displayName: 'Adele Vance', department: 'IT' })
    expect(await adminFor(olga)).toEqual({ displayName: 'Adele Vance', department: 'IT' })
    expect(await adminFor(adele)).toBeNull()
  })

  test('lets users change their own availability', async () => {
    const set = await world.ask(alex, 'PATCH', '/me/availability', { body: { available: false } })
    expect(set).toMatchObject({ status: 200, body: { available: false } })
    expect((await world.ask(alex, 'GET', '/me/availability')).body).toEqual({ available: false })
    expect((await world.ask('megan@contoso.test', 'GET', '/me/availability')).body).toEqual({ available: true })
    await world.ask(alex, 'PATCH', '/me/availability', { body: { available: true } })
  })
})

describe('users', () => {
  test('are listed if the caller administers them', async () => {
    const all = await world.ask(adele, 'GET', '/users')
    expect(items(all)).toHaveLength(14)
    expect(all.body.total).toEqual({ count: 14, atLeast: false })
    const sales = namesOf(await world.ask(olga, 'GET', '/users'))
    expect(sales).toEqual([
      'Alex Wilber',
      'Henrietta Müller',
      'Isaiah Langer',
      'Lidia Holloway',
      'Nestor Wilke',
      'Olga Petrova',
    ])
    expect((await world.ask(alex, 'GET', '/users')).status).toBe(403)
  })

  test('are listed for a unit including the units below it', async () => {
    const of = async (as: string, unit: string) =>
      namesOf(await world.ask(as, 'GET', `/users?organizationUnitId=${unit}`))
    expect(await of(adele, units.sales.id)).toHaveLength(6)
    expect(await of(adele, units.france.id)).toEqual(['Lidia Holloway'])
    expect(await of(olga, units.root.id)).toHaveLength(6)
    expect(await of(olga, units.service.id)).toEqual([])
  })

  test('can be searched, filtered and read page by page', async () => {
    expect(namesOf(await world.ask(adele, 'GET', '/users?search=muller'))).toEqual(['Henrietta Müller'])
    expect(namesOf(await world.ask(adele, 'GET', '/users?active=true'))).toEqual(['Alex Wilber', 'Megan Bowen'])
    const read: (string | undefined)[] = []
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: Answer = await world.ask(adele, 'GET', `/users?limit=5${cursor === '' ? '' : `&cursor=${cursor}`}`)
      read.push(...namesOf(page))
      cursor = page.body.nextCursor as string | null
    }
    expect(read).toHaveLength(14)
    expect(new Set(read).size).toBe(14)
  })

  test.each(['limit=0', 'limit=101', 'licence=gold', 'active=maybe', 'unknown=1', 'organizationUnitId=x'])(
    'are not listed for an invalid query: %s',
    async (query) => {
      expect(await world.ask(adele, 'GET', `/users?${query}`)).toMatchObject({ status: 400 })
    },
  )

  test.each([
    [adele, 'megan@contoso.test', 200],
    [olga, 'nestor@contoso.test', 200],
    [olga, 'megan@contoso.test', 404],
    [olga, adele, 404],
    [frida, alex, 404],
  ])('answers %s for reading and changing %s with %i', async (as, upn, status) => {
    expect((await world.ask(as, 'GET', await pathOf(upn))).status).toBe(status)
    const patched = await world.ask(as, 'PATCH', await pathOf(upn), { body: {} })
    expect(patched.status).toBe(status)
  })

  test('receive licences, and a repeated change has no effect', async () => {
    const path = await pathOf('nestor@contoso.test')
    const body = { licences: ['interact', 'contactCenter'] }
    const changed = await world.ask(olga, 'PATCH', path, { body })
    expect(changed).toMatchObject({ status: 200, body: { licences: ['contactCenter', 'interact'] } })
    const again = await world.ask(olga, 'PATCH', path, { body, ifMatch: changed.headers.get('etag') ?? '' })
    expect(again.headers.get('etag')).toBe(changed.headers.get('etag'))
  })

  test.each([
    ['domain template', '/domain-templates', 'domainTemplateId'],
    ['direct system messages', '/direct-system-messages', 'directSystemMessagesId'],
  ])('cannot be moved away from their %s', async (_what, path, field) => {
    const user = await pathOf(alex)
    const move = (organizationUnitId: unknown) => world.ask(adele, 'PATCH', user, { body: { organizationUnitId } })
    const hold = (id: unknown) => world.ask(adele, 'PATCH', `${user}/interact`, { body: { [field]: id }, ifMatch: '*' })
    const { body: before } = await world.ask(adele, 'GET', user)
    const { body: page } = await world.ask(adele, 'GET', `${user}/interact`)
    const item = { name: 'Of the unit', organizationUnitId: before.organizationUnitId }
    const { body: made } = await world.ask(adele, 'POST', path, { body: item })
    expect(await hold(made.id)).toMatchObject({ status: 200 })
    expect(await move(units.france.id)).toMatchObject({
      status: 422,
      body: { code: 'notVisible', errors: [{ path: '/organizationUnitId' }] },
    })
    expect(await hold(page[field])).toMatchObject({ status: 200 })
    expect(await move(units.france.id)).toMatchObject({ status: 200 })
    expect(await move(before.organizationUnitId)).toMatchObject({ status: 200 })
  })

  test('can be made OU admins by an OU admin for their own units, but never tenant admins', async () => {
    const path = await pathOf('henrietta@contoso.test')
    const role = (role: string, ...administers: string[]) =>
      world.ask(olga, 'PATCH', path, { body: { role, administers } })
    expect(await role('tenantAdmin')).toMatchObject({ status: 403 })
    expect(await role('organizationUnitAdmin', units.root.id)).toMatchObject({ status: 403 })
    expect(await role('organizationUnitAdmin', units.service.id)).toMatchObject({ status: 422 })
    expect(await role('organizationUnitAdmin', units.germany.id)).toMatchObject({
      status: 200,
      body: { role: 'organizationUnitAdmin', administers: [units.germany.id] },
    })
    expect(namesOf(await world.ask('henrietta@contoso.test', 'GET', '/users'))).toHaveLength(3)
    expect(await role('agent')).toMatchObject({ status: 200, body: { role: 'agent', administers: [] } })
    expect((await world.ask('henrietta@contoso.test', 'GET', '/users')).status).toBe(403)
  })
})
