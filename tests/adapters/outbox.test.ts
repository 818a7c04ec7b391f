import { beforeAll, beforeEach, expect, test } from '@jest/globals'
import { createStore, type Store } from '#api/adapters/postgres/store'
import type { Tables } from '#api/adapters/postgres/database/tables'
import type { OutboxItem } from '#core/session/ports'
import { describeEachDatabase } from '../support/database/databases.ts'
import { newTenant, type TestTenant } from './support/newTenant.ts'

const start = Date.UTC(2026, 10, 22, 9)
const second = 1000
const kinds = (items: readonly OutboxItem[]) => items.map(({ effect }) => effect.kind)

describeEachDatabase('The outbox', (open) => {
  let store: Store
  let contoso: TestTenant
  let now = start

  beforeAll(async () => {
    store = createStore(await open<Tables>(), () => now, ['teams-meeting', 'webrtc'])
  })
  beforeEach(async () => {
    now += 3600 * second
    for (let left = await take(100); left.length > 0; left = await take(100)) await finish(left)
    contoso = await newTenant(store)
  })

  const take = (limit = 10, hold = 30) => store.outbox.take(now, now + hold * second, limit)
  const finish = (items: readonly OutboxItem[]) => Promise.all(items.map((item) => store.outbox.done(item)))
  const one = async (): Promise<OutboxItem> => {
    const [item, ...others] = await take()
    if (!item || others.length > 0) throw new Error(`Expected one item, found ${item ? others.length + 1 : 0}`)
    return item
  }
  /** Opens and accepts a session, and completes its effects. */
  const running = async (of = contoso) => {
    const sessionId = await of.open()
    await of.accept(sessionId)
    for (let left = await take(); left.length > 0; left = await take()) await finish(left)
    return sessionId
  }

  test('hands out the effects of one user in the order in which they were stored', async () => {
    const sessionId = await contoso.open({ text: 'Hello' })
    await contoso.accept(sessionId)
    await contoso.say(sessionId, { kind: 'agentEnds', userId: contoso.userId })
    const seen: string[] = []
    for (let items = await take(); items.length > 0; items = await take()) {
      seen.push(...kinds(items))
      await finish(items)
    }
    expect(seen).toEqual(['offer', 'status', 'messages', 'status'])
  })

  test('hands out nothing of a queue key while its first item is held, not even for another session', async () => {
    const sessionId = await contoso.open({ text: 'Hello' })
    await contoso.accept(sessionId)
    await contoso.open()
    expect(kinds(await take())).toEqual(['offer'])
    expect(await take()).toEqual([])
  })

  test('hands out activity feed items independently of cards, and in order among themselves', async () => {
    const first = await contoso.open({ modality: 'audio' })
    const second = await contoso.open({ modality: 'video' })
    const items = await take()
    expect(items.map(({ effect, sessionId }) => [effect.kind, sessionId])).toEqual([
      ['offer', first],
      ['notify', first],
    ])
    await finish(items.filter(({ effect }) => effect.kind === 'notify'))
    expect((await take()).map(({ effect, sessionId }) => [effect.kind, sessionId])).toEqual([['notify', second]])
  })

  test('gives concurrent takers neither the same item nor two items of one queue key', async () => {
    const others = await Promise.all(Array.from({ length: 4 }, () => newTenant(store)))
    for (const tenant of others) await tenant.accept(await tenant.open({ text: 'Hello' }))
    const takers = await Promise.all(Array.from({ length: 6 }, () => take(2)))
    const taken = takers.flat()
    expect(new Set(taken.map(({ id }) => id)).size).toBe(taken.length)
    expect(new Set(taken.map(({ queueKey }) => queueKey)).size).toBe(taken.length)
    const rest = await take()
    expect([...taken, ...rest].map(({ queueKey }) => queueKey).sort()).toEqual(
      others.map(({ userId }) => userId).sort(),
    )
  })

  test('does not block one queue key by another', async () => {
    const fabrikam = await newTenant(store)
    await contoso.open()
    await store.outbox.retry(await one(), now + 60 * second, '429')
    await fabrikam.open()
    expect((await one()).tenantId).toBe(fabrikam.tenantId)
  })

  test('hands out an unfinished item again after its hold expires', async () => {
    await contoso.open()
    const first = await one()
    now += 29 * second
    expect(await take()).toEqual([])
    now += second
    expect(await one()).toEqual({ ...first, attempts: 2 })
  })

  test('keeps an item whose hold is extended from other takers, and from its own worker', async () => {
    await contoso.open()
    const item = await one()
    now += 20 * second
    await store.outbox.keep(item, now + 30 * second)
    now += 29 * second
    expect(await take()).toEqual([])
    now += 2 * second
    expect(await store.outbox.take(now, now + second, 10, [item.id])).toEqual([])
    expect((await one()).id).toBe(item.id)
  })

  test('ignores a taker whose hold expired, and obeys the next taker', async () => {
    const sessionId = await running()
    await contoso.customerWrites(sessionId, 'a')
    const late = await one()
    now += 31 * second
    await contoso.customerWrites(sessionId, 'b')
    const current = await one()
    expect(current.effect).toEqual({ kind: 'messages', from: 3, to: 4 })
    await store.outbox.done(late)
    await store.outbox.park(late, '403')
    await store.outbox.retry(late, now, '429')
    await store.outbox.keep(late, now)
    expect(await take()).toEqual([])
    await store.outbox.retry(current, now, '429')
    await store.outbox.keep(current, now + 30 * second)
    expect((await one()).effect).toEqual({ kind: 'messages', from: 3, to: 4 })
  })

  test('blocks a queue key until the retry time of its first item, and counts the attempt', async () => {
    const sessionId = await contoso.open({ text: 'Hello' })
    await contoso.accept(sessionId)
    await store.outbox.retry(await one(), now + 10 * second, '429')
    now += 10 * second - 1
    expect(await take()).toEqual([])
    now += 1
    expect(await one()).toMatchObject({ effect: { kind: 'offer' }, attempts: 2 })
  })

  test('keeps a parked item, and continues its queue key', async () => {
    const before = await store.outbox.counts()
    const sessionId = await contoso.open({ text: 'Hello' })
    await contoso.accept(sessionId)
    await store.outbox.park(await one(), '403')
    expect((await one()).effect.kind).toBe('status')
    const after = await store.outbox.counts()
    expect(after.parked).toBe(before.parked + 1)
    expect(after.waiting).toBe(before.waiting + 2)
  })

  test('coalesces consecutive messages into one item', async () => {
    const sessionId = await running()
    for (const text of ['a', 'b', 'c']) await contoso.customerWrites(sessionId, text)
    const item = await one()
    expect(item.effect).toEqual({ kind: 'messages', from: 3, to: 5 })
    await store.outbox.retry(item, now, 'later')
    const again = await one()
    expect(again.effect).toEqual({ kind: 'messages', from: 3, to: 5 })
    await finish([again])
    expect(await take()).toEqual([])
  })

  test('coalesces at most twenty messages into the first one', async () => {
    const sessionId = await running()
    for (let n = 0; n < 23; n += 1) await contoso.customerWrites(sessionId, `message ${String(n)}`)
    const item = await one()
    expect(item.effect).toEqual({ kind: 'messages', from: 3, to: 23 })
    await finish([item])
    const rest = await one()
    expect(rest.effect).toEqual({ kind: 'messages', from: 24, to: 25 })
    await finish([rest])
  })

  test('does not coalesce messages of two sessions, or messages with another item between them', async () => {
    const first = await running()
    const second = await running()
    await contoso.customerWrites(first, 'a')
    await contoso.customerWrites(second, 'b')
    await contoso.customerWrites(second, 'c')
    await contoso.open()
    await contoso.customerWrites(second, 'd')
    const seen: unknown[] = []
    for (let items = await take(); items.length > 0; items = await take()) {
      seen.push(...items.map(({ sessionId, effect }) => [sessionId === second ? 2 : 1, effect]))
      await finish(items)
    }
    expect(seen).toEqual([
      [1, { kind: 'messages', from: 3, to: 3 }],
      [2, { kind: 'messages', from: 3, to: 4 }],
      [1, { kind: 'offer' }],
      [2, { kind: 'messages', from: 5, to: 5 }],
    ])
  })

  test('hands out every message once and in order to several takers of a busy outbox', async () => {
    const sessionId = await running()
    const delivered: number[] = []
    let written = 0
    const writing = (async () => {
      for (; written < 40; written++) await contoso.customerWrites(sessionId, `message ${written}`)
    })()
    const worker = async () => {
      for (let idle = 0; written < 40 || idle < 3;) {
        const items = await take(2)
        idle = items.length === 0 ? idle + 1 : 0
        for (const item of items) {
          const { effect } = item
          if (effect.kind === 'messages') for (let seq = effect.from; seq <= effect.to; seq++) delivered.push(seq)
          await store.outbox.done(item)
        }
      }
    }
    await Promise.all([writing, worker(), worker(), worker()])
    expect(delivered).toEqual(Array.from({ length: 40 }, (_, index) => index + 3))
  })

  test('deletes the items of a session that is deleted', async () => {
    const sessionId = await contoso.open()
    await contoso.say(sessionId, { kind: 'agentDeclines', userId: contoso.userId })
    await store.sessions.forget(contoso.tenantId, now + second, 10)
    expect(await take()).toEqual([])
  })
})
