import { beforeAll, beforeEach, expect, test } from '@jest/globals'
import { StoreUnavailable } from '#api/adapters/postgres/database/storeUnavailable'
import { createStore, type Store } from '#api/adapters/postgres/store'
import type { Tables } from '#api/adapters/postgres/database/tables'
import { createSessionTimers } from '#api/workers/sessionTimers'
import { createReachabilityCheck } from '#api/workers/reachabilityCheck'
import { createRetention } from '#api/workers/retention'
import type { Contacts } from '#core/admin/contactPorts'
import { createCommandHandler } from '#core/session/commandHandler'
import { describeEachDatabase } from '../support/database/databases.ts'
import { newTenant, type TestTenant } from './support/newTenant.ts'

const second = 1000
const day = 86_400_000

describeEachDatabase('A session whose transition fails', (open) => {
  let store: Store
  let contoso: TestTenant
  let now = Date.UTC(2026, 10, 22, 9)
  /** Ids of sessions, contacts and tenants for which the store throws. */
  const broken = new Map<string, Error>()
  let reported: unknown[] = []

  const report = (_error: unknown, about: object = {}) => void reported.push(about)
  const unlessBroken = async <T>(id: string, work: () => Promise<T>): Promise<T> => {
    const fault = broken.get(id)
    if (fault) throw fault
    return work()
  }
  const pieces = () => {
    const { sessions, decisionContexts: facts, contacts, retentionStore } = store
    const dispatch = createCommandHandler({
      sessions: { change: (ref, ...rest) => unlessBroken(ref.sessionId, () => sessions.change(ref, ...rest)) },
      decisionContexts: facts,
      onCommitted: () => undefined,
    })
    const find: Contacts['find'] = (id) => unlessBroken(id, () => contacts.find(id))
    const forget: Store['sessions']['forget'] = (tenantId, ...rest) =>
      unlessBroken(tenantId, () => sessions.forget(tenantId, ...rest))
    const clock = { now: () => now, random: () => 1 }
    return { sessions: { ...sessions, forget }, contacts: { find }, retentionStore, dispatch, ...clock, report }
  }
  const statusOf = async (sessionId: string, tenant = contoso) =>
    (await store.sessions.find(tenant.ref(sessionId)))?.status
  const isDue = async (sessionId: string) =>
    (await store.sessions.due(now, 1000)).some((ref) => ref.sessionId === sessionId)
  const breaks = (id: string, fault = new Error('broken')) => void broken.set(id, fault)

  beforeAll(async () => {
    store = createStore(await open<Tables>(), () => now)
  })
  beforeEach(async () => {
    contoso = await newTenant(store)
    // The ring time of earlier tests' sessions has passed; their timers fire before this test begins.
    broken.clear()
    now += 3600 * second
    const turn = createSessionTimers(pieces())
    while (await turn());
    reported = []
  })

  test('does not delay the timers of other sessions in any tenant, and is reported with its tenant and id', async () => {
    const fabrikam = await newTenant(store)
    const bad = await contoso.open()
    now += 1
    const [good, elsewhere] = [await contoso.open(), await fabrikam.open()]
    breaks(bad)
    now += 45 * second
    await createSessionTimers(pieces())()
    expect([await statusOf(bad), await statusOf(good), await statusOf(elsewhere, fabrikam)]).toEqual([
      'ringing',
      'ended',
      'ended',
    ])
    expect(reported).toEqual([contoso.ref(bad)])
  })

  test('is retried with a growing delay until it succeeds', async () => {
    const bad = await contoso.open()
    const turn = createSessionTimers(pieces())
    breaks(bad)
    now += 45 * second
    for (const delay of [1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300]) {
      await turn()
      now += delay * second - 1
      expect(await isDue(bad)).toBe(false)
      now += 1
      expect(await isDue(bad)).toBe(true)
    }
    expect(reported).toHaveLength(11)
    broken.clear()
    await turn()
    expect(await statusOf(bad)).toBe('ended')
  })

  test('returns to its regular timers after another command succeeds', async () => {
    const bad = await contoso.open()
    breaks(bad)
    now += 45 * second
    await createSessionTimers(pieces())()
    await contoso.accept(bad)
    now += 599 * second
    expect(await isDue(bad)).toBe(false)
    now += second
    expect(await isDue(bad)).toBe(true)
  })

  test('is not postponed after another transition, nor by another tenant', async () => {
    const fabrikam = await newTenant(store)
    const [stepped, ended, foreign] = [await contoso.open(), await contoso.open(), await contoso.open()]
    now += 45 * second
    await contoso.accept(stepped)
    await contoso.say(ended, { kind: 'agentDeclines', userId: contoso.userId })
    const later = now + 3600 * second
    for (const id of [stepped, ended]) await store.sessions.postpone(contoso.ref(id), now, later)
    await store.sessions.postpone(fabrikam.ref(foreign), now, later)
    expect(await isDue(foreign)).toBe(true)
    now += 600 * second
    expect(await isDue(stepped)).toBe(true)
    now = later
    expect(await isDue(ended)).toBe(false)
  })

  test('leaves the batch, so that a whole batch of failures does not delay other sessions', async () => {
    for (let nth = 0; nth < 100; nth++) breaks(await contoso.open())
    now += 1
    const good = await contoso.open()
    now += 45 * second
    const turn = createSessionTimers(pieces())
    expect(await turn()).toBe(true)
    expect(await turn()).toBe(false)
    expect(await statusOf(good)).toBe('ended')
    expect(reported).toHaveLength(100)
  })

  test('does not count as an unavailable store on its own, while an unavailable store fails the run', async () => {
    const [one, other] = [await contoso.open(), await contoso.open()]
    now += 1
    const good = await contoso.open()
    breaks(one, new StoreUnavailable('it is away'))
    now += 45 * second
    const turn = createSessionTimers(pieces())
    await turn()
    expect([await statusOf(other), await statusOf(good)]).toEqual(['ended', 'ended'])
    const [third, fourth] = [await contoso.open(), await contoso.open()]
    for (const id of [third, fourth]) breaks(id, new StoreUnavailable('it is away'))
    now += 45 * second
    await expect(turn()).rejects.toThrow('it is away')
  })

  test('does not stop the reachability check of other sessions', async () => {
    const fabrikam = await newTenant(store)
    const [bad, good, elsewhere] = [await contoso.open(), await contoso.open(), await fabrikam.open()]
    for (const { tenantId, userId, by } of [contoso, fabrikam])
      await store.people.patch(tenantId, userId, { licences: [] }, by())
    breaks(bad)
    await createReachabilityCheck(pieces())()
    expect([await statusOf(bad), await statusOf(good), await statusOf(elsewhere, fabrikam)]).toEqual([
      'ringing',
      'ended',
      'ended',
    ])
    expect(reported).toEqual([contoso.ref(bad)])
    broken.clear()
    await createReachabilityCheck(pieces())()
    expect(await statusOf(bad)).toBe('ended')
  })

  test('does not stop the reachability check of other contacts when its contact cannot be read', async () => {
    const fabrikam = await newTenant(store)
    const bad = await contoso.open()
    const elsewhere = await fabrikam.open()
    await store.people.patch(fabrikam.tenantId, fabrikam.userId, { licences: [] }, fabrikam.by())
    breaks(contoso.contactId)
    await createReachabilityCheck(pieces())()
    expect(await statusOf(elsewhere, fabrikam)).toBe('ended')
    expect(reported).toEqual([contoso.ref(bad)])
  })

  test('does not stop retention in other tenants when retention in its tenant fails', async () => {
    const fabrikam = await newTenant(store)
    const ended: string[] = []
    for (const tenant of [contoso, fabrikam]) {
      const sessionId = await tenant.open()
      await tenant.say(sessionId, { kind: 'agentDeclines', userId: tenant.userId })
      ended.push(sessionId)
    }
    now += 3650 * day
    for (const [bad, good] of [
      [contoso, fabrikam],
      [fabrikam, contoso],
    ] as const) {
      broken.clear()
      reported = []
      breaks(bad.tenantId)
      await createRetention(pieces())()
      expect(reported).toEqual([{ tenantId: bad.tenantId }])
      for (const sessionId of ended) expect(await statusOf(sessionId, good)).toBeUndefined()
    }
  })
})
