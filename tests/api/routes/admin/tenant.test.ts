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

const items = <Item>(answer: Answer) => answer.body.items as Item[]

describe('the tenant', () => {
  test('can be read by admins and changed by the tenant admin', async () => {
    expect((await world.ask(alex, 'GET', '/tenant')).status).toBe(403)
    expect((await world.ask(olga, 'GET', '/tenant')).status).toBe(200)
    expect((await world.ask(olga, 'PATCH', '/tenant', { body: { ringSeconds: 30 } })).status).toBe(403)
    const { headers } = await world.ask(adele, 'GET', '/tenant')
    const changed = await world.ask(adele, 'PATCH', '/tenant', { body: { ringSeconds: 30 } })
    expect(changed).toMatchObject({ status: 200, body: { ringSeconds: 30, idleWarningMinutes: 10 } })
    const stale = { body: { ringSeconds: 60 }, ifMatch: headers.get('etag') ?? '' }
    expect(await world.ask(adele, 'PATCH', '/tenant', stale)).toMatchObject({ status: 412 })
    expect((await world.ask(frida, 'GET', '/tenant')).body).toMatchObject({ name: 'Fabrikam', ringSeconds: 45 })
  })

  test('shows in its checklist what is done', async () => {
    const { body } = await world.ask(adele, 'GET', '/tenant')
    expect(body.checklist).toContainEqual({ step: 'domainTemplateMade', done: true })
    expect(body.checklist).toContainEqual({ step: 'firstSession', done: false })
  })

  test.each([
    { id: contoso },
    { ringSeconds: 5 },
    { retentionDays: 1.5 },
    { branding: { accent: 'red', label: null } },
  ])('refuses %o', async (body) => {
    expect(await world.ask(adele, 'PATCH', '/tenant', { body })).toMatchObject({ status: 400 })
  })

  test('records each change in the audit log: actor, old value and new value', async () => {
    await world.ask(adele, 'PATCH', '/tenant', { body: { retentionDays: 60, ringSeconds: 30 } })
    const { body } = await world.ask(adele, 'GET', `/audit?targetId=${contoso}&limit=1`)
    expect(body.items).toMatchObject([
      {
        action: 'tenant.changed',
        actor: { displayName: 'Adele Vance' },
        before: { retentionDays: 30 },
        after: { retentionDays: 60 },
      },
    ])
  })
})

describe('organization units', () => {
  test('are listed with whether the caller may change them', async () => {
    const of = async (as: string) =>
      items<{ name: string; writable: boolean }>(await world.ask(as, 'GET', '/organization-units')).map(
        ({ name, writable }) => `${name}${writable ? '' : ' (read)'}`,
      )
    expect(await of(olga)).toEqual(['Contoso (read)', 'France', 'Germany', 'Sales'])
    expect(await of(adele)).toHaveLength(6)
    expect(await of(frida)).toHaveLength(1)
  })

  test('are created, renamed, moved and deleted', async () => {
    const made = await world.ask(olga, 'POST', '/organization-units', {
      body: { name: 'Austria', parentId: units.sales.id },
    })
    expect(made).toMatchObject({ status: 201, body: { name: 'Austria', users: 0, writable: true } })
    const path = `/organization-units/${String(made.body.id)}`
    const changed = await world.ask(olga, 'PATCH', path, {
      body: { name: 'Vienna', parentId: units.germany.id },
      ifMatch: made.headers.get('etag') ?? '',
    })
    expect(changed).toMatchObject({ status: 200, body: { name: 'Vienna', parentId: units.germany.id } })
    expect((await world.ask(olga, 'GET', path)).headers.get('etag')).toBe(changed.headers.get('etag'))
    const stale = { body: { name: 'X' }, ifMatch: made.headers.get('etag') ?? '' }
    expect((await world.ask(olga, 'PATCH', path, stale)).status).toBe(412)
    expect((await world.ask(olga, 'DELETE', path, { ifMatch: stale.ifMatch })).status).toBe(412)
    expect((await world.ask(olga, 'DELETE', path)).status).toBe(204)
    expect((await world.ask(olga, 'GET', path)).status).toBe(404)
  })

  test.each([
    ['POST', '', { name: 'Sales', parentId: units.root.id }, 409, 'nameTaken'],
    ['POST', '', { name: 'X', parentId: '99999999-9999-4999-8999-999999999999' }, 422, 'notVisible'],
    ['PATCH', `/${units.sales.id}`, { parentId: units.germany.id }, 422, 'treeCycle'],
    ['DELETE', `/${units.germany.id}`, undefined, 409, 'notEmpty'],
    ['DELETE', `/${units.sales.id}`, undefined, 409, 'notEmpty'],
    ['DELETE', `/${units.root.id}`, undefined, 409, 'inUse'],
  ])('refuse %s %s %o with %i %s', async (method, path, body, status, code) => {
    const answer = await world.ask(adele, method, `/organization-units${path}`, body === undefined ? {} : { body })
    expect(answer).toMatchObject({ status, body: { code } })
  })

  test('cannot be deleted while they contain items', async () => {
    const { body } = await world.ask(adele, 'POST', '/organization-units', {
      body: { name: 'Lab', parentId: units.root.id },
    })
    await world.ask(adele, 'POST', '/domain-templates', { body: { name: 'Lab', organizationUnitId: body.id } })
    const answer = await world.ask(adele, 'DELETE', `/organization-units/${String(body.id)}`)
    expect(answer).toMatchObject({ status: 409, body: { code: 'notEmpty' } })
  })
})

describe('the audit log', () => {
  test('shows an OU admin only the changes in their own units', async () => {
    await world.ask(olga, 'POST', '/domain-templates', { body: { name: 'Mine', organizationUnitId: units.sales.id } })
    await world.ask(adele, 'POST', '/domain-templates', {
      body: { name: 'Beside', organizationUnitId: units.service.id },
    })
    const seen = async (as: string) =>
      items<{ after: { name?: string } | null }>(await world.ask(as, 'GET', '/audit?limit=100')).map(
        ({ after }) => after?.name,
      )
    expect(await seen(olga)).toContain('Mine')
    expect(await seen(olga)).not.toContain('Beside')
    expect(await seen(adele)).toEqual(expect.arrayContaining(['Mine', 'Beside']))
    expect(await seen(frida)).toEqual([])
    expect((await world.ask(alex, 'GET', '/audit')).status).toBe(403)
  })

  test('returns entries page by page, newest first', async () => {
    const first = await world.ask(adele, 'GET', '/audit?limit=2')
    const second = await world.ask(adele, 'GET', `/audit?limit=2&cursor=${String(first.body.nextCursor)}`)
    const times = [...items<{ at: string }>(first), ...items<{ at: string }>(second)].map(({ at }) => at)
    expect(times).toHaveLength(4)
    expect(times).toEqual([...times].sort().reverse())
  })
})
