import { randomUUID } from 'node:crypto'
import { beforeAll, beforeEach, expect, test } from '@jest/globals'
import { createStore, type Store } from '#api/adapters/postgres/store'
import type { Tables } from '#api/adapters/postgres/database/tables'
import type { ContactFacts } from '#core/admin/contactPorts'
import { describeEachDatabase } from '../support/database/databases.ts'
import { newTenant, type TestTenant } from './support/newTenant.ts'

const now = Date.UTC(2026, 10, 22, 9)
const minute = 60_000

describeEachDatabase('Contacts', (open) => {
  let store: Store
  let contoso: TestTenant

  beforeAll(async () => {
    store = createStore(await open<Tables>(), () => now)
  })
  beforeEach(async () => {
    contoso = await newTenant(store)
  })

  const facts = async (): Promise<ContactFacts> => {
    const found = await store.contacts.find(contoso.contactId)
    if (!found) throw new Error('The contact is not there')
    return found
  }
  const patch = (change: Parameters<Store['interactSettings']['patch']>[3]) =>
    store.interactSettings.patch(contoso.tenantId, contoso.userId, 1, change, contoso.by())
  const template = async (patterns: string[]) => {
    const id = randomUUID()
    const item = { name: 'Shop', organizationUnitId: contoso.rootUnitId, description: '', patterns }
    await store.domainTemplates.create(contoso.tenantId, id, item, contoso.by())
    return id
  }

  test('a launch reads all data of a contact by its id alone', async () => {
    const domainTemplateId = await template(['shop.example', '*.example.org'])
    await store.tenants.patch(
      contoso.tenantId,
      { ringSeconds: 20, branding: { accent: '#112233', label: null } },
      contoso.by(),
    )
    await patch({ domainTemplateId, restrictAccess: true, audioVideo: false })
    await store.people.setAvailable(contoso.tenantId, contoso.userId, false)
    expect(await facts()).toEqual({
      tenantId: contoso.tenantId,
      userId: contoso.userId,
      // Calls of a new tenant are Teams meetings, for which this store has no call provider.
      callsAvailable: false,
      domainTemplateId,
      signingSecrets: [],
      face: { displayName: 'Alex Wilber', available: false, ringSeconds: 20, accent: '#112233' },
      reach: {
        interactEnabled: true,
        licences: ['contactCenter', 'interact'],
        active: true,
        audioVideo: false,
        instantMessaging: true,
        widgetKey: 'key',
        previousKey: null,
        restrictAccess: true,
        patterns: ['shop.example', '*.example.org'],
        requireVerifiedCustomer: false,
      },
    })
  })

  test('an unknown contact is not found', async () => {
    expect(await store.contacts.find(randomUUID())).toBeNull()
    expect(await store.decisionContexts.opening(contoso.tenantId, randomUUID())).toBeNull()
  })

  test('concurrent reads of contacts of several tenants return the right ones', async () => {
    const tenants = await Promise.all(Array.from({ length: 5 }, () => newTenant(store)))
    const asked = Array.from({ length: 40 }, (_, index) => tenants[index % tenants.length] ?? contoso)
    const found = await Promise.all(asked.map(({ contactId }) => store.contacts.find(contactId)))
    expect(found.map((each) => each?.userId)).toEqual(asked.map(({ userId }) => userId))
    expect(found.map((each) => each?.tenantId)).toEqual(asked.map(({ tenantId }) => tenantId))
  })

  test('a session cannot be opened with a contact of another tenant', async () => {
    const fabrikam = await newTenant(store)
    expect(await store.decisionContexts.opening(fabrikam.tenantId, contoso.contactId)).toBeNull()
    const transition = await fabrikam.dispatch(fabrikam.opening({ contactId: contoso.contactId }))
    expect(transition.refused?.code).toBe('contactUnavailable')
  })

  test('the opening context has the texts, the limits and whether the bot is installed', async () => {
    const id = randomUUID()
    const set = { name: 'Sales', organizationUnitId: contoso.rootUnitId, description: '' }
    const texts = { connected: 'Hi {{customer.name}}' }
    await store.directSystemMessageSets.create(
      contoso.tenantId,
      id,
      { ...set, displayName: 'Alex of {{tenant.name}}', texts },
      contoso.by(),
    )
    await patch({ directSystemMessagesId: id })
    expect(await store.decisionContexts.opening(contoso.tenantId, contoso.contactId)).toMatchObject({
      userId: contoso.userId,
      botInstalled: true,
      limits: { ringMs: 45_000, idleWarningMs: 600_000, idleEndMs: 300_000 },
      tenantName: 'Contoso',
      words: { displayName: 'Alex of {{tenant.name}}', texts },
    })
    expect((await facts()).face.displayName).toBe('Alex of Contoso')
    await store.agentConversations.lose(contoso.tenantId, contoso.userId, 'removed', now)
    expect(await store.decisionContexts.opening(contoso.tenantId, contoso.contactId)).toMatchObject({
      botInstalled: false,
    })
  })

  test('only an open command reads the opening context', async () => {
    const { tenantId, customerId } = contoso
    const command = { kind: 'customerEnds', tenantId, sessionId: randomUUID(), customerId } as const
    expect(await store.decisionContexts.about(command)).toEqual({ now })
    expect(await store.decisionContexts.about(contoso.opening())).toMatchObject({
      now,
      opening: { userId: contoso.userId },
    })
  })

  test('the previous widget key is valid for its grace period, and an older one is not', async () => {
    const rotate = (key: string, until: number | null) =>
      store.interactSettings.rotateKey(contoso.tenantId, contoso.userId, key, until, contoso.by())
    await rotate('second', now + minute)
    expect((await facts()).reach).toMatchObject({
      widgetKey: 'second',
      previousKey: { key: 'key', until: now + minute },
    })
    await rotate('third', now + minute)
    expect((await facts()).reach.previousKey?.key).toBe('second')
    await rotate('fourth', null)
    expect((await facts()).reach).toMatchObject({ widgetKey: 'fourth', previousKey: null })
  })

  test('the current signing secret is active, and the previous one during its grace period', async () => {
    const put = (id: string, until: number | null) =>
      store.verifiedCustomers.put(contoso.tenantId, { id, encrypted: `locked ${id}`, at: now }, until, contoso.by())
    const [first, second, third] = [randomUUID(), randomUUID(), randomUUID()]
    await put(first, now)
    expect((await facts()).signingSecrets).toEqual([{ id: first, encrypted: `locked ${first}`, until: null }])
    await put(second, now + minute)
    expect((await facts()).signingSecrets).toEqual([
      { id: second, encrypted: `locked ${second}`, until: null },
      { id: first, encrypted: `locked ${first}`, until: now + minute },
    ])
    await put(third, null)
    expect((await facts()).signingSecrets).toEqual([{ id: third, encrypted: `locked ${third}`, until: null }])
    expect(await store.verifiedCustomers.remove(contoso.tenantId, contoso.by())).toMatchObject({ written: true })
    expect((await facts()).signingSecrets).toEqual([])
    expect(await store.verifiedCustomers.remove(contoso.tenantId, contoso.by())).toEqual({
      ...{ written: false, why: 'missing' },
    })
  })

  test('a user whose template is deleted stays restricted, without any allowed origin', async () => {
    const domainTemplateId = await template(['shop.example'])
    await patch({ domainTemplateId, restrictAccess: true })
    await store.domainTemplates.remove(contoso.tenantId, domainTemplateId, true, contoso.by())
    expect(await facts()).toMatchObject({ domainTemplateId: null, reach: { restrictAccess: true, patterns: null } })
  })

  test('the last launching page is stored, at most once a minute for the same origin', async () => {
    const lastSeen = async () => (await store.interactSettings.find(contoso.tenantId, contoso.userId))?.lastSeen
    expect(await lastSeen()).toBeNull()
    await store.contacts.sawPage(await facts(), 'https://a.example', now)
    await store.contacts.sawPage(await facts(), 'https://a.example', now + minute - 1)
    expect(await lastSeen()).toEqual({ origin: 'https://a.example', at: now })
    await store.contacts.sawPage(await facts(), 'https://a.example', now + minute)
    expect(await lastSeen()).toEqual({ origin: 'https://a.example', at: now + minute })
    await store.contacts.sawPage(await facts(), 'https://b.example', now + minute + 1)
    expect(await lastSeen()).toEqual({ origin: 'https://b.example', at: now + minute + 1 })
  })

  test('refused origins are counted per template and listed latest first', async () => {
    const domainTemplateId = await template(['shop.example'])
    await patch({ domainTemplateId, restrictAccess: true })
    const refused = await facts()
    await store.contacts.sawRefusal(refused, 'https://a.example', now)
    await store.contacts.sawRefusal(refused, 'https://b.example', now + 1)
    await store.contacts.sawRefusal(refused, 'https://a.example', now + 2)
    expect(await store.domainTemplates.refusedOrigins(contoso.tenantId, domainTemplateId)).toEqual([
      { origin: 'https://a.example', lastAt: new Date(now + 2).toISOString(), count: 2 },
      { origin: 'https://b.example', lastAt: new Date(now + 1).toISOString(), count: 1 },
    ])
    const fabrikam = await newTenant(store)
    expect(await store.domainTemplates.refusedOrigins(fabrikam.tenantId, domainTemplateId)).toEqual([])
  })

  test('only the latest hundred refused origins are kept', async () => {
    const domainTemplateId = await template(['shop.example'])
    await patch({ domainTemplateId, restrictAccess: true })
    const refused = await facts()
    for (let count = 0; count < 105; count++)
      await store.contacts.sawRefusal(refused, `https://x${count}.example`, now + count)
    const kept = await store.domainTemplates.refusedOrigins(contoso.tenantId, domainTemplateId)
    expect(kept).toHaveLength(100)
    expect(kept[0]?.origin).toBe('https://x104.example')
    expect(kept.at(-1)?.origin).toBe('https://x5.example')
  })
})
