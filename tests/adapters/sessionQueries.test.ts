import { randomUUID } from 'node:crypto'
import { beforeAll, beforeEach, expect, test } from '@jest/globals'
import { createStore, type Store } from '#api/adapters/postgres/store'
import type { InteractDatabase, Tables } from '#api/adapters/postgres/database/tables'
import { textContent, type SessionsQuery } from '#core/contract/sessions'
import { describeEachDatabase } from '../support/database/databases.ts'
import { transitionBuilder } from '#core/session/transitionBuilder'
import { newTenant, person, reachable, type TestTenant } from './support/newTenant.ts'

const everything = { userIds: null, organizationUnitIds: null }
const query = (change: Partial<SessionsQuery> = {}): SessionsQuery => ({ limit: 50, scope: 'all', ...change })

describeEachDatabase('Session queries', (open) => {
  let database: InteractDatabase
  let store: Store
  let contoso: TestTenant
  let now = Date.UTC(2026, 10, 22, 9)

  beforeAll(async () => {
    database = await open<Tables>()
    store = createStore(database, () => now)
  })
  beforeEach(async () => {
    contoso = await newTenant(store)
  })
  const isDue = async (sessionId: string, at: number) =>
    (await store.sessions.due(at, 1000)).some((ref) => ref.sessionId === sessionId)
  const events = (sessionId: string) => store.sessions.eventsAfter(contoso.ref(sessionId), 0, 1000)

  test('a session is due when its ring time has passed, and never after its end', async () => {
    const sessionId = await contoso.open()
    expect(await isDue(sessionId, now + 44_999)).toBe(false)
    expect(await isDue(sessionId, now + 45_000)).toBe(true)
    await contoso.accept(sessionId)
    expect(await isDue(sessionId, now + 45_000)).toBe(false)
    expect(await isDue(sessionId, now + 600_000)).toBe(true)
    await contoso.say(sessionId, { kind: 'agentEnds', userId: contoso.userId })
    expect(await isDue(sessionId, now + 10_000_000)).toBe(false)
  })

  test('a session whose customer waits for the agent is not due until the agent has answered', async () => {
    const ages = now + 365 * 86_400_000
    const sessionId = await contoso.open({ text: 'Hello' })
    await contoso.accept(sessionId)
    expect(await isDue(sessionId, ages)).toBe(false)
    const agentWrites = {
      kind: 'agentWrites',
      userId: contoso.userId,
      key: randomUUID(),
      content: textContent('Hi'),
      via: 'console',
    } as const
    await contoso.say(sessionId, agentWrites)
    expect(await isDue(sessionId, now + 599_999)).toBe(false)
    expect(await isDue(sessionId, now + 600_000)).toBe(true)
    await contoso.customerWrites(sessionId, 'One more')
    expect(await isDue(sessionId, ages)).toBe(false)
  })

  test('a session stored as due while its customer waits is due only once', async () => {
    const sessionId = await contoso.open({ text: 'Hello' })
    await contoso.accept(sessionId)
    await database.inTenant(contoso.tenantId, (transaction) =>
      transaction
        .updateTable('sessions')
        .set({ wake_at: new Date(now) })
        .where('id', '=', sessionId)
        .execute(),
    )
    expect(await isDue(sessionId, now)).toBe(true)
    await contoso.say(sessionId, { kind: 'timerFired' })
    expect(await isDue(sessionId, now + 365 * 86_400_000)).toBe(false)
    expect((await events(sessionId)).map(({ kind }) => kind)).toEqual(['opened', 'message', 'accepted'])
  })

  test('all running sessions are read once, even if two tenants have the same session id', async () => {
    const fabrikam = await newTenant(store)
    const shared = await contoso.open()
    await fabrikam.open({ sessionId: shared })
    const ended = await contoso.open()
    await contoso.say(ended, { kind: 'agentDeclines', userId: contoso.userId })
    const walked: string[] = []
    for (let after: string | null = null; ;) {
      const page = await store.sessions.allOpen(after, 1)
      walked.push(...page.map(({ tenantId, id }) => `${tenantId} ${id}`))
      const last = page.at(-1)
      if (!last) break
      after = last.id
    }
    expect(walked.filter((each) => each.endsWith(shared)).sort()).toEqual(
      [`${contoso.tenantId} ${shared}`, `${fabrikam.tenantId} ${shared}`].sort(),
    )
    expect(new Set(walked).size).toBe(walked.length)
    expect(walked.some((each) => each.endsWith(ended))).toBe(false)
  })

  test('sessions that ended long ago are deleted with their events, and others are kept', async () => {
    const old = await contoso.open()
    await contoso.say(old, { kind: 'agentDeclines', userId: contoso.userId })
    now += 60_000
    const young = await contoso.open()
    await contoso.say(young, { kind: 'agentDeclines', userId: contoso.userId })
    const running = await contoso.open()
    expect(await store.sessions.forget(contoso.tenantId, now, 100)).toBe(1)
    expect(await store.sessions.find(contoso.ref(old))).toBeNull()
    expect(await events(old)).toEqual([])
    expect(await store.sessions.find(contoso.ref(young))).not.toBeNull()
    expect(await store.sessions.find(contoso.ref(running))).not.toBeNull()
  })

  test('an agent’s ringing and active sessions are listed oldest first', async () => {
    const first = await contoso.open()
    now += 1000
    const second = await contoso.open()
    now += 1000
    const ended = await contoso.open()
    await contoso.say(ended, { kind: 'agentDeclines', userId: contoso.userId })
    await contoso.accept(second)
    expect((await store.sessions.openOf(contoso.tenantId, contoso.userId)).map(({ id }) => id)).toEqual([first, second])
  })

  test('a session belongs to the user to whom it is assigned, for lists, reads and its effects', async () => {
    const adele = reachable()
    await store.provisioning.upsertUsers(contoso.tenantId, [person('Adele Vance', adele)])
    const colleague = adele.id ?? ''
    const ref = contoso.ref(await contoso.open())
    await store.sessions.change(ref, null, (session) => {
      if (!session) throw new Error('There is no session.')
      const assignment = { userId: colleague, agentName: 'Adele Vance' }
      return transitionBuilder({ ...session, assignment }, now)
        .event({ kind: 'seen', upTo: 0 })
        .effect({ kind: 'status' })
        .done()
    })

    for (const [userId, count] of [
      [contoso.userId, 0],
      [colleague, 1],
    ] as const) {
      const scope = { userIds: [userId], organizationUnitIds: [] }
      expect(await store.sessions.openOf(contoso.tenantId, userId)).toHaveLength(count)
      expect((await store.sessions.list(contoso.tenantId, query(), scope)).items).toHaveLength(count)
      expect((await store.sessions.list(contoso.tenantId, query({ userId }), everything)).items).toHaveLength(count)
      expect((await store.sessions.findWithin(ref, scope)) !== null).toBe(count === 1)
    }
    const waiting = await store.outbox.take(now, now + 1000, 1000)
    expect(
      waiting.filter((item) => item.sessionId === ref.sessionId).map(({ queueKey, effect }) => [queueKey, effect.kind]),
    ).toEqual([
      [contoso.userId, 'offer'],
      [colleague, 'status'],
    ])
  })

  test('the list is paged newest first, and new sessions do not shift pages', async () => {
    const ids: string[] = []
    for (let count = 0; count < 5; count++) {
      now += 1000
      ids.unshift(await contoso.open())
    }
    const first = await store.sessions.list(contoso.tenantId, query({ limit: 2 }), everything)
    now += 1000
    await contoso.open()
    const second = await store.sessions.list(
      contoso.tenantId,
      query({ limit: 2, cursor: first.nextCursor ?? '' }),
      everything,
    )
    const third = await store.sessions.list(
      contoso.tenantId,
      query({ limit: 2, cursor: second.nextCursor ?? '' }),
      everything,
    )
    expect([...first.items, ...second.items, ...third.items].map(({ id }) => id)).toEqual(ids)
    expect(third.nextCursor).toBeNull()
    const whole = await store.sessions.list(contoso.tenantId, query({ limit: 6 }), everything)
    expect([whole.items.length, whole.nextCursor]).toEqual([6, null])
  })

  test('an invalid cursor returns no sessions', async () => {
    await contoso.open()
    for (const cursor of ['', 'x', 'W10', Buffer.from('["a","b"]').toString('base64url')])
      expect(await store.sessions.list(contoso.tenantId, query({ cursor }), everything)).toEqual({
        items: [],
        nextCursor: null,
      })
  })

  test('a list and a single read return only sessions within the scope', async () => {
    const unit = randomUUID()
    await store.organizationUnits.create(
      contoso.tenantId,
      { id: unit, name: 'Sales', parentId: contoso.rootUnitId },
      contoso.by(),
    )
    const sessionId = await contoso.open()
    const sees = async (scope: Parameters<Store['sessions']['list']>[2]) => {
      const { items } = await store.sessions.list(contoso.tenantId, query(), scope)
      const found = await store.sessions.findWithin(contoso.ref(sessionId), scope)
      expect(found !== null).toBe(items.length === 1)
      return found !== null
    }
    expect(await sees(everything)).toBe(true)
    expect(await sees({ userIds: [contoso.userId], organizationUnitIds: [] })).toBe(true)
    expect(await sees({ userIds: [randomUUID()], organizationUnitIds: [] })).toBe(false)
    expect(await sees({ userIds: [randomUUID()], organizationUnitIds: [unit] })).toBe(false)
    expect(await sees({ userIds: [randomUUID()], organizationUnitIds: [contoso.rootUnitId] })).toBe(true)
    expect(await sees({ userIds: [], organizationUnitIds: [] })).toBe(false)
  })

  test('a list is filtered by status and user', async () => {
    const ringing = await contoso.open()
    const active = await contoso.open()
    await contoso.accept(active)
    const ids = async (change: Partial<SessionsQuery>) =>
      (await store.sessions.list(contoso.tenantId, query(change), everything)).items.map(({ id }) => id)
    expect(await ids({ status: 'ringing' })).toEqual([ringing])
    expect(await ids({ status: 'active', userId: contoso.userId })).toEqual([active])
    expect(await ids({ userId: randomUUID() })).toEqual([])
  })
})
