import { randomUUID } from 'node:crypto'
import { beforeAll, beforeEach, expect, test } from '@jest/globals'
import { createStore, type Store } from '#api/adapters/postgres/store'
import type { Tables } from '#api/adapters/postgres/database/tables'
import { describeEachDatabase } from '../support/database/databases.ts'
import { newTenant, type TestTenant } from './support/newTenant.ts'

const hour = 3600_000
const wins = (answers: readonly boolean[]) => answers.filter(Boolean).length
const fiveTimes = <T>(work: (index: number) => Promise<T>) =>
  Promise.all(Array.from({ length: 5 }, (_, index) => work(index)))

describeEachDatabase('Customers and previews', (open) => {
  let store: Store
  let contoso: TestTenant
  let fabrikam: TestTenant
  let now = Date.now()

  beforeAll(async () => {
    store = createStore(await open<Tables>(), () => now)
  })
  beforeEach(async () => {
    now = Date.now()
    contoso = await newTenant(store)
    fabrikam = await newTenant(store)
  })
  const newCustomer = async (resumeHash: string): Promise<string> => {
    const { tenantId, contactId } = contoso
    const id = randomUUID()
    await store.customers.create({ id, tenantId, contactId, origin: 'https://a.example', preview: false }, resumeHash)
    return id
  }

  test('a ticket is accepted once, even from concurrent requests', async () => {
    const ticket = randomUUID()
    const spend = () => store.customers.spend(contoso.tenantId, ticket, now + 60_000)
    expect(wins(await fiveTimes(spend))).toBe(1)
    expect(await spend()).toBe(false)
    expect(await store.customers.spend(contoso.tenantId, randomUUID(), now + 60_000)).toBe(true)
  })

  test('a customer is found in their own tenant only', async () => {
    const id = await newCustomer('first')
    const { tenantId, contactId } = contoso
    const customer = { id, tenantId, contactId, origin: 'https://a.example', preview: false }
    expect(await store.customers.find(tenantId, id)).toEqual(customer)
    expect(await store.customers.find(fabrikam.tenantId, id)).toBeNull()
  })

  test('a resume secret is valid until its replacement is used', async () => {
    const id = await newCustomer('first')
    const resume = (from: string, to: string, tenantId = contoso.tenantId) =>
      store.customers.resume(tenantId, id, from, to)
    expect(await resume('wrong', 'x')).toBe(false)
    expect(await resume('first', 'x', fabrikam.tenantId)).toBe(false)
    expect(await resume('first', 'second')).toBe(true)
    expect(await resume('first', 'after a lost answer')).toBe(true)
    expect(await resume('second', 'x')).toBe(false)
    expect(await resume('after a lost answer', 'third')).toBe(true)
    expect(await resume('first', 'x')).toBe(false)
    await fiveTimes((index) => resume('third', `fourth ${index}`))
    const fourth = await fiveTimes((index) => resume(`fourth ${index}`, 'fifth'))
    expect(wins(fourth)).toBe(1)
  })

  test('a resume secret is valid for 24 hours after the last session has ended', async () => {
    const endAt = async (ago: number): Promise<string> => {
      const customerId = await newCustomer('first')
      now = Date.now() - ago
      const sessionId = await contoso.open({ customerId })
      await contoso.say(sessionId, { kind: 'customerEnds', customerId })
      return customerId
    }
    const { tenantId } = contoso
    expect(await store.customers.resume(tenantId, await endAt(25 * hour), 'first', 'x')).toBe(false)
    expect(await store.customers.resume(tenantId, await endAt(23 * hour), 'first', 'x')).toBe(true)
    const busy = await endAt(25 * hour)
    await contoso.open({ customerId: busy })
    expect(await store.customers.resume(tenantId, busy, 'first', 'x')).toBe(true)
  })

  test('a preview link is valid until it expires', async () => {
    const { tenantId, contactId } = contoso
    const secret = randomUUID()
    await store.previews.create({ tenantId, contactId }, secret, now + 600_000)
    expect(await store.previews.find(secret, now)).toEqual({ tenantId, contactId })
    expect(await store.previews.find(secret, now + 599_999)).not.toBeNull()
    expect(await store.previews.find(secret, now + 600_000)).toBeNull()
    expect(await store.previews.find(randomUUID(), now)).toBeNull()
  })

  test('a preview link opens one session, and a retry may open the same session', async () => {
    const { tenantId, contactId } = contoso
    const secret = randomUUID()
    const sessionId = randomUUID()
    await store.previews.create({ tenantId, contactId }, secret, now + 600_000)
    expect(await store.previews.use(fabrikam.tenantId, secret, sessionId)).toBe(false)
    expect(await store.previews.use(tenantId, secret, sessionId)).toBe(true)
    expect(await store.previews.use(tenantId, secret, sessionId)).toBe(true)
    expect(await store.previews.use(tenantId, secret, randomUUID())).toBe(false)
    expect(await store.previews.find(secret, now)).toBeNull()
  })

  test('only one of several concurrent sessions can use a preview link', async () => {
    const { tenantId, contactId } = contoso
    const secret = randomUUID()
    await store.previews.create({ tenantId, contactId }, secret, now + 600_000)
    expect(wins(await fiveTimes(() => store.previews.use(tenantId, secret, randomUUID())))).toBe(1)
  })

  test('retention deletes expired tickets and previews and customers without a session, and nothing else', async () => {
    const { tenantId, contactId } = contoso
    const stranger = await newCustomer('first')
    const known = await newCustomer('first')
    await contoso.open({ customerId: known })
    const ticket = randomUUID()
    await store.customers.spend(tenantId, ticket, now + 60_000)
    await store.previews.create({ tenantId, contactId }, 'soon', now + 600_000)
    expect(await store.retentionStore.sweep(now, 1000)).toBe(0)
    expect(await store.customers.spend(tenantId, ticket, now + 60_000)).toBe(false)
    expect(await store.retentionStore.sweep(now + 25 * hour, 1000)).toBeGreaterThanOrEqual(3)
    expect(await store.customers.find(tenantId, stranger)).toBeNull()
    expect(await store.customers.find(tenantId, known)).not.toBeNull()
    expect(await store.customers.spend(tenantId, ticket, now + 60_000)).toBe(true)
  })

  test('retention forgets an activity a week after it was handled, and none that waits', async () => {
    const day = 24 * hour
    const item = (activityId: string) => ({
      ...{ tenantId: contoso.tenantId, conversationId: randomUUID(), activityId },
      activity: { text: 'Hello' },
    })
    const [handled, waiting] = [item('handled'), item('waiting')]
    await Promise.all([store.inbox.put(handled), store.inbox.put(waiting)])
    await store.inbox.done(handled)
    await store.retentionStore.sweep(now + 7 * day - hour, 1000)
    expect(await store.inbox.put(handled)).toBe(false)
    await store.retentionStore.sweep(now + 7 * day + hour, 1000)
    expect(await store.inbox.put(handled)).toBe(true)
    expect(await store.inbox.put(waiting)).toBe(false)
  })
})
