import { randomUUID } from 'node:crypto'
import { beforeAll, beforeEach, expect, test } from '@jest/globals'
import { createStore, type Store } from '#api/adapters/postgres/store'
import type { Tables } from '#api/adapters/postgres/database/tables'
import { describeEachDatabase } from '../support/database/databases.ts'
import { newTenant, type TestTenant } from './support/newTenant.ts'

const refused = (why: string) => ({ written: false, why })
const written = (version: number) => ({ written: true, version })

describeEachDatabase('Configuration', (open) => {
  let store: Store
  let contoso: TestTenant
  let fabrikam: TestTenant

  beforeAll(async () => {
    store = createStore(await open<Tables>())
  })
  beforeEach(async () => {
    contoso = await newTenant(store)
    fabrikam = await newTenant(store)
  })

  const units = () => store.organizationUnits
  const template = (name: string, organizationUnitId = contoso.rootUnitId) => ({
    name,
    organizationUnitId,
    description: '',
    patterns: ['shop.example'],
  })
  const newTemplate = async (name: string) => {
    const id = randomUUID()
    await store.domainTemplates.create(contoso.tenantId, id, template(name), contoso.by())
    return id
  }

  test('a patch of a user’s settings keeps other fields, and a stale one is refused', async () => {
    const save = (version: number, change: Parameters<Store['interactSettings']['patch']>[3]) =>
      store.interactSettings.patch(contoso.tenantId, contoso.userId, version, change, contoso.by())
    expect(await save(1, { active: false })).toEqual(written(2))
    expect(await save(1, { audioVideo: false })).toEqual(refused('stale'))
    expect(await save(2, { audioVideo: false, requireVerifiedCustomer: true })).toEqual(written(3))
    expect(await store.interactSettings.find(contoso.tenantId, contoso.userId)).toMatchObject({
      version: 3,
      contactId: contoso.contactId,
      bot: 'installed',
      reach: { active: false, audioVideo: false, instantMessaging: true, requireVerifiedCustomer: true },
    })
    expect(await save(3, { domainTemplateId: randomUUID() })).toEqual(refused('missing'))
  })

  test('a tenant’s settings change one at a time, and its checklist shows the completed steps', async () => {
    const { tenantId } = contoso
    const steps = async () =>
      (await store.tenants.find(tenantId))?.checklist.flatMap(({ step, done }) => (done ? [step] : []))
    expect(await steps()).toEqual(['interactEnabled', 'licenceGiven', 'userActive', 'botInstalled'])
    expect(await store.tenants.patch(tenantId, { retentionDays: 7 }, contoso.by())).toEqual(written(2))
    await store.tenants.patch(tenantId, { branding: { accent: null, label: 'Ask' } }, contoso.by())
    expect(await store.tenants.find(tenantId)).toMatchObject({
      ...{ id: tenantId, name: 'Contoso', retentionDays: 7, ringSeconds: 45, idleWarningMinutes: 10, version: 3 },
      branding: { accent: null, label: 'Ask' },
    })
    await newTemplate('Shop')
    await contoso.open()
    expect(await steps()).toContain('domainTemplateMade')
    expect(await steps()).toContain('firstSession')
    expect(await store.tenants.find(randomUUID())).toBeNull()
    expect(await store.retentionStore.retentions()).toContainEqual({ tenantId, days: 7 })
  })

  test('a change of a unit, a user or the tenant with a stale version is refused', async () => {
    const { tenantId, userId } = contoso
    const sales = await contoso.addUnit('Sales')
    const rename = (name: string, version: number) => units().patch(tenantId, sales, { name }, contoso.by(), version)
    expect(await rename('Vertrieb', 1)).toEqual(written(2))
    expect(await rename('Ventes', 1)).toEqual(refused('stale'))
    const license = (version: number) => store.people.patch(tenantId, userId, { licences: [] }, contoso.by(), version)
    expect(await license(1)).toEqual(written(2))
    expect(await license(1)).toEqual(refused('stale'))
    const ring = (version: number) => store.tenants.patch(tenantId, { ringSeconds: 60 }, contoso.by(), version)
    expect(await ring(1)).toEqual(written(2))
    expect(await ring(1)).toEqual(refused('stale'))
  })

  test('the audit log has every change with actor, before and after, newest first', async () => {
    const id = await newTemplate('Shop')
    const target = { kind: 'domainTemplate', id } as const
    const change = { action: 'patched', target, before: { patterns: [] }, after: { patterns: ['a.example'] } }
    const log = () => store.audit.list(contoso.tenantId, { limit: 2, targetId: id }, null)
    await store.domainTemplates.patch(contoso.tenantId, id, 1, { patterns: ['a.example'] }, contoso.by(change))
    expect((await log()).items).toMatchObject([{ ...change, actor: { displayName: 'Adele Vance' } }])
    await store.domainTemplates.patch(contoso.tenantId, id, 1, { patterns: [] }, contoso.by(change))
    expect((await log()).items).toHaveLength(1)
    await store.domainTemplates.remove(contoso.tenantId, id, true, contoso.by({ ...change, action: 'removed' }))
    expect((await log()).items.map(({ action }) => action)).toEqual(['removed', 'patched'])
  })

  test('the audit log is paged and filtered by unit', async () => {
    const sales = await contoso.addUnit('Sales')
    for (const name of ['a', 'b', 'c'])
      await store.domainTemplates.create(
        contoso.tenantId,
        randomUUID(),
        template(name, sales),
        contoso.by({ action: name }),
      )
    await store.tenants.patch(contoso.tenantId, { retentionDays: 9 }, contoso.by({ action: 'tenant' }))
    const read = (units: string[] | null, cursor?: string) =>
      store.audit.list(contoso.tenantId, { limit: 2, ...(cursor === undefined ? {} : { cursor }) }, units)
    const first = await read([sales])
    const second = await read([sales], first.nextCursor ?? '')
    const actions = [...first.items, ...second.items].map(({ action }) => action)
    expect(actions).toEqual(['c', 'b', 'a', 'changed'])
    expect(second.nextCursor).toBeNull()
    expect((await read(null)).items[0]?.action).toBe('tenant')
    expect((await read([])).items).toEqual([])
    expect(await read(null, 'x')).toEqual({ items: [], nextCursor: null })
  })

  test('a tenant cannot read or change the configuration of another tenant', async () => {
    const id = await newTemplate('Shop')
    const sales = await contoso.addUnit('Sales')
    const { tenantId } = fabrikam
    const by = fabrikam.by()
    const missing = refused('missing')
    expect(await store.domainTemplates.find(tenantId, id)).toBeNull()
    expect(await store.domainTemplates.list(tenantId, [contoso.rootUnitId])).toEqual([])
    expect(await store.domainTemplates.patch(tenantId, id, null, { patterns: [] }, by)).toEqual(missing)
    expect(await store.domainTemplates.remove(tenantId, id, true, by)).toEqual(missing)
    expect(await store.domainTemplates.create(tenantId, randomUUID(), template('x'), by)).toEqual(missing)
    expect(await store.directSystemMessageSets.find(tenantId, id)).toBeNull()
    expect(await store.interactSettings.find(tenantId, contoso.userId)).toBeNull()
    expect(await store.interactSettings.patch(tenantId, contoso.userId, 1, { active: false }, by)).toEqual(missing)
    expect(await store.interactSettings.rotateKey(tenantId, contoso.userId, 'stolen', null, by)).toEqual(missing)
    const foreign = { domainTemplateId: id }
    expect(await store.interactSettings.patch(tenantId, fabrikam.userId, 1, foreign, by)).toEqual(missing)
    expect(await units().patch(tenantId, sales, { name: 'Mine' }, by)).toEqual(missing)
    expect(await units().remove(tenantId, sales, by)).toEqual(missing)
    expect(await units().create(tenantId, { id: randomUUID(), name: 'x', parentId: sales }, by)).toEqual(missing)
    expect((await units().list(tenantId)).map(({ id: listed }) => listed)).toEqual([fabrikam.rootUnitId])
    expect((await store.audit.list(tenantId, { limit: 50 }, null)).items).toEqual([])
    expect((await store.audit.list(tenantId, { limit: 50 }, [contoso.rootUnitId])).items).toEqual([])
  })
})
