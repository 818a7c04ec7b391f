import { randomUUID } from 'node:crypto'
import { beforeAll, beforeEach, expect, test } from '@jest/globals'
import { createStore, type Store } from '#api/adapters/postgres/store'
import type { Tables } from '#api/adapters/postgres/database/tables'
import type { UsersQuery } from '#core/contract/users'
import { describeEachDatabase } from '../support/database/databases.ts'
import { newTenant, person, reachable, type TestTenant } from './support/newTenant.ts'

describeEachDatabase('Users', (open) => {
  let store: Store
  let contoso: TestTenant

  beforeAll(async () => {
    store = createStore(await open<Tables>())
  })
  beforeEach(async () => {
    contoso = await newTenant(store)
  })

  const claims = (change: Partial<Parameters<Store['people']['signIn']>[0]> = {}) => ({
    tenantId: contoso.tenantId,
    entraObjectId: contoso.entraObjectId,
    displayName: 'Alex from the token',
    userPrincipalName: 'alex@contoso.test',
    tenantAdmin: false,
    ...change,
  })
  const patch = (change: Parameters<Store['people']['patch']>[2], userId = contoso.userId) =>
    store.people.patch(contoso.tenantId, userId, change, contoso.by())
  const list = (query: Partial<UsersQuery> = {}, units: string[] | null = null) =>
    store.people.list(contoso.tenantId, { limit: 50, ...query }, units)
  const names = async (query: Partial<UsersQuery> = {}, units: string[] | null = null) =>
    (await list(query, units)).items.map(({ displayName }) => displayName)

  test('a person of a tenant that is not onboarded cannot sign in', async () => {
    expect(await store.people.signIn(claims({ tenantId: randomUUID() }))).toBeNull()
  })

  test('a known person signs in as the existing user', async () => {
    expect(await store.people.signIn(claims())).toEqual({
      tenantId: contoso.tenantId,
      userId: contoso.userId,
      displayName: 'Alex Wilber',
      role: 'agent',
      administers: [],
    })
  })

  test('concurrent first sign-ins create one user in the root unit, with a contact', async () => {
    const first = claims({
      entraObjectId: randomUUID(),
      displayName: 'Nestor Wilke',
      userPrincipalName: 'n@contoso.test',
    })
    const actors = await Promise.all([store.people.signIn(first), store.people.signIn(first)])
    const userId = actors[0]?.userId ?? ''
    expect(actors[1]?.userId).toBe(userId)
    expect(await store.people.find(contoso.tenantId, userId)).toMatchObject({
      displayName: 'Nestor Wilke',
      organizationUnitId: contoso.rootUnitId,
      licences: [],
      role: 'agent',
      interact: { active: false, reason: 'licenceMissing' },
    })
    const page = await store.interactSettings.find(contoso.tenantId, userId)
    expect(page?.reach.widgetKey).toMatch(/^[\w-]{32}$/)
    expect((await store.contacts.find(page?.contactId ?? ''))?.userId).toBe(userId)
    expect(await names({ search: 'nest' })).toEqual(['Nestor Wilke'])
  })

  test('a tenant admin by the directory stays one until the directory revokes the role', async () => {
    const role = async (tenantAdmin: boolean) => (await store.people.signIn(claims({ tenantAdmin })))?.role
    const shown = async () => (await store.people.find(contoso.tenantId, contoso.userId))?.role
    expect([await role(true), await shown()]).toEqual(['tenantAdmin', 'tenantAdmin'])
    expect([await role(false), await shown()]).toEqual(['agent', 'agent'])
    await patch({ role: 'tenantAdmin' })
    expect([await role(false), await shown()]).toEqual(['tenantAdmin', 'tenantAdmin'])
  })

  test('licences, role and unit of a user change independently', async () => {
    const sales = await contoso.addUnit('Sales')
    expect(await patch({ licences: ['interact'] })).toEqual({ written: true, version: 2 })
    expect(await patch({ role: 'organizationUnitAdmin', administers: [sales, sales] })).toMatchObject({ written: true })
    expect(await patch({ organizationUnitId: sales })).toMatchObject({ written: true })
    expect(await store.people.find(contoso.tenantId, contoso.userId)).toMatchObject({
      licences: ['interact'],
      role: 'organizationUnitAdmin',
      administers: [sales],
      organizationUnitId: sales,
    })
    expect(await store.people.signIn(claims())).toMatchObject({ role: 'organizationUnitAdmin', administers: [sales] })
  })

  test('a user cannot move away from items in use, and a selection for the previous unit is stale after a move', async () => {
    const [sales, service] = [await contoso.addUnit('Sales'), await contoso.addUnit('Service')]
    const templateId = randomUUID()
    const template = { name: 'Of Sales', organizationUnitId: sales, description: '', patterns: [] }
    await store.domainTemplates.create(contoso.tenantId, templateId, template, contoso.by())
    const versionOf = async () => (await store.interactSettings.find(contoso.tenantId, contoso.userId))?.version ?? 0
    const choose = (version: number, domainTemplateId: string | null) =>
      store.interactSettings.patch(contoso.tenantId, contoso.userId, version, { domainTemplateId }, contoso.by())
    await patch({ organizationUnitId: sales })
    const read = await versionOf()
    await patch({ organizationUnitId: service })
    expect(await choose(read, templateId)).toEqual({ written: false, why: 'stale' })
    await patch({ organizationUnitId: sales })
    await choose(await versionOf(), templateId)
    expect(await patch({ organizationUnitId: service, licences: [] })).toEqual({ written: false, why: 'inUse' })
    expect(await store.people.find(contoso.tenantId, contoso.userId)).toMatchObject({
      organizationUnitId: sales,
      licences: ['contactCenter', 'interact'],
    })
    await choose(await versionOf(), null)
    expect(await patch({ organizationUnitId: service })).toMatchObject({ written: true })
  })

  test('a user who stops being a unit admin loses the administered units for good', async () => {
    const sales = await contoso.addUnit('Sales')
    await patch({ role: 'organizationUnitAdmin', administers: [sales] })
    await patch({ role: 'agent' })
    await patch({ role: 'organizationUnitAdmin' })
    expect(await store.people.find(contoso.tenantId, contoso.userId)).toMatchObject({ administers: [] })
  })

  test('a change of an unknown user or with an unknown unit changes nothing', async () => {
    expect(await patch({ organizationUnitId: randomUUID(), licences: [] })).toEqual({ written: false, why: 'missing' })
    expect(await patch({ licences: [] }, randomUUID())).toEqual({ written: false, why: 'missing' })
    expect(await store.people.find(contoso.tenantId, contoso.userId)).toMatchObject({
      licences: ['contactCenter', 'interact'],
    })
  })

  test('the directory updates names and departments, and keeps what admins set', async () => {
    const { tenantId, userId, entraObjectId } = contoso
    await patch({ licences: ['interact'], role: 'tenantAdmin' })
    const renamed = {
      ...person('Alexandra Wilber', reachable({ id: randomUUID() })),
      entraObjectId,
      department: 'Sales',
    }
    const ids = await store.provisioning.upsertUsers(tenantId, [renamed])
    expect(ids).toEqual(new Map([[entraObjectId, userId]]))
    expect(await store.people.find(tenantId, userId)).toMatchObject({
      displayName: 'Alexandra Wilber',
      department: 'Sales',
      licences: ['interact'],
      role: 'tenantAdmin',
    })
    expect(await names({ search: 'alexandra' })).toEqual(['Alexandra Wilber'])
    expect(await names({ search: 'sales' })).toEqual(['Alexandra Wilber'])
    expect((await store.contacts.find(contoso.contactId))?.reach.widgetKey).toBe('key')
  })

  test('onboarding a tenant again does not change it', async () => {
    const { tenantId, rootUnitId } = contoso
    const again = await store.provisioning.createTenant({
      id: tenantId,
      name: 'Other',
      rootUnitId: randomUUID(),
      settings: { interactEnabled: false },
    })
    expect(again).toEqual({ rootUnitId })
    expect(await store.tenants.find(tenantId)).toMatchObject({ name: 'Contoso', interactEnabled: true })
  })

  test('a tenant cannot read or change a user of another tenant', async () => {
    const fabrikam = await newTenant(store)
    const { tenantId } = fabrikam
    expect(await store.people.find(tenantId, contoso.userId)).toBeNull()
    const taken = await store.people.patch(tenantId, contoso.userId, { licences: [] }, fabrikam.by())
    expect(taken).toEqual({ written: false, why: 'missing' })
    await store.people.setAvailable(tenantId, contoso.userId, false)
    expect(await store.people.find(contoso.tenantId, contoso.userId)).toMatchObject({
      licences: ['contactCenter', 'interact'],
      available: true,
    })
    const stranger = await store.people.signIn(claims({ tenantId, displayName: 'Somebody Else' }))
    expect(stranger?.userId).not.toBe(contoso.userId)
    const into = { organizationUnitId: contoso.rootUnitId }
    expect(await store.people.patch(tenantId, fabrikam.userId, into, fabrikam.by())).toEqual({
      written: false,
      why: 'missing',
    })
  })
})
