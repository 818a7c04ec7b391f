import { beforeAll, beforeEach, expect, test } from '@jest/globals'
import { createStore, type Store } from '#api/adapters/postgres/store'
import type { Tables } from '#api/adapters/postgres/database/tables'
import { describeEachDatabase } from '../support/database/databases.ts'
import { newTenant, person, reachable, type TestTenant } from './support/newTenant.ts'

describeEachDatabase('Users whom the bot cannot reach', (open) => {
  const hour = 3600_000
  let store: Store
  let contoso: TestTenant
  let now = Date.UTC(2026, 10, 22, 9)

  beforeAll(async () => {
    store = createStore(await open<Tables>(), () => now)
  })
  beforeEach(async () => {
    now += 48 * hour
    contoso = await newTenant(store)
  })

  const take = async (limit = 10) => {
    const users = await store.agentConversations.takeUnreached(contoso.tenantId, now, now + 60_000, limit)
    return users.map(({ userId }) => userId)
  }
  const botOf = async () => (await store.interactSettings.find(contoso.tenantId, contoso.userId))?.bot
  const { lose, opened, remember, find } = {
    lose: (...args: Parameters<Store['agentConversations']['lose']>) => store.agentConversations.lose(...args),
    opened: () => store.agentConversations.opened(contoso.tenantId, contoso.userId, { conversation: 'by the bot' }),
    remember: () => store.agentConversations.remember(contoso.tenantId, contoso.userId, { conversation: 'own' }),
    find: () => store.agentConversations.find(contoso.tenantId, contoso.userId),
  }

  test('are taken once, and again when the hold is over', async () => {
    await lose(contoso.tenantId, contoso.userId, 'removed', now)
    expect(await take()).toEqual([contoso.userId])
    expect(await take()).toEqual([])
    now += 60_000
    expect(await take()).toEqual([contoso.userId])
  })

  test('are those who are active with both licences, and never those whom the bot can reach', async () => {
    const [never, idle, unlicensed] = [reachable(), reachable({ active: false }), reachable({ licences: ['interact'] })]
    await store.provisioning.upsertUsers(contoso.tenantId, [
      person('Never Tried', never),
      person('Not Active', idle),
      person('Not Licensed', unlicensed),
    ])
    expect(await take()).toEqual([never.id])
    await opened()
    expect(await take()).toEqual([])
  })

  test('wait until the time of the next try, at most as many as are wanted, and the longest waiting first', async () => {
    const { id: later = '', ...rest } = reachable()
    await store.provisioning.upsertUsers(contoso.tenantId, [person('Later', { id: later, ...rest })])
    await lose(contoso.tenantId, later, 'blocked', now + 2 * hour)
    await lose(contoso.tenantId, contoso.userId, 'unknown', now + hour)
    expect(await take()).toEqual([])
    now += 2 * hour
    expect(await take(1)).toEqual([contoso.userId])
    expect(await take(1)).toEqual([later])
  })

  test('keep their reference while the bot is lost, and an activity of their own wins over one of the bot', async () => {
    await lose(contoso.tenantId, contoso.userId, 'blocked', now)
    expect([await botOf(), await find()]).toMatchObject(['blocked', { installed: false }])
    await opened()
    expect([await botOf(), await find()]).toMatchObject([
      'opened',
      { installed: true, reference: { conversation: 'by the bot' } },
    ])
    await remember()
    await opened()
    expect([await botOf(), await find()]).toMatchObject([
      'installed',
      { installed: true, reference: { conversation: 'own' } },
    ])
  })
})
