import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from '@jest/globals'
import fc from '../support/fastCheck.ts'
import { createStore, type Store } from '#api/adapters/postgres/store'
import type { Tables } from '#api/adapters/postgres/database/tables'
import { textContent, type SessionEvent } from '#core/contract/sessions'
import { createCommandHandler, type Dispatch } from '#core/session/commandHandler'
import { describeEachDatabase } from '../support/database/databases.ts'
import { newTenant, type TestTenant } from './support/newTenant.ts'

type Said = Parameters<TestTenant['say']>[1]
type Speaks = (contoso: TestTenant, keys: readonly string[]) => Said

const key = fc.integer({ min: 0, max: 3 })
const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 20 }).map((typed) => `x${typed}`.replaceAll('\0', ''))

/** Commands of customer, agent and timer, weighted by frequency. */
const speaks: fc.Arbitrary<Speaks> = fc.oneof(
  { weight: 6, arbitrary: fc.tuple(key, text).map(([at, typed]): Speaks => customerWrites(at, typed)) },
  { weight: 6, arbitrary: fc.tuple(key, text).map(([at, typed]): Speaks => agentWrites(at, typed)) },
  { weight: 3, arbitrary: fc.constant<Speaks>(({ userId }) => ({ kind: 'agentAccepts', userId })) },
  {
    weight: 3,
    arbitrary: fc
      .integer({ min: 0, max: 12 })
      .map((upTo): Speaks => ({ userId }) => ({ kind: 'agentSees', userId, upTo })),
  },
  { weight: 2, arbitrary: fc.constant<Speaks>(() => ({ kind: 'timerFired' })) },
  { weight: 1, arbitrary: fc.constant<Speaks>(({ userId }) => ({ kind: 'agentDeclines', userId })) },
  { weight: 1, arbitrary: fc.constant<Speaks>(({ userId }) => ({ kind: 'agentEnds', userId })) },
  { weight: 1, arbitrary: fc.constant<Speaks>(({ customerId }) => ({ kind: 'customerEnds', customerId })) },
  { weight: 1, arbitrary: fc.constant<Speaks>(() => ({ kind: 'noLongerAllowed' })) },
)

const customerWrites =
  (at: number, typed: string): Speaks =>
  ({ customerId }, keys) => ({ kind: 'customerWrites', customerId, key: keys[at] ?? '', content: textContent(typed) })

const agentWrites =
  (at: number, typed: string): Speaks =>
  ({ userId }, keys) => ({
    kind: 'agentWrites',
    userId,
    key: keys[at + 4] ?? '',
    content: textContent(typed),
    via: 'console',
  })

/** The state of a session as its events alone define it. */
function result(events: readonly SessionEvent[]) {
  const ended = events.find((event) => event.kind === 'ended')
  const seenUpTo = Math.max(0, ...events.map((event) => (event.kind === 'seen' ? event.upTo : 0)))
  const messages = events.filter((event) => event.kind === 'message')
  const last = messages.at(-1)
  const accepted = events.some(({ kind }) => kind === 'accepted')
  return {
    status: ended ? 'ended' : accepted ? 'active' : 'ringing',
    lastSeq: events.length,
    seenUpTo,
    unseen: messages.filter((message) => message.from === 'customer' && message.seq > seenUpTo).map(({ seq }) => seq),
    lastMessage: last ? { from: last.from, text: last.content.text, at: Date.parse(last.at) } : null,
    ...(ended ? { outcome: ended.outcome } : {}),
  }
}

describeEachDatabase('Commands in any order, some of them concurrent, in two processes', (open) => {
  let store: Store
  let elsewhere: Dispatch
  let contoso: TestTenant
  let now = Date.UTC(2026, 10, 22, 9)

  beforeAll(async () => {
    const database = await open<Tables>()
    store = createStore(database, () => now)
    contoso = await newTenant(store)
    const { sessions, decisionContexts: facts } = createStore(database, () => now)
    elsewhere = createCommandHandler({ sessions, decisionContexts: facts, onCommitted: () => undefined })
  })

  /** Alternates between the two processes; concurrent commands are split between them. */
  const say = (sessionId: string, said: Said, turn: number) =>
    turn % 2 === 0 ? contoso.say(sessionId, said) : elsewhere({ ...contoso.ref(sessionId), ...said })

  const play = async (rounds: readonly Speaks[][], pause: number): Promise<SessionEvent[]> => {
    const sessionId = await contoso.open()
    const keys = Array.from({ length: 8 }, () => randomUUID())
    for (const [turn, round] of rounds.entries()) {
      await Promise.all(round.map((speak, place) => say(sessionId, speak(contoso, keys), turn + place)))
      now += pause
    }
    const events = await store.sessions.eventsAfter(contoso.ref(sessionId), 0, 1000)
    expect(await store.sessions.find(contoso.ref(sessionId))).toMatchObject(result(events))
    return events
  }

  test('produce events numbered from 1 without gaps, one message per key, one final end, and a matching state', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(speaks, { minLength: 1, maxLength: 5 }), { maxLength: 6 }),
        fc.constantFrom(10, 20_000, 400_000),
        async (rounds, pause) => {
          const events = await play(rounds, pause)
          expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1))
          const keys = events.flatMap((event) => (event.kind === 'message' ? [event.key] : []))
          expect(new Set(keys).size).toBe(keys.length)
          const ends = events.flatMap(({ kind, seq }) => (kind === 'ended' ? [seq] : []))
          expect(ends.length).toBeLessThanOrEqual(1)
          const afterwards = events.filter(({ seq }) => seq > (ends[0] ?? Infinity)).map(({ kind }) => kind)
          expect(afterwards.filter((kind) => kind !== 'seen')).toEqual([])
        },
      ),
      { numRuns: 25 },
    )
  })
})
