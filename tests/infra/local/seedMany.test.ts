import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { openPglite } from '#api/adapters/postgres/database/openPglite'
import type { InteractDatabase, Tables } from '#api/adapters/postgres/database/tables'
import { createStore, type Store } from '#api/adapters/postgres/store'
import { outcome, type Outcome } from '#core/contract/sessions'
import type { UsersQuery } from '#core/contract/users'
import { decideReach } from '#core/reach/reachability'
import { wakeAt, type Session } from '#core/session/session'
import { fillWorld } from '#infra/local/manyPeople/fillWorld'
import { readSeedArguments } from '#infra/local/manyPeople/main'
import { seed } from '#infra/local/seed'
import { contoso } from '#infra/local/seedPeople'
import { pgliteTemplate } from '../../support/database/databases.ts'

const everybody = { userIds: null, organizationUnitIds: null }
const now = Date.now()

let database: InteractDatabase
let store: Store
beforeAll(async () => {
  database = await openPglite<Tables>({ memory: await pgliteTemplate() })
  store = createStore(database)
  await seed(store, 'http://localhost:3980')
  await fill(200, 150)
}, 120_000)
afterAll(() => database.close())

async function fill(users: number, sessions: number) {
  const progress: string[] = []
  for await (const { what, done } of fillWorld(store, { users, sessions }, now)) progress.push(`${what} ${done}`)
  return progress
}

const countUsers = async (query: Partial<UsersQuery> = {}) =>
  (await store.people.list(contoso, { limit: 1, ...query }, null)).total.count

async function allSessions(): Promise<Session[]> {
  const { items } = await store.sessions.list(contoso, { limit: 1000, scope: 'all' }, everybody)
  return items
}

describe('npm run seed', () => {
  test('adds people of several units, some licensed, some active, who are found by name', async () => {
    const seeded = 14
    expect(await countUsers()).toBe(200 + seeded)
    const [licensed, active] = [await countUsers({ licence: 'interact' }), await countUsers({ active: 'true' })]
    expect(licensed).toBeGreaterThan(90)
    expect(licensed).toBeLessThan(160)
    expect(active).toBeGreaterThan(30)
    expect(active).toBeLessThan(licensed)
    const units = await store.organizationUnits.list(contoso)
    expect(units.filter(({ users }) => users > 0).length).toBeGreaterThan(15)
    expect(await countUsers({ search: 'müller' })).toBe(await countUsers({ search: 'muller' }))
  })

  test('adds sessions with every usual outcome, of which the running ones go on', async () => {
    const sessions = await allSessions()
    expect(sessions).toHaveLength(150)
    const ended = new Set(sessions.flatMap((each) => (each.status === 'ended' ? [each.outcome] : [])))
    const unusual: Outcome[] = ['notAllowed', 'callFailed']
    expect([...ended].sort()).toEqual(outcome.options.filter((each) => !unusual.includes(each)).sort())
    const running = sessions.filter(({ status }) => status === 'active')
    expect(running).toHaveLength(2)
    for (const session of running) {
      const facts = await store.contacts.find(session.contactId)
      const ask = { moment: 'continue', now, origin: session.page.origin, preview: false, verified: false } as const
      expect(decideReach(facts?.reach ?? null, ask)).toEqual({ allowed: true })
      expect(wakeAt(session)).toBeNull()
    }
    const [conversation] = sessions.filter(
      (each) => each.status === 'ended' && each.acceptedAt !== null && each.lastMessage,
    )
    const events = conversation
      ? await store.sessions.eventsAfter({ tenantId: contoso, sessionId: conversation.id }, 0, 100)
      : []
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, place) => place + 1))
    expect(events.at(-1)?.kind).toBe('ended')
  })

  test('sends nothing to Teams', async () => {
    const waiting = await database.inTenant(contoso, (transaction) =>
      transaction.selectFrom('outbox').select('id').execute(),
    )
    expect(waiting).toEqual([])
  })

  test('adds only what is missing, and leaves alone what an admin has changed since', async () => {
    const before = await allSessions()
    const { items } = await store.people.list(contoso, { limit: 1, search: 'muller', licence: 'interact' }, null)
    const [someone] = items
    if (!someone) throw new Error('The seed has no licensed Müller')
    const adele = { tenantId: contoso, userId: someone.id, displayName: 'Adele Vance', administers: [] }
    const target = { kind: 'user' as const, id: someone.id }
    await store.people.patch(
      contoso,
      someone.id,
      { licences: [] },
      {
        actor: { ...adele, role: 'tenantAdmin' },
        audit: { action: 'user.changed', target, before: null, after: null },
      },
    )
    expect(await fill(220, 160)).toContain('users 220')
    expect(await countUsers()).toBe(220 + 14)
    expect((await store.people.find(contoso, someone.id))?.licences).toEqual([])
    const after = await allSessions()
    expect(after).toHaveLength(160)
    for (const session of before) expect(after).toContainEqual(session)
  })
})

describe('the arguments of npm run seed', () => {
  test('are one number or both', () => {
    expect(readSeedArguments(['--users', '50000', '--sessions', '5000'])).toEqual({ users: 50_000, sessions: 5000 })
    expect(readSeedArguments(['--sessions=12'])).toEqual({ users: 0, sessions: 12 })
  })

  test.each([
    [[], 'npm run seed accepts only: -- --users <number> --sessions <number>'],
    [['--user', '5'], 'npm run seed accepts only'],
    [['5000'], 'npm run seed accepts only'],
    [['--users'], 'npm run seed accepts only'],
    [['--users', '-5'], 'npm run seed accepts only'],
    [['--users', 'many'], '--users many is not a whole number from 0 to 200000'],
    [['--sessions', '1e9'], '--sessions 1e9 is not a whole number from 0 to 200000'],
    [['--users', '1000000'], '--users 1000000 is not a whole number from 0 to 200000'],
  ])('%j are refused with a sentence', (args, sentence) => {
    expect(() => readSeedArguments(args)).toThrow(sentence)
  })
})
