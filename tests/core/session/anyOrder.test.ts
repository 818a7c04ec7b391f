import { describe, expect, test } from '@jest/globals'
import fc from '../../support/fastCheck.ts'
import { transition } from '#core/session/transition'
import type { Command } from '#core/session/command'
import { canLeaveOfflineMessage, wakeAt, type Session } from '#core/session/session'
import { textContent, type SessionEvent } from '#core/contract/sessions'
import {
  contactId,
  customerId,
  key,
  open,
  openingFacts,
  sessionId,
  t0,
  tenantId,
  userId,
} from '../../support/memory/sessionFixtures.ts'

const stranger = '90000000-0000-4000-8000-000000000001'
const ref = { tenantId, sessionId }
const someKey = fc.integer({ min: 2, max: 6 }).map(key)
const someUser = fc.constantFrom(userId, userId, userId, stranger)
const someCustomer = fc.constantFrom(customerId, customerId, customerId, stranger)

const someLeg = fc.constantFrom(key(20), key(21))
const someSide = fc.oneof(
  fc.record({ side: fc.constant('customer' as const), customerId: someCustomer }),
  fc.record({ side: fc.constant('agent' as const), userId: someUser }),
)
/** A command from either side of a call. */
const sided = <Kind extends Command['kind'], Rest extends object>(kind: Kind, rest: fc.Arbitrary<Rest>) =>
  fc.tuple(fc.record(fixed(kind)), someSide, rest).map(([base, side, more]) => ({ ...base, ...side, ...more }))
const providerCall = fc.constant({ provider: 'webrtc' as const })

const callCommand = fc.oneof(
  sided(
    'requestCall',
    fc.record({
      key: fc.integer({ min: 30, max: 33 }).map(key),
      media: fc.constantFrom('audio' as const, 'video' as const),
      contactId: fc.constant(contactId),
      providerCall,
    }),
  ),
  sided('acceptCall', fc.record({ providerCall })),
  sided('declineCall', fc.record({})),
  sided('joinCall', fc.record({ leg: someLeg })),
  sided('heartbeat', fc.record({ leg: someLeg, connected: fc.boolean() })),
  sided(
    'hangUp',
    fc.record({ leg: fc.option(someLeg), why: fc.constantFrom(null, 'failed' as const, 'otherLeft' as const) }),
  ),
)

const someContent = fc.string({ minLength: 1 }).map(textContent)
const command: fc.Arbitrary<Command> = fc.oneof(
  fc.constant(open()),
  callCommand,
  callCommand,
  fc.record({ ...fixed('customerWrites'), customerId: someCustomer, key: someKey, content: someContent }),
  fc.record({
    ...fixed('agentWrites'),
    userId: someUser,
    key: someKey,
    content: someContent,
    via: fc.constantFrom('console', 'teams'),
  }),
  fc.record({ ...fixed('agentAccepts'), userId: someUser, providerCall }),
  fc.record({ ...fixed('agentDeclines'), userId: someUser }),
  fc.record({ ...fixed('agentSees'), userId: someUser, upTo: fc.nat(30) }),
  fc.record({ ...fixed('agentEnds'), userId: someUser }),
  fc.record({ ...fixed('customerEnds'), customerId: someCustomer }),
  fc.record({
    ...fixed('customerLeavesOfflineMessage'),
    customerId: someCustomer,
    text: fc.constant('later'),
    email: fc.constant(null),
  }),
  fc.record({ ...fixed('messageDelivered'), message: fc.nat(10), state: fc.constantFrom('delivered', 'notDelivered') }),
  fc.record(fixed('timerFired')),
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
    const step = transition(session, next, { now, opening: openingFacts(), repeated })
    if (step.refused) continue
    session = step.session
    states.push(session)
    if ('events' in step) events.push(...step.events)
  }
  return { session, events, states }
}

const timerChangesState = (state: Session, now: number): boolean =>
  'events' in transition(state, { kind: 'timerFired', ...ref }, { now })

/** The events that time alone causes in a session. */
function timerEvents(state: Session, now: number) {
  const step = transition(state, { kind: 'timerFired', ...ref }, { now })
  return 'events' in step ? step.events : []
}

const first = fc.constantFrom(open(), open({ modality: 'audio', text: null }))
/** Most commands of a call follow each other within seconds. */
const pause = fc.oneof(fc.nat(9_000), fc.nat(700_000))

/** Whether the last call is still open. Throws if a call begins before the previous one has ended. */
function callsOf(events: readonly SessionEvent[]): 'open' | 'closed' {
  let call: 'open' | 'closed' = 'closed'
  let opening = false
  for (const event of events) {
    if (event.kind === 'opened' || event.kind === 'accepted') opening = event.kind === 'accepted'
    if (event.kind === 'callRings' && call === 'open') throw new Error('A call rings during another call.')
    if (event.kind === 'callEnded' && call === 'closed') throw new Error('A call ended that never began.')
    if (event.kind === 'callStarted' && call === 'closed' && !opening)
      throw new Error('A call started that never rang.')
    if (event.kind === 'callRings' || event.kind === 'callStarted') call = 'open'
    if (event.kind === 'callEnded') call = 'closed'
    if (event.kind !== 'accepted') opening = false
  }
  return call
}

describe('any order of commands', () => {
  test('numbers events without gaps, stores one message per key, never returns to an earlier state and sets the timer to the next change', () => {
    fc.assert(
      fc.property(first, fc.array(fc.tuple(command, pause), { maxLength: 40 }), (opening, commands) => {
        const { session, events, states } = play([[opening, 0], ...commands])
        expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1))
        expect(session?.lastSeq).toBe(events.length)
        const keys = events.flatMap((event) => (event.kind === 'message' ? [event.key] : []))
        expect(new Set(keys).size).toBe(keys.length)
        const ranks = states.map(({ status }) => rank[status])
        expect(ranks).toEqual([...ranks].sort((one, other) => one - other))
        expect(events.filter(({ kind }) => kind === 'ended').length).toBe(session?.status === 'ended' ? 1 : 0)
        expect(events.filter(({ kind }) => kind === 'accepted').length).toBeLessThanOrEqual(1)
        expect(events.filter(({ kind }) => kind === 'offlineMessageLeft').length).toBeLessThanOrEqual(1)
        expect(callsOf(events)).toEqual(session?.status === 'active' && session.call ? 'open' : 'closed')
        const end = events.findIndex(({ kind }) => kind === 'ended')
        if (end >= 0) expect(events.slice(end + 1).some(({ kind }) => kind === 'message')).toBe(false)
        for (const state of states) {
          const wake = wakeAt(state)
          const waits = state.status === 'active' && !state.call && state.lastMessage?.from === 'customer'
          expect(wake === null).toBe(state.status === 'ended' || waits)
          if (wake === null) expect(timerEvents(state, Number.MAX_SAFE_INTEGER)).toEqual([])
          expect(canLeaveOfflineMessage(state) && state.status !== 'ended').toBe(false)
          if (wake !== null) expect([wake - 1, wake].map((now) => timerChangesState(state, now))).toEqual([false, true])
          expect(state.unseen.every((seq) => seq > 0 && seq <= state.lastSeq)).toBe(true)
          if (canLeaveOfflineMessage(state) && state.status === 'ended' && state.outcome !== 'callFailed')
            expect(state.acceptedAt).toBe(null)
        }
      }),
      { numRuns: 500 },
    )
  })
})
