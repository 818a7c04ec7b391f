import { describe, expect, test } from '@jest/globals'
import { transition } from '#core/session/transition'
import type { AlreadyOpen } from '#core/session/command'
import { after, open, openingFacts, t0 } from '../../support/memory/sessionFixtures.ts'

const nothing: AlreadyOpen = { contactRings: [], addressRings: [], openOfCustomer: 0 }
const rings = (count: number): number[] => Array.from({ length: count }, (_, index) => t0 + (count - index) * 10_000)
const opened = (counts: Partial<AlreadyOpen>, opening = openingFacts()) =>
  after([open()], { opening, alreadyOpen: { ...nothing, ...counts } }).step
const tooMany = (retryAfter: number) => ({ refused: { code: 'tooManyRequests', retryAfter } })

describe('what is open already', () => {
  test.each([
    ['four sessions ring at the contact', { contactRings: rings(4) }],
    ['two sessions ring from the address', { addressRings: rings(2) }],
    ['two sessions of the customer are open', { openOfCustomer: 2 }],
  ])('where %s, another one rings', (_name, counts) => {
    expect(opened(counts)).toMatchObject({ session: { status: 'ringing' } })
  })

  test.each([
    ['five sessions ring at the contact', { contactRings: rings(5) }, 10],
    ['three sessions ring from the address', { addressRings: rings(3) }, 10],
    ['three sessions of the customer are open', { openOfCustomer: 3 }, 60],
    [
      'too much rings at the contact and from the address',
      { contactRings: rings(5), addressRings: [t0 + 20_000, t0 + 30_000, t0 + 40_000] },
      20,
    ],
  ])('where %s, another one is refused until the first ring may be over', (_name, counts, seconds) => {
    expect(opened(counts)).toEqual(tooMany(seconds))
  })

  test('a ring whose time is over and that nobody has ended yet asks for a second, not for the past', () => {
    expect(opened({ addressRings: [t0 - 5000, t0, t0] })).toEqual(tooMany(1))
  })

  test('nothing counts where limits are off', () => {
    expect(after([open()], {}).step).toMatchObject({ session: { status: 'ringing' } })
  })

  test('a session that ends at once, since the agent is away, rings nobody and is not refused', () => {
    const full = { contactRings: rings(5), addressRings: rings(3), openOfCustomer: 3 }
    expect(opened(full, openingFacts({ available: false }))).toMatchObject({ session: { outcome: 'unavailable' } })
  })

  test('who may not reach the contact at all does not learn how much rings there', () => {
    const inactive = openingFacts({ reach: { ...openingFacts().reach, active: false } })
    expect(opened({ contactRings: rings(5) }, inactive)).toEqual({ refused: { code: 'contactUnavailable' } })
  })

  test('the same open again answers its session, whatever is open beside it', () => {
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
