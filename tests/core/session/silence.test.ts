import { describe, expect, test } from '@jest/globals'
import { transition } from '#core/session/transition'
import { textContent } from '#core/contract/sessions'
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
const customerWrites = (n: number) =>
  ({ kind: 'customerWrites', customerId, key: key(n), content: textContent(`line ${n}`) }) as const
const agentWrites = (n: number) =>
  ({ kind: 'agentWrites', userId, key: key(n), content: textContent(`reply ${n}`), via: 'console' }) as const
const timerFires = { kind: 'timerFired' } as const

describe('the idle time-out', () => {
  const quick = openingFacts({ limits: { ...openingFacts().limits, idleWarningMs: 1000 } })
  const silent = open({ text: null })

  test('warns after ten minutes and ends the session five minutes later', () => {
    const warned = after([silent, accept, timerFires], { at: t0 + 1000 + 600_000 })
    expect(warned.events.at(-1)).toMatchObject({ kind: 'warned', endsAt: new Date(t0 + 901_000).toISOString() })
    const early = after([silent, accept, timerFires], { at: t0 + 600_000 })
    expect(early.step).toMatchObject({ repeated: null })
  })

  test.each([
    ['of the customer', customerWrites(2)],
    ['of the agent', agentWrites(2)],
  ])('is reset by a message %s', (_whose, message) => {
    const opening = quick
    expect(after([silent, accept, timerFires], { opening }).session).toMatchObject({ idleEndsAt: t0 + 302_000 })
    const { session } = after([silent, accept, timerFires, message], { opening })
    expect(session).toMatchObject({ status: 'active', idleEndsAt: null, lastSpokeAt: t0 + 3000 })
  })

  test.each([
    ['wrote while the session rang', [open(), accept]],
    ['wrote a second message while the session rang', [silent, customerWrites(2), accept]],
    ['wrote after the session was accepted', [silent, accept, customerWrites(2)]],
    ['wrote again after an answer', [open(), accept, agentWrites(2), customerWrites(3)]],
    ['was read but not answered', [open(), accept, { kind: 'agentSees', userId, upTo: 9 } as const]],
    ['wrote after a warning', [silent, accept, timerFires, customerWrites(2)]],
  ])('does not run against a customer who %s', (_who, commands) => {
    const waits = after(commands, { opening: quick })
    expect(waits.session && wakeAt(waits.session)).toBeNull()
    for (const at of [t0 + 700_000, t0 + 365 * 86_400_000]) {
      const afterTimer = after([...commands, timerFires, timerFires], { opening: quick, at })
      expect(afterTimer.session).toMatchObject({ status: 'active', idleEndsAt: null })
      expect(afterTimer.events).toEqual(waits.events)
    }
  })

  test.each([
    ['at the answer to a waiting customer', [open(), accept, agentWrites(2)], 2000],
    ['at the agent’s last message', [open(), accept, agentWrites(2), agentWrites(3)], 3000],
    ['at the acceptance if there is no message', [silent, accept], 1000],
  ])('starts %s', (_since, commands, since) => {
    const { session } = after(commands)
    expect(session && wakeAt(session)).toBe(t0 + since + 600_000)
    expect(after([...commands, timerFires], { at: t0 + since + 600_000 }).events.at(-1)).toMatchObject({
      kind: 'warned',
    })
  })

  test('ends no session with a stored warning whose customer waits for an answer', () => {
    const { session } = after([open(), accept])
    const stored = { ...(session as Active), idleEndsAt: t0 + 2000 }
    expect(wakeAt(stored)).toBeNull()
    const step = transition(stored, { kind: 'timerFired', tenantId, sessionId }, { now: t0 + 5000 })
    expect(step).toMatchObject({ session: { status: 'active', idleEndsAt: null }, events: [], effects: [] })
  })
})
