import { describe, expect, test } from '@jest/globals'
import { transition } from '#core/session/transition'
import type { AlreadyOpen } from '#core/session/command'
import { after, open, openingFacts, t0 } from '../../support/memory/sessionFixtures.ts'

const nothing: AlreadyOpen = { contactRings: [], addressRings: [], openOfCustomer: 0 }
const rings = (count: number): number[] => Array.from({ length: count }, (_, index) => t0 + (count - index) * 10_000)
const opened = (counts: Partial<AlreadyOpen>, opening = openingFacts()) =>
  after([open()], { opening, alreadyOpen: { ...nothing, ...counts } }).step
const tooMany = (retryAfter: number) => ({ refused: { code: 'tooManyRequests', retryAfter } })

describe('the limits on open sessions', () => {
  test.each([
    ['four sessions ring at the contact', { contactRings: rings(4) }],
    ['two sessions ring from the address', { addressRings: rings(2) }],
    ['two sessions of the customer are open', { openOfCustomer: 2 }],
  ])('allow another session if %s', (_name, counts) => {
    expect(opened(counts)).toMatchObject({ session: { status: 'ringing' } })
  })

  test.each([
    ['five sessions ring at the contact', { contactRings: rings(5) }, 10],
    ['three sessions ring from the address', { addressRings: rings(3) }, 10],
    ['three sessions of the customer are open', { openOfCustomer: 3 }, 60],
    [
      'the limits of both contact and address are reached',
      { contactRings: rings(5), addressRings: [t0 + 20_000, t0 + 30_000, t0 + 40_000] },
      20,
    ],
  ])('refuse another session until the first ring ends if %s', (_name, counts, seconds) => {
    expect(opened(counts)).toEqual(tooMany(seconds))
  })

  test('answer a delay of one second for a ring whose time is over but which has not ended yet', () => {
    expect(opened({ addressRings: [t0 - 5000, t0, t0] })).toEqual(tooMany(1))
  })

  test('do not apply if they are switched off', () => {
    expect(after([open()], {}).step).toMatchObject({ session: { status: 'ringing' } })
  })

  test('do not apply to a session that ends at once because the agent is away', () => {
    const full = { contactRings: rings(5), addressRings: rings(3), openOfCustomer: 3 }
    expect(opened(full, openingFacts({ available: false }))).toMatchObject({ session: { outcome: 'unavailable' } })
  })

  test('are not revealed to a page that may not reach the contact', () => {
    const inactive = openingFacts({ reach: { ...openingFacts().reach, active: false } })
    expect(opened({ contactRings: rings(5) }, inactive)).toEqual({ refused: { code: 'contactUnavailable' } })
  })

  test('do not apply to a repeated open, which answers its session', () => {
    const alreadyOpen = { contactRings: rings(4), addressRings: rings(2), openOfCustomer: 2 }
    const { session } = after([open()], { alreadyOpen })
    const full = { contactRings: rings(5), addressRings: rings(3), openOfCustomer: 3 }
    expect(after([open(), open()], { alreadyOpen }).step).toMatchObject({
      repeated: null,
      session: { id: session?.id },
    })
    expect(
      session && transition(session, open(), { now: t0, opening: openingFacts(), alreadyOpen: full }),
    ).toMatchObject({
      repeated: null,
    })
  })
})
