import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals'
import type { Session } from '#core/contract/sessions'
import { changeChats, noChats, type Chats, type ChatsChange } from '../../../../tab/features/chats/store/chatState.ts'
import { createRinger, ringEvery, ringsHeard } from '../../../../tab/features/chats/store/ringing.ts'
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
/** A frame that tells how this machine's clock stands to the server's. */
const clockAhead = (ahead: number): ChatsChange => ({
  kind: 'frame',
  frame: { type: 'events', sessionId: 's1', items: [aMessage(1)], next: 1 },
  at: Date.parse(aMessage(1).at) + ahead,
})
const sounding = (chats: Chats, later = 0) => ringsHeard(chats, now + later).map(({ id }) => id)

describe('what is heard to ring', () => {
  it.each([
    ['a session that rings, also where it rang when the tab was opened', [ringing()]],
    ['a call with which the customer rings in a running session', [calling('customer')]],
    ['a session that rings while the agent’s availability is not known yet', [clockAhead(0), ringing()]],
    ['one of two, while the other was accepted', [ringing(), ringing({ id: 's2', status: 'active' })]],
    ['a session whose accept has failed', [ringing(), acting('accept'), acting(null)]],
  ])('is %s', (_what, changes) => {
    expect(sounding(run(...changes))).toEqual(['s1'])
  })

  it.each([
    ['that was accepted', [ringing(), ringing({ status: 'active', lastSeq: 9 })]],
    ['that has ended', [ringing(), ringing({ status: 'ended', outcome: 'declined', lastSeq: 9 })]],
    ['that the agent is just accepting', [ringing(), acting('accept')]],
    ['that the agent is just declining', [ringing(), acting('decline')]],
    ['while the agent is away', [ringing(), { kind: 'availability', available: false }]],
    ['whose call the agent began', [calling('agent')]],
    ['whose call was taken', [calling('customer', 'started')]],
    ['in which only a line has come', [ringing({ status: 'active' }), clockAhead(0)]],
  ] satisfies [string, ChatsChange[]][])('is no session %s', (_which, changes) => {
    expect(sounding(run(...changes))).toEqual([])
  })

  it('ends with the ring time by the server’s clock, though no word of the end comes', () => {
    const hour = 3_600_000
    const chats = run(ringing(), clockAhead(hour))
    expect(sounding(chats, hour + 44_999)).toEqual(['s1'])
    expect(sounding(chats, hour + 45_000)).toEqual([])
  })

  it('does not end by a clock that was never compared with the server’s', () => {
    expect(sounding(run(ringing()), 3_600_000)).toEqual(['s1'])
  })
})

describe('the ringer', () => {
  beforeEach(() => void jest.useFakeTimers())
  afterEach(() => void jest.useRealTimers())

  function aRinger() {
    const calls: string[] = []
    let rings = false
    const eventBus = { ring: () => calls.push('ring'), silence: () => calls.push('silence') }
    const ringer = createRinger(eventBus, () => rings)
    return {
      ...{ calls, ringer },
      turns: (on: boolean) => {
        rings = on
        ringer.look()
      },
      passes: (on: boolean) => (rings = on),
    }
  }

  it('rings at once and again each three seconds, once for all that ring, and is silent at once', () => {
    const { calls, turns } = aRinger()
    turns(true)
    turns(true)
    expect(calls).toEqual(['ring'])
    jest.advanceTimersByTime(2 * ringEvery)
    expect(calls).toEqual(['ring', 'ring', 'ring'])
    turns(false)
    expect(calls.splice(0)).toEqual(['ring', 'ring', 'ring', 'silence'])
    jest.advanceTimersByTime(10 * ringEvery)
    expect(calls).toEqual([])
    turns(true)
    expect(calls).toEqual(['ring'])
  })

  it('is silent when the time of the ring passes and nobody tells it', () => {
    const { calls, turns, passes } = aRinger()
    turns(true)
    passes(false)
    jest.advanceTimersByTime(10 * ringEvery)
    expect(calls).toEqual(['ring', 'silence'])
    expect(jest.getTimerCount()).toBe(0)
  })

  it('is stopped while it rings, and says nothing when it does not', () => {
    const { calls, ringer, turns } = aRinger()
    ringer.stop()
    expect(calls).toEqual([])
    turns(true)
    ringer.stop()
    jest.advanceTimersByTime(10 * ringEvery)
    expect(calls).toEqual(['ring', 'silence'])
  })
})

function acting(act: 'accept' | 'decline' | null): ChatsChange {
  return { kind: 'acting', sessionId: 's1', act }
}
