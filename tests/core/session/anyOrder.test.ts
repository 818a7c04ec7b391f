import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { advance } from '#core/session/advance'
import type { Command } from '#core/session/command'
import { canLeaveMessage, wakeAt, type Session } from '#core/session/session'
import type { SessionEvent } from '#core/contract/sessions'
import { customerId, key, open, openingFacts, sessionId, t0, tenantId, userId } from '../../support/sessionFixtures.ts'

const stranger = '90000000-0000-4000-8000-000000000001'
const ref = { tenantId, sessionId }
const someKey = fc.integer({ min: 2, max: 6 }).map(key)
const someUser = fc.constantFrom(userId, userId, userId, stranger)
const someCustomer = fc.constantFrom(customerId, customerId, customerId, stranger)

const command: fc.Arbitrary<Command> = fc.oneof(
  fc.constant(open()),
  fc.record({ ...fixed('customerSays'), customerId: someCustomer, key: someKey, text: fc.string({ minLength: 1 }) }),
  fc.record({
    ...fixed('agentSays'),
    userId: someUser,
    key: someKey,
    text: fc.string({ minLength: 1 }),
    via: fc.constantFrom('console', 'teams'),
  }),
  fc.record({ ...fixed('agentAccepts'), userId: someUser }),
  fc.record({ ...fixed('agentDeclines'), userId: someUser }),
  fc.record({ ...fixed('agentSees'), userId: someUser, upTo: fc.nat(30) }),
  fc.record({ ...fixed('agentEnds'), userId: someUser }),
  fc.record({ ...fixed('customerEnds'), customerId: someCustomer }),
  fc.record({
    ...fixed('customerLeavesMessage'),
    customerId: someCustomer,
    text: fc.constant('later'),
    email: fc.constant(null),
  }),
  fc.record({ ...fixed('lineCarried'), line: fc.nat(10), state: fc.constantFrom('inTeams', 'notDelivered') }),
  fc.record(fixed('clockStrikes')),
  fc.record(fixed('noLongerAllowed')),
)

function fixed<Kind extends Command['kind']>(kind: Kind) {
  return { kind: fc.constant(kind), tenantId: fc.constant(ref.tenantId), sessionId: fc.constant(ref.sessionId) }
}

const rank = { ringing: 0, active: 1, ended: 2 }

function play(commands: readonly (readonly [Command, number])[]) {
  let session: Session | null = null
  let now = t0
  const events: SessionEvent[] = []
  const states: Session[] = []
  for (const [next, pause] of commands) {
    now += pause
    const repeated = 'key' in next ? (events.find((event) => 'key' in event && event.key === next.key) ?? null) : null
    const step = advance(session, next, { now, opening: openingFacts(), repeated })
    if (step.refused) continue
    session = step.session
    states.push(session)
    if ('events' in step) events.push(...step.events)
  }
  return { session, events, states }
}

const clockMoves = (state: Session, now: number): boolean =>
  'events' in advance(state, { kind: 'clockStrikes', ...ref }, { now })

describe('any order of commands', () => {
  test('keeps events numbered without gaps, one line to a key, no way back, and wakes when time changes something', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(command, fc.nat(700_000)), { maxLength: 40 }), (commands) => {
        const { session, events, states } = play([[open(), 0], ...commands])
        expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1))
        expect(session?.lastSeq).toBe(events.length)
        const keys = events.flatMap((event) => (event.kind === 'line' ? [event.key] : []))
        expect(new Set(keys).size).toBe(keys.length)
        const ranks = states.map(({ status }) => rank[status])
        expect(ranks).toEqual([...ranks].sort((one, other) => one - other))
        expect(events.filter(({ kind }) => kind === 'ended').length).toBe(session?.status === 'ended' ? 1 : 0)
        expect(events.filter(({ kind }) => kind === 'accepted').length).toBeLessThanOrEqual(1)
        expect(events.filter(({ kind }) => kind === 'messageLeft').length).toBeLessThanOrEqual(1)
        const end = events.findIndex(({ kind }) => kind === 'ended')
        if (end >= 0) expect(events.slice(end + 1).some(({ kind }) => kind === 'line')).toBe(false)
        for (const state of states) {
          const wake = wakeAt(state)
          expect(wake === null).toBe(state.status === 'ended')
          if (wake !== null) expect([wake - 1, wake].map((now) => clockMoves(state, now))).toEqual([false, true])
          expect(state.unseen.every((seq) => seq > 0 && seq <= state.lastSeq)).toBe(true)
          if (canLeaveMessage(state)) expect(state).toMatchObject({ status: 'ended', acceptedAt: null })
        }
      }),
      { numRuns: 500 },
    )
  })
})
