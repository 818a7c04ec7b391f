import { describe, expect, test } from '@jest/globals'
import { joinWithin, silentFor } from '#core/session/call'
import { wakeAt } from '#core/session/session'
import {
  accept,
  agent,
  beats,
  call,
  chat,
  customer,
  customerRings,
  hangsUp,
  joins,
  leg,
  meeting,
  opensCall,
  otherLeg,
  refused,
  strike,
  talking,
} from '../../support/memory/callFixtures.ts'
import { after, key, t0 } from '../../support/memory/sessionFixtures.ts'

describe('taking part', () => {
  test('is for the two of a started call alone', () => {
    expect(after([...chat, joins(customer)]).step).toEqual(refused('noCall'))
    expect(after([...chat, customerRings, joins(customer)]).step).toEqual(refused('noCall'))
    const stranger = { side: 'customer', customerId: key(99) } as const
    expect(after([...call, { kind: 'callJoined', ...stranger, leg }]).step).toEqual({ refused: { code: 'notFound' } })
  })

  test('a newer window of a side takes over, and the older one can neither go on nor end the call', () => {
    const twice = [...talking, joins(agent, key(92))] as const
    expect(after([...twice, beats(agent, true, otherLeg)]).step).toEqual(refused('callElsewhere'))
    expect(after([...twice, hangsUp(agent, null, otherLeg)]).step).toEqual(refused('callElsewhere'))
    expect(after([...twice, hangsUp(agent, null, key(92))]).session).toMatchObject({ status: 'ended' })
  })

  test('both hang up: the first word counts', () => {
    const { events } = after([...talking, hangsUp(customer), hangsUp(agent, null, otherLeg)])
    expect(events.filter(({ kind }) => kind === 'callEnded')).toMatchObject([{ outcome: 'hungUpByCustomer' }])
  })

  test('who is alone in a Teams meeting says that the other one has left; of two browsers nobody speaks for the other', () => {
    const inMeeting = [opensCall, { ...accept, providerCall: meeting }, joins(customer), beats(customer)] as const
    const outcomeOf = (commands: Parameters<typeof after>[0]) => after(commands).events.at(-2)
    expect(outcomeOf([...inMeeting, hangsUp(customer, 'otherLeft')])).toMatchObject({ outcome: 'hungUpByUser' })
    expect(outcomeOf([...talking, hangsUp(customer, 'otherLeft')])).toMatchObject({ outcome: 'hungUpByCustomer' })
  })

  test('stores nothing for a sign of life that says nothing new', () => {
    expect(after([...talking, beats(customer)]).step).toMatchObject({ repeated: null })
  })
})

describe('every call ends with a name within a minute', () => {
  const last = (commands: Parameters<typeof after>[0], at: number) => after([...commands, strike], { at }).events.at(-1)

  test('nobody joins', () => {
    expect(joinWithin).toBeLessThan(60_000)
    expect(last(call, t0 + 1000 + joinWithin)).toMatchObject({ kind: 'callEnded', outcome: 'notJoined' })
    expect(last(call, t0 + 999 + joinWithin)).toMatchObject({ kind: 'callStarted' })
  })

  test('one joins alone and hears nobody', () => {
    const alone = [...call, joins(customer), beats(customer, false)] as const
    expect(last(alone, t0 + 1000 + joinWithin)).toMatchObject({ kind: 'callEnded', outcome: 'notJoined' })
  })

  test.each([
    ['the customer', beats(agent, true, otherLeg)],
    ['the agent', beats(customer)],
  ])('%s falls silent', (_who, goesOn) => {
    const waits = { kind: 'messageDelivered', message: 1, state: 'delivered' } as const
    const alive = [...talking, waits, waits, waits, waits, waits, goesOn] as const
    expect(silentFor).toBeLessThan(60_000)
    const { session, events } = after([...alive, strike], { at: t0 + 4000 + silentFor })
    expect(events.at(-1)).toMatchObject({ kind: 'callEnded', outcome: 'lost' })
    expect(session).toMatchObject({ status: 'active', call: null })
  })

  test('in a Teams meeting the agent is in Teams, and only the customer’s window is listened to', () => {
    const taken = [opensCall, { ...accept, providerCall: meeting }, joins(agent, otherLeg)] as const
    const { session } = after([...taken, joins(customer), beats(customer)])
    expect(session && wakeAt(session)).toBe(t0 + 4000 + silentFor)
  })

  test('but not while the two talk', () => {
    const seconds = Array.from({ length: joinWithin / 1000 + 5 }, (_, index) => index)
    const alive = seconds.map((second) => (second % 2 ? beats(customer) : beats(agent, true, otherLeg)))
    expect(after([...talking, ...alive, strike]).events.at(-1)).toMatchObject({ kind: 'callStarted' })
  })

  test('nobody is warned for being silent in a call', () => {
    const { session } = after(talking)
    expect(session && wakeAt(session)).toBe(t0 + 3000 + silentFor)
  })
})
