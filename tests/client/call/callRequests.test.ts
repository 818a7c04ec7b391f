import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals'
import { createCallSession } from '#client/call/callSession'
import type { Answered, CallSessionOptions, Capture, CaptureView } from '#client/call/types'
import type { FailureCode } from '#client/retry'
import { beatEvery, type CallEntry } from '#core/contract/calls'

beforeEach(() => {
  jest.useFakeTimers()
})
afterEach(() => {
  jest.useRealTimers()
})

const call: CallEntry['call'] = {
  id: 'call-1',
  media: 'audio',
  by: 'customer',
  status: 'started',
  ringEndsAt: null,
  startedAt: '2026-11-22T09:00:00.000Z',
  provider: 'teams-meeting',
}
const entry: CallEntry = { call, provider: 'teams-meeting', joinUrl: 'https://teams.example/1', guest: null }
const guest = { token: 'token', userId: 'user', expiresAt: '2026-11-22T10:00:00.000Z', displayName: 'Mia' }
const view: CaptureView = {
  ...{ sends: { microphone: true, camera: false, screen: false }, camera: null, screen: null, problem: null },
  devices: { microphones: [], cameras: [], speakers: [] },
  ...{ chosen: { microphone: null, camera: null, speaker: null }, canShareScreen: false },
}

/** A call session in a window whose requests are answered with these codes in order, then accepted. */
function window(
  codes: Partial<Record<'join' | 'beat' | 'end', FailureCode[]>> = {},
  more: Pick<CallSessionOptions, 'joinAsGuest'> = {},
) {
  const asked: string[] = []
  const watching = new Set<() => void>()
  let released = 0
  const answer = <Value>(what: 'join' | 'beat' | 'end', detail: string, value: Value): Promise<Answered<Value>> => {
    asked.push(detail)
    const code = codes[what]?.shift()
    return Promise.resolve(code === undefined ? { ok: true, value } : { ok: false, code })
  }
  const none = () => Promise.resolve(null)
  const capture: Capture = {
    view: () => view,
    ...{ open: none, setCamera: none, choose: none, setMicrophone: () => undefined },
    ...{ shareScreen: () => Promise.resolve(false), stopScreen: () => undefined, level: () => 0 },
    tracks: () => ({ microphone: null, camera: null, screen: null }),
    watch: (listener) => {
      watching.add(listener)
      return () => void watching.delete(listener)
    },
    close: () => (released += 1),
  }
  const session = createCallSession({
    side: 'agent',
    callApi: {
      join: () => answer('join', 'join', more.joinAsGuest ? { ...entry, guest } : entry),
      signal: () => Promise.resolve({ ok: true, value: null }),
      beat: (_leg, connected) => answer('beat', connected ? 'beat connected' : 'beat', null),
      end: (_leg, why) => answer('end', why === null ? 'end' : `end ${why}`, null),
    },
    ...{ capture, ...more },
    onChange: () => undefined,
  })
  const timesAsked = (what: string) => asked.filter((one) => one === what).length
  return { session, asked, timesAsked, watching, released: () => released }
}
const pass = (milliseconds: number) => jest.advanceTimersByTimeAsync(milliseconds)

describe('heartbeats', () => {
  test('are sent as often as the server expects them', async () => {
    const { timesAsked, session } = window()
    await pass(beatEvery - 1)
    expect(timesAsked('beat')).toBe(1)
    await pass(1)
    expect(timesAsked('beat')).toBe(2)
    session.close()
  })

  test('are repeated soon after a failure', async () => {
    const { timesAsked, session } = window({ beat: ['unreachable'] })
    await pass(2500)
    expect(timesAsked('beat')).toBe(2)
    await pass(beatEvery)
    expect(timesAsked('beat')).toBe(3)
    session.close()
  })

  test.each([
    ['callElsewhere', 'elsewhere'],
    ['noCall', 'over'],
    ['sessionEnded', 'over'],
    ['notFound', 'over'],
  ] as const)('end the call when they are refused with %s', async (code, phase) => {
    const { session, timesAsked } = window({ beat: [code] })
    await pass(0)
    expect(session.view().phase).toBe(phase)
    await pass(60_000)
    expect(timesAsked('beat')).toBe(1)
  })
})

test.each(['unreachable', 'unavailable', 'unauthenticated'] as const)('joining is repeated after %s', async (code) => {
  const { session, timesAsked } = window({ join: [code, code] })
  await pass(2000)
  expect(timesAsked('join')).toBe(3)
  expect(session.view().phase).toBe('meeting')
  session.close()
})

test('a refused join ends the call as failed', async () => {
  const { session, asked } = window({ join: ['forbidden'] })
  await pass(0)
  expect(session.view().phase).toBe('failed')
  expect(asked).toEqual(['join', 'end failed'])
})

describe('hanging up', () => {
  test('is repeated after a transient failure, and ends the call for this side at once', async () => {
    const { session, timesAsked } = window({ end: ['unreachable', 'unavailable'] })
    await pass(0)
    session.hangUp()
    expect(session.view().phase).toBe('over')
    await pass(5000)
    expect(timesAsked('end')).toBe(3)
  })

  test('is given up after seven attempts', async () => {
    const { session, timesAsked } = window({ end: Array.from({ length: 20 }, () => 'unreachable' as const) })
    await pass(0)
    session.hangUp()
    await pass(120_000)
    expect(timesAsked('end')).toBe(7)
  })
})

test.each([
  ['while it joins', { join: ['unreachable'] as FailureCode[] }],
  ['during the call', {}],
])('a window that closes %s sends nothing more, and leaves neither devices nor timers', async (_when, codes) => {
  const { session, asked, watching, released } = window(codes)
  await pass(10)
  const before = asked.length
  session.close()
  expect(released()).toBeGreaterThan(0)
  expect([watching.size, jest.getTimerCount()]).toEqual([0, 0])
  await pass(60_000)
  expect(asked).toHaveLength(before)
})

test('a call counts its time from the first connection, also after it was interrupted', async () => {
  let connected = false
  let changed: () => void = () => undefined
  const none = () => undefined
  const { session } = window(
    {},
    {
      joinAsGuest: ({ onChange }) => {
        changed = onChange
        const media = { remote: null, remoteScreen: null, remoteSends: null, quality: 'good' } as const
        return { view: () => ({ connected, ...media }), receive: none, restart: none, changed: none, close: none }
      },
    },
  )
  await pass(0)
  const began = Date.now()
  for (const [now, phase] of [
    [true, 'talking'],
    [false, 'reconnecting'],
    [true, 'talking'],
  ] as const) {
    connected = now
    changed()
    expect(session.view()).toMatchObject({ phase, connectedSince: began })
    await pass(5000)
  }
  session.close()
})

test('a frame about another call changes nothing', async () => {
  const { session, timesAsked } = window()
  await pass(0)
  const joined = { type: 'joined', side: 'agent', leg: 'another' } as const
  session.receive({ ...joined, callId: 'call-0' })
  await pass(0)
  expect(timesAsked('beat')).toBe(1)
  session.receive({ ...joined, callId: 'call-1' })
  await pass(0)
  expect(timesAsked('beat')).toBe(2)
  session.close()
})
