import { describe, expect, test } from '@jest/globals'
import { transition } from '#core/session/transition'
import { wakeAt, type Active } from '#core/session/session'
import {
  after,
  customerId,
  key,
  open,
  openingFacts,
  sessionId,
  t0,
  tenantId,
  userId,
} from '../../support/memory/sessionFixtures.ts'

const accept = { kind: 'agentAccepts', userId } as const
const customerWrites = (n: number) => ({ kind: 'customerWrites', customerId, key: key(n), text: `line ${n}` }) as const
const agentWrites = (n: number) =>
  ({ kind: 'agentWrites', userId, key: key(n), text: `reply ${n}`, via: 'console' }) as const
const strike = { kind: 'timerFired' } as const

describe('silence', () => {
  const quick = openingFacts({ limits: { ...openingFacts().limits, idleWarningMs: 1000 } })
  const silent = open({ text: null })

  test('is warned of after ten minutes and ends the session five minutes later', () => {
    const warned = after([silent, accept, strike], { at: t0 + 1000 + 600_000 })
    expect(warned.events.at(-1)).toMatchObject({ kind: 'warned', endsAt: new Date(t0 + 901_000).toISOString() })
    const early = after([silent, accept, strike], { at: t0 + 600_000 })
    expect(early.step).toMatchObject({ repeated: null })
  })

  test.each([
    ['of the customer', customerWrites(2)],
    ['of the agent', agentWrites(2)],
  ])('a line %s takes the warning back', (_whose, message) => {
    const opening = quick
    expect(after([silent, accept, strike], { opening }).session).toMatchObject({ idleEndsAt: t0 + 302_000 })
    const { session } = after([silent, accept, strike, message], { opening })
    expect(session).toMatchObject({ status: 'active', idleEndsAt: null, lastSpokeAt: t0 + 3000 })
  })

  test.each([
    ['who wrote while it rang', [open(), accept]],
    ['who wrote a second line while it rang', [silent, customerWrites(2), accept]],
    ['who wrote after it was accepted', [silent, accept, customerWrites(2)]],
    ['who wrote again after an answer', [open(), accept, agentWrites(2), customerWrites(3)]],
    ['whose line was seen and not answered', [open(), accept, { kind: 'agentSees', userId, upTo: 9 } as const]],
    ['who wrote after a warning', [silent, accept, strike, customerWrites(2)]],
  ])('of the agent warns no customer %s, and ends nothing', (_who, commands) => {
    const waits = after(commands, { opening: quick })
    expect(waits.session && wakeAt(waits.session)).toBeNull()
    for (const at of [t0 + 700_000, t0 + 365 * 86_400_000]) {
      const struck = after([...commands, strike, strike], { opening: quick, at })
      expect(struck.session).toMatchObject({ status: 'active', idleEndsAt: null })
      expect(struck.events).toEqual(waits.events)
    }
  })

  test.each([
    ['from the answer to a customer who waited', [open(), accept, agentWrites(2)], 2000],
    ['from the agent’s last line, whatever was seen since', [open(), accept, agentWrites(2), agentWrites(3)], 3000],
    ['from the accept where nobody wrote', [silent, accept], 1000],
  ])('is counted %s', (_since, commands, since) => {
    const { session } = after(commands)
    expect(session && wakeAt(session)).toBe(t0 + since + 600_000)
    expect(after([...commands, strike], { at: t0 + since + 600_000 }).events.at(-1)).toMatchObject({ kind: 'warned' })
  })

  test('ends no session whose warning was stored while its customer waited', () => {
    const { session } = after([open(), accept])
    const stored = { ...(session as Active), idleEndsAt: t0 + 2000 }
    expect(wakeAt(stored)).toBeNull()
    const step = transition(stored, { kind: 'timerFired', tenantId, sessionId }, { now: t0 + 5000 })
    expect(step).toMatchObject({ session: { status: 'active', idleEndsAt: null }, events: [], effects: [] })
  })
})
