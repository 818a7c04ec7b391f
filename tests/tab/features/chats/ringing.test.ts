import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals'
import type { Session } from '#core/contract/sessions'
import { changeChats, noChats, type Chats, type ChatsChange } from '../../../../tab/features/chats/store/chatState.ts'
import { createRinger, ringInterval, audibleRings } from '../../../../tab/features/chats/store/ringing.ts'
import { aMessage, aSession, at } from '../../support/chatsSamples.ts'

const run = (...changes: ChatsChange[]): Chats => changes.reduce(changeChats, noChats)
const now = at(0)
const until = (milliseconds: number) => new Date(now + milliseconds).toISOString()
const ringing = (change: Partial<Session> = {}): ChatsChange => ({
  kind: 'sessions',
  sessions: [aSession({ id: 's1', status: 'ringing', ringEndsAt: until(45_000), ...change })],
  loaded: true,
})
const calling = (by: 'customer' | 'agent', status: 'ringing' | 'started' = 'ringing'): ChatsChange => ({
  kind: 'sessions',
  sessions: [
    aSession({
      ...{ id: 's1', status: 'active', lastSeq: 1 },
      call: {
        ...{ id: 'c1', media: 'audio', by, status, startedAt: null, provider: null },
        ringEndsAt: until(45_000),
      },
    }),
  ],
  loaded: true,
})
/** A frame that shows how far the local clock is ahead of the server's. */
const clockAhead = (ahead: number): ChatsChange => ({
  kind: 'frame',
  frame: { type: 'events', sessionId: 's1', items: [aMessage(1)], next: 1 },
  at: Date.parse(aMessage(1).at) + ahead,
})
const sounding = (chats: Chats, later = 0) => audibleRings(chats, now + later).map(({ id }) => id)

describe('an audible ring', () => {
  it.each([
    ['a ringing session, including one that was ringing when the tab was opened', [ringing()]],
    ['a customer’s call in an active session', [calling('customer')]],
    ['a ringing session while the agent’s availability is unknown', [clockAhead(0), ringing()]],
    ['one of two sessions when the other was accepted', [ringing(), ringing({ id: 's2', status: 'active' })]],
    ['a session that could not be accepted', [ringing(), acting('accept'), acting(null)]],
  ])('comes from %s', (_what, changes) => {
    expect(sounding(run(...changes))).toEqual(['s1'])
  })

  it.each([
    ['a session that was accepted', [ringing(), ringing({ status: 'active', lastSeq: 9 })]],
    ['a session that has ended', [ringing(), ringing({ status: 'ended', outcome: 'declined', lastSeq: 9 })]],
    ['a session that the agent is just accepting', [ringing(), acting('accept')]],
    ['a session that the agent is just declining', [ringing(), acting('decline')]],
    ['a session while the agent is away', [ringing(), { kind: 'availability', available: false }]],
    ['a call that the agent placed', [calling('agent')]],
    ['a call that was accepted', [calling('customer', 'started')]],
    ['an active session that received a message', [ringing({ status: 'active' }), clockAhead(0)]],
  ] satisfies [string, ChatsChange[]][])('does not come from %s', (_which, changes) => {
    expect(sounding(run(...changes))).toEqual([])
  })

  it('ends with the ring time by the server’s clock, even if no event reports the end', () => {
    const hour = 3_600_000
    const chats = run(ringing(), clockAhead(hour))
    expect(sounding(chats, hour + 44_999)).toEqual(['s1'])
    expect(sounding(chats, hour + 45_000)).toEqual([])
  })

  it('does not end by a local clock whose skew is unknown', () => {
    expect(sounding(run(ringing()), 3_600_000)).toEqual(['s1'])
  })
})

describe('the ringer', () => {
  beforeEach(() => void jest.useFakeTimers())
  afterEach(() => void jest.useRealTimers())

  function aRinger() {
    const calls: string[] = []
    let rings = false
    const sound = { ring: () => calls.push('ring'), silence: () => calls.push('silence') }
    const ringer = createRinger(sound, () => rings)
    return {
      ...{ calls, ringer },
      turns: (on: boolean) => {
        rings = on
        ringer.check()
      },
      passes: (on: boolean) => (rings = on),
    }
  }

  it('rings immediately and every three seconds, once for all sessions, and stops immediately', () => {
    const { calls, turns } = aRinger()
    turns(true)
    turns(true)
    expect(calls).toEqual(['ring'])
    jest.advanceTimersByTime(2 * ringInterval)
    expect(calls).toEqual(['ring', 'ring', 'ring'])
    turns(false)
    expect(calls.splice(0)).toEqual(['ring', 'ring', 'ring', 'silence'])
    jest.advanceTimersByTime(10 * ringInterval)
    expect(calls).toEqual([])
    turns(true)
    expect(calls).toEqual(['ring'])
  })

  it('stops when the ring time passes without an update', () => {
    const { calls, turns, passes } = aRinger()
    turns(true)
    passes(false)
    jest.advanceTimersByTime(10 * ringInterval)
    expect(calls).toEqual(['ring', 'silence'])
    expect(jest.getTimerCount()).toBe(0)
  })

  it('silences the sound when stopped while ringing, and does nothing otherwise', () => {
    const { calls, ringer, turns } = aRinger()
    ringer.stop()
    expect(calls).toEqual([])
    turns(true)
    ringer.stop()
    jest.advanceTimersByTime(10 * ringInterval)
    expect(calls).toEqual(['ring', 'silence'])
  })
})

function acting(act: 'accept' | 'decline' | null): ChatsChange {
  return { kind: 'acting', sessionId: 's1', act }
}
