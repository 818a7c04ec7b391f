import { describe, expect, test } from '@jest/globals'
import { wakeAt } from '#core/session/session'
import {
  agent,
  agentRings,
  chat,
  customer,
  customerRings,
  declines,
  agentTakes,
  hangsUp,
  kinds,
  refused,
  strike,
} from '../../support/memory/callFixtures.ts'
import { after, key, open, openingFacts, t0, userId } from '../../support/memory/sessionFixtures.ts'

describe('a call that rings within a chat', () => {
  test('is told in Teams where the customer rings; an agent who rings knows', () => {
    expect(kinds(after([...chat, customerRings]).effects)).toEqual(['status', 'callRings', 'notify'])
    expect(after([...chat, agentRings]).effects).toEqual([])
  })

  test('is rung once, however often the same ring is said', () => {
    const first = after([...chat, customerRings]).events.at(-1)
    const { step } = after([...chat, customerRings, customerRings], { repeated: first ?? null })
    expect(step).toMatchObject({ repeated: { kind: 'callRings', key: key(50) } })
  })

  test('rings the user of this session alone', () => {
    expect(after([...chat, { ...customerRings, contactId: key(70) }]).step).toEqual(refused('modalityNotOffered'))
  })

  test('is taken where somebody can make ready what carries it', () => {
    expect(after([...chat, customerRings, { ...agentTakes, providerCall: null }]).step).toEqual(refused('callNeedsTab'))
  })

  test.each([
    ['cancelled', hangsUp(customer, null, null)],
    ['declined', hangsUp(agent, null, null)],
  ])('is %s by hanging up', (outcome, command) => {
    expect(after([...chat, customerRings, command]).events.at(-1)).toMatchObject({ kind: 'callEnded', outcome })
  })
})

describe('the chat after a call', () => {
  const patient = openingFacts()
  const opening = openingFacts({ limits: { ...patient.limits, idleWarningMs: 1000, idleEndMs: 5000 } })
  const silentChat = [open({ text: null }), { kind: 'agentAccepts', userId }] as const

  test('is told on the card', () => {
    expect(kinds(after([...chat, customerRings, agentTakes, hangsUp(customer, null, null)]).effects)).toEqual([
      'status',
    ])
  })

  test('goes on, though nobody had written before', () => {
    const { session } = after([...silentChat, customerRings, agentTakes, hangsUp(agent, null, null)])
    expect(session).toMatchObject({ status: 'active', call: null })
  })

  test('counts its silence from the end of the call', () => {
    const { session } = after([...silentChat, customerRings, declines(agent)], { opening })
    expect(session && wakeAt(session)).toBe(t0 + 3000 + 1000)
  })

  test('goes on while the customer’s line from before the call is not answered', () => {
    const { session } = after([...chat, customerRings, declines(agent)], { opening })
    expect(session && wakeAt(session)).toBeNull()
  })

  test('is not ended by a warning from before the call', () => {
    const warned = after([...silentChat, strike], { opening })
    expect(warned.session).toMatchObject({ idleEndsAt: t0 + 7000 })
    const { session } = after([...silentChat, strike, customerRings, declines(agent), strike], {
      opening,
      at: t0 + 7000,
    })
    expect(session).toMatchObject({ status: 'active' })
  })
})
