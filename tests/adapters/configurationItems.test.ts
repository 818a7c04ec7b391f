import { randomUUID } from 'node:crypto'
import { beforeAll, beforeEach, expect, test } from '@jest/globals'
import { createStore, type Store } from '#api/adapters/postgres/store'
import type { Tables } from '#api/adapters/postgres/database/tables'
import { describeEachDatabase } from '../support/database/databases.ts'
import { newTenant, person, type TestTenant } from './support/newTenant.ts'

const refused = (why: string) => ({ written: false, why })
const written = (version: number) => ({ written: true, version })

describeEachDatabase('Domain templates and direct system messages', (open) => {
  let store: Store
  let contoso: TestTenant

  beforeAll(async () => {
    store = createStore(await open<Tables>())
  })
  beforeEach(async () => {
    contoso = await newTenant(store)
  })

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
  const select = (domainTemplateId: string | null, version = 1) =>
    store.interactSettings.patch(contoso.tenantId, contoso.userId, version, { domainTemplateId }, contoso.by())

  test('a domain template is stored, found and listed with the users that use it', async () => {
    const id = await newTemplate('shop')
    await newTemplate('Äpfel')
    await select(id)
    expect(await store.domainTemplates.find(contoso.tenantId, id)).toMatchObject({
      ...{ id, version: 1, name: 'shop', description: '', patterns: ['shop.example'] },
      organizationUnitId: contoso.rootUnitId,
      usedBy: [{ id: contoso.userId, displayName: 'Alex Wilber' }],
    })
    const listed = await store.domainTemplates.list(contoso.tenantId, null)
    expect(listed.map(({ name }) => name)).toEqual(['Äpfel', 'shop'])
    expect(await store.domainTemplates.list(contoso.tenantId, [contoso.rootUnitId])).toHaveLength(2)
    expect(await store.domainTemplates.list(contoso.tenantId, [randomUUID()])).toEqual([])
  })

  test('a name is unique in its unit, ignoring case', async () => {
    const sales = await contoso.addUnit('Sales')
    const id = await newTemplate('Shop')
    const create = (name: string, unitId: string) =>
      store.domainTemplates.create(contoso.tenantId, randomUUID(), template(name, unitId), contoso.by())
    expect(await create('SHOP', contoso.rootUnitId)).toEqual(refused('nameTaken'))
    expect(await create('Shop', sales)).toEqual(written(1))
    const moved = await store.domainTemplates.patch(
      contoso.tenantId,
      id,
      null,
      { organizationUnitId: sales },
      contoso.by(),
    )
    expect(moved).toEqual(refused('nameTaken'))
    expect(await create('Shop', randomUUID())).toEqual(refused('missing'))
  })

  test('one of two changes to the same version is stale, and so is a removal of an older version', async () => {
    const id = await newTemplate('Shop')
    const save = (version: number | null, patterns: string[]) =>
      store.domainTemplates.patch(contoso.tenantId, id, version, { patterns }, contoso.by())
    const both = await Promise.all([save(1, ['a.example']), save(1, ['b.example'])])
    expect(both.map((each) => (each.written ? 'written' : each.why)).sort()).toEqual(['stale', 'written'])
    expect(await save(null, [])).toEqual(written(3))
    expect(await store.domainTemplates.find(contoso.tenantId, id)).toMatchObject({ patterns: [], name: 'Shop' })
    const remove = (version: number) => store.domainTemplates.remove(contoso.tenantId, id, false, contoso.by(), version)
    expect(await remove(2)).toEqual(refused('stale'))
    expect(await remove(3)).toMatchObject({ written: true })
  })

  test('a template in use is removed only on request, which increments the version of its users’ settings', async () => {
    const id = await newTemplate('Shop')
    await select(id)
    const remove = (evenIfInUse: boolean) =>
      store.domainTemplates.remove(contoso.tenantId, id, evenIfInUse, contoso.by())
    expect(await remove(false)).toEqual(refused('inUse'))
    expect(await remove(true)).toMatchObject({ written: true })
    expect(await remove(true)).toEqual(refused('missing'))
    expect(await store.interactSettings.find(contoso.tenantId, contoso.userId)).toMatchObject({
      domainTemplateId: null,
      version: 3,
    })
    expect(await select(null, 2)).toEqual(refused('stale'))
  })

  test('an item cannot move to a unit where one of its many users could not see it', async () => {
    const [sales, service] = [await contoso.addUnit('Sales'), await contoso.addUnit('Service')]
    const id = await newTemplate('Shop')
    const holders = Array.from({ length: 120 }, (_, place) => person(`Holder ${String(place).padStart(3, '0')}`))
    await store.provisioning.upsertUsers(
      contoso.tenantId,
      holders.map((holder, place) => ({
        ...holder,
        initial: { organizationUnitId: place === 119 ? service : sales, domainTemplateId: id },
      })),
    )
    const move = (organizationUnitId: string) =>
      store.domainTemplates.patch(contoso.tenantId, id, null, { organizationUnitId }, contoso.by())
    expect((await store.domainTemplates.find(contoso.tenantId, id))?.usedBy).toHaveLength(100)
    expect(await move(sales)).toEqual(refused('inUse'))
    expect(await store.domainTemplates.find(contoso.tenantId, id)).toMatchObject({ version: 1 })
    expect(await move(contoso.rootUnitId)).toMatchObject({ written: true })
  })

  test('one of two concurrent moves of an item and its user is refused', async () => {
    const [sales, service] = [await contoso.addUnit('Sales'), await contoso.addUnit('Service')]
    for (let turn = 0; turn < 5; turn++) {
      const id = await newTemplate(`Shop ${turn}`)
      const { version = 0 } = (await store.interactSettings.find(contoso.tenantId, contoso.userId)) ?? {}
      await select(id, version)
      const toUnit = (organizationUnitId: string) =>
        store.people.patch(contoso.tenantId, contoso.userId, { organizationUnitId }, contoso.by())
      await toUnit(sales)
      const moves = await Promise.all([
        toUnit(service),
        store.domainTemplates.patch(contoso.tenantId, id, null, { organizationUnitId: sales }, contoso.by()),
      ])
      expect(moves.filter((each) => each.written)).toHaveLength(1)
      await select(null, (await store.interactSettings.find(contoso.tenantId, contoso.userId))?.version ?? 0)
    }
  })

  test('a set of direct system messages is stored with its texts, and removed like a template', async () => {
    const id = randomUUID()
    const sets = store.directSystemMessageSets
    const item = { name: 'Sales', organizationUnitId: contoso.rootUnitId, description: 'x', displayName: null }
    expect(
      await sets.create(contoso.tenantId, id, { ...item, texts: { connected: 'Hi "{{x}}"' } }, contoso.by()),
    ).toEqual(written(1))
    expect(await sets.patch(contoso.tenantId, id, 1, { displayName: 'Team' }, contoso.by())).toEqual(written(2))
    expect(await sets.find(contoso.tenantId, id)).toMatchObject({
      displayName: 'Team',
      texts: { connected: 'Hi "{{x}}"' },
      usedBy: [],
    })
    expect(await sets.patch(contoso.tenantId, id, 2, { displayName: null, texts: {} }, contoso.by())).toEqual(
      written(3),
    )
    expect(await sets.list(contoso.tenantId, null)).toMatchObject([{ displayName: null, texts: {}, version: 3 }])
    const change = { directSystemMessagesId: id }
    await store.interactSettings.patch(contoso.tenantId, contoso.userId, 1, change, contoso.by())
    expect(await sets.remove(contoso.tenantId, id, false, contoso.by())).toEqual(refused('inUse'))
    expect(await sets.remove(contoso.tenantId, id, true, contoso.by())).toMatchObject({ written: true })
  })
})
