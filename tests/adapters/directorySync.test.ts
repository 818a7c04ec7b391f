import { randomUUID } from 'node:crypto'
import { beforeAll, beforeEach, expect, test } from '@jest/globals'
import { createStore, type Store } from '#api/adapters/postgres/store'
import type { Tables } from '#api/adapters/postgres/database/tables'
import type { DirectoryPage, DirectoryUser } from '#core/admin/directoryPorts'
import { describeEachDatabase } from '../support/database/databases.ts'
import { newTenant, person, reachable, type TestTenant } from './support/newTenant.ts'

const minute = 60_000
const at = Date.now()

describeEachDatabase('Directory sync', (open) => {
  let store: Store
  let tenant: TestTenant

  beforeAll(async () => {
    store = createStore(await open<Tables>())
  })
  beforeEach(async () => {
    tenant = await newTenant(store)
  })

  const reads = () => store.directorySyncStore
  const take = (now: number) => reads().take(tenant.tenantId, now, now + minute)
  const page = (users: DirectoryUser[], more: Partial<DirectoryPage> = {}): DirectoryPage => ({
    ...{ users, gone: [], cursor: 'next', more: false },
    ...more,
  })
  const read = async (now: number, given: DirectoryPage) => {
    await take(now)
    return await reads().store(tenant.tenantId, given, now, now + minute)
  }
  const find = async (name: string) => {
    const { items } = await store.people.list(tenant.tenantId, { search: name, limit: 10 }, null)
    return items[0]
  }
  const amy = () => person('Amy Alberts', reachable())

  test('is started by one process when it is due', async () => {
    const takers = await Promise.all(Array.from({ length: 5 }, () => take(at)))
    expect(takers.filter((each) => each !== null)).toEqual([{ cursor: null, first: true }])
    expect(await take(at + minute - 1)).toBeNull()
    expect(await take(at + minute)).toEqual({ cursor: null, first: true })
  })

  test('imports users, stores its cursor, and records when it was complete', async () => {
    const state = async () => (await store.tenants.find(tenant.tenantId))?.directory
    expect(await state()).toEqual({ readAt: null, problem: null })
    await read(at, page([amy()], { more: true, cursor: 'page 2' }))
    expect(await state()).toEqual({ readAt: null, problem: null })
    expect(await find('Amy')).toMatchObject({ displayName: 'Amy Alberts' })
    expect(await take(at + minute)).toEqual({ cursor: 'page 2', first: false })
    await reads().store(tenant.tenantId, page([], { cursor: 'changes' }), at + minute, at + 2 * minute)
    expect(await state()).toEqual({ readAt: new Date(at + minute).toISOString(), problem: null })
  })

  test('removes licences, role and Active of a departed user once, with an audit entry, and keeps the other settings', async () => {
    const user = { ...amy(), initial: reachable({ role: 'tenantAdmin' }) }
    await read(at, page([user]))
    const left = page([], { gone: [user.entraObjectId, randomUUID()] })
    expect(await read(at + minute, left)).toEqual({ released: 1 })
    expect(await read(at + 2 * minute, left)).toEqual({ released: 0 })
    expect(await find('Amy')).toMatchObject({ licences: [], role: 'agent' })
    const settings = await store.interactSettings.find(tenant.tenantId, user.initial.id ?? '')
    expect(settings?.reach).toMatchObject({ active: false, instantMessaging: true })
    const { items } = await store.audit.list(tenant.tenantId, { limit: 10, targetId: user.initial.id ?? '' }, null)
    expect(items).toMatchObject([{ action: 'user.left', actor: { displayName: 'Microsoft Entra ID' } }])
    await read(at + 3 * minute, page([user]))
    expect(await find('Amy')).toMatchObject({ licences: [] })
  })

  test('removes the role that the directory gave to a departed user', async () => {
    const user = { ...amy(), initial: reachable({}) }
    await read(at, page([user]))
    const claims = { ...user, tenantId: tenant.tenantId, tenantAdmin: true, expiresAt: at + minute }
    expect(await store.people.signIn(claims)).toMatchObject({ role: 'tenantAdmin' })
    await read(at + minute, page([], { gone: [user.entraObjectId] }))
    expect(await find('Amy')).toMatchObject({ role: 'agent' })
  })

  test('detects departed users when it starts over, and keeps users that the directory never listed', async () => {
    const [stays, leaves] = [amy(), person('Ben Walters', reachable())]
    await read(at, page([stays, leaves]))
    await reads().fail(tenant.tenantId, 'expired', at)
    expect(await take(at)).toEqual({ cursor: null, first: true })
    expect(await reads().store(tenant.tenantId, page([stays], { more: true }), at, at)).toEqual({ released: 0 })
    expect(await read(at + minute, page([]))).toEqual({ released: 1 })
    expect(await find('Ben')).toMatchObject({ licences: [] })
    expect(await find('Amy')).toMatchObject({ licences: ['contactCenter', 'interact'] })
    expect(await find('Alex')).toMatchObject({ licences: ['contactCenter', 'interact'] })
  })

  test('reports the last problem until it succeeds', async () => {
    await take(at)
    await reads().fail(tenant.tenantId, 'consent', at + minute)
    expect((await store.tenants.find(tenant.tenantId))?.directory).toEqual({ readAt: null, problem: 'consent' })
    expect(await take(at)).toBeNull()
    await read(at + minute, page([]))
    expect((await store.tenants.find(tenant.tenantId))?.directory.problem).toBeNull()
  })

  test('sets the name of a tenant without a name, and of no other', async () => {
    const id = randomUUID()
    await store.provisioning.createTenant({ id, name: id })
    for (const name of ['Northwind', 'Southwind']) await reads().name(id, name)
    expect((await store.tenants.find(id))?.name).toBe('Northwind')
    expect(await store.organizationUnits.list(id)).toMatchObject([{ name: 'Northwind' }])
  })
})
