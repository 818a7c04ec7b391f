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
  test('is announced in Teams if the customer rings, but not if the agent rings', () => {
    expect(kinds(after([...chat, customerRings]).effects)).toEqual(['status', 'callRings', 'notify'])
    expect(after([...chat, agentRings]).effects).toEqual([])
  })

  test('rings once for repeated requests with the same key', () => {
    const first = after([...chat, customerRings]).events.at(-1)
    const { step } = after([...chat, customerRings, customerRings], { repeated: first ?? null })
    expect(step).toMatchObject({ repeated: { kind: 'callRings', key: key(50) } })
  })

  test('is refused for another contact than that of the session', () => {
    expect(after([...chat, { ...customerRings, contactId: key(70) }]).step).toMatchObject(refused('modalityNotOffered'))
  })

  test('is refused without a provider call', () => {
    expect(after([...chat, customerRings, { ...agentTakes, providerCall: null }]).step).toMatchObject(
      refused('callNeedsTab'),
    )
  })

  test.each([
    ['cancelled', hangsUp(customer, null, null)],
    ['declined', hangsUp(agent, null, null)],
  ])('is %s if a side hangs up', (outcome, command) => {
    expect(after([...chat, customerRings, command]).events.at(-1)).toMatchObject({ kind: 'callEnded', outcome })
  })
})

describe('the chat after a call', () => {
  const patient = openingFacts()
  const opening = openingFacts({ limits: { ...patient.limits, idleWarningMs: 1000, idleEndMs: 5000 } })
  const silentChat = [open({ text: null }), { kind: 'agentAccepts', userId }] as const

  test('updates the card', () => {
    expect(kinds(after([...chat, customerRings, agentTakes, hangsUp(customer, null, null)]).effects)).toEqual([
      'status',
    ])
  })

  test('continues even without any message before', () => {
    const { session } = after([...silentChat, customerRings, agentTakes, hangsUp(agent, null, null)])
    expect(session).toMatchObject({ status: 'active', call: null })
  })

  test('starts the idle time-out at the end of the call', () => {
    const { session } = after([...silentChat, customerRings, declines(agent)], { opening })
    expect(session && wakeAt(session)).toBe(t0 + 3000 + 1000)
  })

  test('has no idle time-out while a customer message from before the call is unanswered', () => {
    const { session } = after([...chat, customerRings, declines(agent)], { opening })
    expect(session && wakeAt(session)).toBeNull()
  })

  test('is not ended by an idle warning from before the call', () => {
    const warned = after([...silentChat, strike], { opening })
    expect(warned.session).toMatchObject({ idleEndsAt: t0 + 7000 })
    const { session } = after([...silentChat, strike, customerRings, declines(agent), strike], {
      opening,
      at: t0 + 7000,
    })
    expect(session).toMatchObject({ status: 'active' })
  })
})
