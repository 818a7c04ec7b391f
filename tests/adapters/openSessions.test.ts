import { randomUUID } from 'node:crypto'
import { beforeAll, beforeEach, expect, test } from '@jest/globals'
import { sql } from 'kysely'
import { createStore, type Store } from '#api/adapters/postgres/store'
import type { InteractDatabase, Tables } from '#api/adapters/postgres/database/tables'
import type { Open, Transition } from '#core/session/command'
import { createCommandHandler } from '#core/session/commandHandler'
import { describeEachDatabase } from '../support/database/databases.ts'
import { newTenant, type TestTenant } from './support/newTenant.ts'

const took = (transition: Transition): number => ('events' in transition ? transition.events.length : 0)

describeEachDatabase('The limit of open sessions', (open) => {
  let database: InteractDatabase
  let store: Store
  let contoso: TestTenant
  const now = Date.UTC(2026, 10, 22, 9)

  beforeAll(async () => {
    database = await open<Tables>()
    store = createStore(database, () => now)
  })
  beforeEach(async () => {
    contoso = await newTenant(store)
  })

  const address = () => randomUUID()
  const refusal = (transition: Transition) => transition.refused?.code ?? null
  const opens = async (count: number, commandOf: () => Promise<Partial<Open>>, dispatch = contoso.dispatch) => {
    const commands = []
    for (let index = 0; index < count; index += 1) commands.push(contoso.opening(await commandOf()))
    return { commands, transitions: await Promise.all(commands.map((command) => dispatch(command))) }
  }
  const refusals = ({ transitions }: { transitions: Transition[] }) =>
    transitions.map(refusal).filter((code) => code !== null)
  const ofAnybody = async () => ({ customerId: await contoso.customer(), countedFrom: address() })
  const ringingFrom = async (sessionId: string) => {
    const query = sql<{ at: string | null }>`select ringing_from as at from sessions where id = ${sessionId}`
    return (await database.oneInTenant(contoso.tenantId, (build) => query.compile(build)))[0]?.at
  }

  test('lets five of eight concurrent sessions ring at one contact, and one more after one is accepted', async () => {
    const made = await opens(8, ofAnybody)
    expect(refusals(made)).toEqual(Array.from({ length: 3 }, () => 'tooManyRequests'))
    const ringing = made.commands.filter((_, index) => !made.transitions[index]?.refused)
    await contoso.accept(ringing[0]?.sessionId ?? '')
    expect(refusals(await opens(2, ofAnybody))).toEqual(['tooManyRequests'])
  })

  test('lets three of five concurrent sessions ring from one address, across customers and processes', async () => {
    const from = address()
    const ofNeighbour = async () => ({ customerId: await contoso.customer(), countedFrom: from })
    const { sessions, decisionContexts: facts } = createStore(database, () => now)
    const elsewhere = createCommandHandler({
      sessions,
      decisionContexts: facts,
      onCommitted: () => undefined,
    })
    expect(refusals(await opens(5, ofNeighbour))).toHaveLength(2)
    expect(refusals(await opens(1, ofNeighbour, elsewhere))).toEqual(['tooManyRequests'])
    expect(refusals(await opens(1, ofAnybody, elsewhere))).toEqual([])
  })

  test('lets one customer open three of five concurrent sessions, and counts an accepted one', async () => {
    const mias = () => Promise.resolve({ countedFrom: address() })
    const made = await opens(5, mias)
    expect(refusals(made)).toHaveLength(2)
    const [first = ''] = made.commands.flatMap((each, index) =>
      made.transitions[index]?.refused ? [] : [each.sessionId],
    )
    await contoso.accept(first)
    expect(refusals(await opens(1, mias))).toEqual(['tooManyRequests'])
    await contoso.say(first, { kind: 'customerEnds', customerId: contoso.customerId })
    expect(refusals(await opens(1, mias))).toEqual([])
  })

  test('treats concurrent repeats of the last allowed open as one session and refuses none', async () => {
    const from = address()
    await opens(2, () => Promise.resolve({ countedFrom: from }))
    const last = contoso.opening({ countedFrom: from })
    const again = () => Promise.all(Array.from({ length: 6 }, () => contoso.dispatch(last)))
    const transitions = [...(await again()), ...(await again())]
    expect(transitions.map(refusal)).toEqual(transitions.map(() => null))
    expect(transitions.filter((transition) => took(transition) > 0)).toHaveLength(1)
  })

  test('stores the address only while the session rings, and never returns it', async () => {
    const from = address()
    const sessionId = await contoso.open({ countedFrom: from })
    await contoso.customerWrites(sessionId, 'Hello')
    expect(await ringingFrom(sessionId)).toBe(from)
    expect(JSON.stringify(await store.sessions.find(contoso.ref(sessionId)))).not.toContain(from)
    await contoso.accept(sessionId)
    expect(await ringingFrom(sessionId)).toBeNull()
    const declined = await contoso.open({ countedFrom: from })
    await contoso.say(declined, { kind: 'agentDeclines', userId: contoso.userId })
    expect(await ringingFrom(declined)).toBeNull()
  })

  test('counts each tenant separately', async () => {
    const from = address()
    await opens(3, async () => ({ customerId: await contoso.customer(), countedFrom: from }))
    const fabrikam = await newTenant(store)
    await expect(fabrikam.open({ countedFrom: from })).resolves.toEqual(expect.any(String))
  })
})
