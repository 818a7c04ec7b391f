import { randomUUID } from 'node:crypto'
import { beforeAll, beforeEach, expect, test } from '@jest/globals'
import { createStore, type Store } from '#api/adapters/postgres/store'
import type { Tables } from '#api/adapters/postgres/database/tables'
import { describeEachDatabase } from '../support/database/databases.ts'
import { newTenant, person, type TestTenant } from './support/newTenant.ts'

const refused = (why: string) => ({ written: false, why })
const written = (version: number) => ({ written: true, version })

describeEachDatabase('Organization units', (open) => {
  let store: Store
  let contoso: TestTenant

  beforeAll(async () => {
    store = createStore(await open<Tables>())
  })
  beforeEach(async () => {
    contoso = await newTenant(store)
  })

  const units = () => store.organizationUnits
  const move = (id: string, parentId: string) => units().patch(contoso.tenantId, id, { parentId }, contoso.by())
  const template = (name: string, organizationUnitId = contoso.rootUnitId) => ({
    name,
    organizationUnitId,
    description: '',
    patterns: ['shop.example'],
  })

  test('units form a tree below one root, and are listed by name with their number of users', async () => {
    const sales = await contoso.addUnit('sales')
    const north = await contoso.addUnit('North', sales)
    await store.provisioning.upsertUsers(contoso.tenantId, [person('Amy', { organizationUnitId: sales })])
    expect(await units().list(contoso.tenantId)).toEqual([
      { id: contoso.rootUnitId, parentId: null, name: 'Contoso', users: 1, version: 1 },
      { id: north, parentId: sales, name: 'North', users: 0, version: 1 },
      { id: sales, parentId: contoso.rootUnitId, name: 'sales', users: 1, version: 1 },
    ])
    const tree = await units().tree(contoso.tenantId)
    expect(tree.rootId).toBe(contoso.rootUnitId)
    expect(tree.parentOf.get(north)).toBe(sales)
  })

  test('sibling units cannot have the same name, ignoring case, while other units can', async () => {
    const sales = await contoso.addUnit('Verkäufe')
    const other = await contoso.addUnit('Other')
    const create = (name: string, parentId: string) =>
      units().create(contoso.tenantId, { id: randomUUID(), name, parentId }, contoso.by())
    expect(await create('VERKÄUFE', contoso.rootUnitId)).toEqual(refused('nameTaken'))
    expect(await create('Verkaufe', contoso.rootUnitId)).toEqual(written(1))
    expect(await create('Verkäufe', sales)).toEqual(written(1))
    expect(await units().patch(contoso.tenantId, other, { name: 'verkäufe' }, contoso.by())).toEqual(
      refused('nameTaken'),
    )
  })

  test('a move cannot create a cycle, not even two concurrent moves', async () => {
    const sales = await contoso.addUnit('Sales')
    const north = await contoso.addUnit('North', sales)
    const south = await contoso.addUnit('South')
    expect(await move(sales, north)).toEqual(refused('stale'))
    expect(await move(sales, sales)).toEqual(refused('stale'))
    expect(await move(contoso.rootUnitId, sales)).toEqual(refused('stale'))
    const moves = await Promise.all([move(sales, south), move(south, sales)])
    expect(moves.filter((each) => each.written)).toHaveLength(1)
    expect(await move(sales, randomUUID())).toEqual(refused('missing'))
    expect(await move(randomUUID(), sales)).toEqual(refused('missing'))
  })

  test('a unit cannot move away from items that its users use, and its own items move with it', async () => {
    const [sales, service] = [await contoso.addUnit('Sales'), await contoso.addUnit('Service')]
    const north = await contoso.addUnit('North', sales)
    const amy = randomUUID()
    await store.provisioning.upsertUsers(contoso.tenantId, [person('Amy', { id: amy, organizationUnitId: north })])
    const hold = async (id: string, item: 'domainTemplateId' | 'directSystemMessagesId' = 'domainTemplateId') => {
      const page = await store.interactSettings.find(contoso.tenantId, amy)
      await store.interactSettings.patch(contoso.tenantId, amy, page?.version ?? 0, { [item]: id }, contoso.by())
    }
    const make = async (name: string, unit: string) => {
      const id = randomUUID()
      await store.domainTemplates.create(contoso.tenantId, id, template(name, unit), contoso.by())
      return id
    }
    await hold(await make('Of Sales', sales))
    expect(await move(north, service)).toEqual(refused('inUse'))
    expect(await move(sales, service)).toEqual(written(2))
    await hold(await make('Of North', north))
    expect(await move(north, contoso.rootUnitId)).toEqual(written(2))
    await hold(await make('Of all', contoso.rootUnitId))
    expect(await move(north, service)).toEqual(written(3))
    const set = { name: 'Of Service', organizationUnitId: service, description: '', displayName: null, texts: {} }
    const words = randomUUID()
    await store.directSystemMessageSets.create(contoso.tenantId, words, set, contoso.by())
    await hold(words, 'directSystemMessagesId')
    expect(await move(north, contoso.rootUnitId)).toEqual(refused('inUse'))
  })

  test('a unit that changed since it was read is not deleted', async () => {
    const sales = await contoso.addUnit('Sales')
    await units().patch(contoso.tenantId, sales, { name: 'Sale' }, contoso.by())
    expect(await units().remove(contoso.tenantId, sales, contoso.by(), 1)).toEqual(refused('stale'))
    expect(await units().remove(contoso.tenantId, sales, contoso.by(), 2)).toMatchObject({ written: true })
  })

  test('only an empty unit can be deleted, and never the root', async () => {
    const sales = await contoso.addUnit('Sales')
    const north = await contoso.addUnit('North', sales)
    const remove = (id: string) => units().remove(contoso.tenantId, id, contoso.by())
    expect(await remove(sales)).toEqual(refused('inUse'))
    const id = randomUUID()
    await store.domainTemplates.create(contoso.tenantId, id, template('Shop', north), contoso.by())
    expect(await remove(north)).toEqual(refused('inUse'))
    await store.domainTemplates.remove(contoso.tenantId, id, false, contoso.by())
    expect(await remove(north)).toMatchObject({ written: true })
    expect(await remove(sales)).toMatchObject({ written: true })
    expect(await remove(sales)).toEqual(refused('missing'))
    expect(await remove(contoso.rootUnitId)).toEqual(refused('inUse'))
  })
})
