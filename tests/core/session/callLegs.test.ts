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

describe('joining a call', () => {
  test('is refused outside a started call and for strangers', () => {
    expect(after([...chat, joins(customer)]).step).toMatchObject(refused('noCall'))
    expect(after([...chat, customerRings, joins(customer)]).step).toMatchObject(refused('noCall'))
    const stranger = { side: 'customer', customerId: key(99) } as const
    expect(after([...call, { kind: 'joinCall', ...stranger, leg }]).step).toEqual({ refused: { code: 'notFound' } })
  })

  test('replaces the earlier leg of a side, which can then neither continue nor end the call', () => {
    const twice = [...talking, joins(agent, key(92))] as const
    expect(after([...twice, beats(agent, true, otherLeg)]).step).toMatchObject(refused('callElsewhere'))
    expect(after([...twice, hangsUp(agent, null, otherLeg)]).step).toMatchObject(refused('callElsewhere'))
    expect(after([...twice, hangsUp(agent, null, key(92))]).session).toMatchObject({ status: 'ended' })
  })

  test('lets the first hang-up decide the outcome', () => {
    const { events } = after([...talking, hangsUp(customer), hangsUp(agent, null, otherLeg)])
    expect(events.filter(({ kind }) => kind === 'callEnded')).toMatchObject([{ outcome: 'hungUpByCustomer' }])
  })

  test('lets a side report that the other has left only in a Teams meeting', () => {
    const inMeeting = [opensCall, { ...accept, providerCall: meeting }, joins(customer), beats(customer)] as const
    const outcomeOf = (commands: Parameters<typeof after>[0]) => after(commands).events.at(-2)
    expect(outcomeOf([...inMeeting, hangsUp(customer, 'otherLeft')])).toMatchObject({ outcome: 'hungUpByUser' })
    expect(outcomeOf([...talking, hangsUp(customer, 'otherLeft')])).toMatchObject({ outcome: 'hungUpByCustomer' })
  })

  test('stores nothing for a heartbeat without news', () => {
    expect(after([...talking, beats(customer)]).step).toMatchObject({ repeated: null })
  })
})

describe('the timer of a call, within a minute', () => {
  const last = (commands: Parameters<typeof after>[0], at: number) => after([...commands, strike], { at }).events.at(-1)

  test('ends a call that no side joins', () => {
    expect(joinWithin).toBeLessThan(60_000)
    expect(last(call, t0 + 1000 + joinWithin)).toMatchObject({ kind: 'callEnded', outcome: 'notJoined' })
    expect(last(call, t0 + 999 + joinWithin)).toMatchObject({ kind: 'callStarted' })
  })

  test('ends a call that only one side joins', () => {
    const alone = [...call, joins(customer), beats(customer, false)] as const
    expect(last(alone, t0 + 1000 + joinWithin)).toMatchObject({ kind: 'callEnded', outcome: 'notJoined' })
  })

  test.each([
    ['the customer', beats(agent, true, otherLeg)],
    ['the agent', beats(customer)],
  ])('ends a call after missing heartbeats of %s', (_who, goesOn) => {
    const waits = { kind: 'messageDelivered', message: 1, state: 'delivered' } as const
    const alive = [...talking, waits, waits, waits, waits, waits, goesOn] as const
    expect(silentFor).toBeLessThan(60_000)
    const { session, events } = after([...alive, strike], { at: t0 + 4000 + silentFor })
    expect(events.at(-1)).toMatchObject({ kind: 'callEnded', outcome: 'lost' })
    expect(session).toMatchObject({ status: 'active', call: null })
  })

  test('watches only the customer’s window in a Teams meeting', () => {
    const taken = [opensCall, { ...accept, providerCall: meeting }, joins(agent, otherLeg)] as const
    const { session } = after([...taken, joins(customer), beats(customer)])
    expect(session && wakeAt(session)).toBe(t0 + 4000 + silentFor)
  })

  test('keeps a call while both sides send heartbeats, whenever the timer fires', () => {
    const beat = [beats(customer), strike, beats(agent, true, otherLeg), strike]
    const alive = Array.from({ length: (joinWithin + silentFor) / 1000 / beat.length }, () => beat).flat()
    expect(after([...talking, ...alive]).events.at(-1)).toMatchObject({ kind: 'callStarted' })
  })

  test('sets no idle warning during a call', () => {
    const { session } = after(talking)
    expect(session && wakeAt(session)).toBe(t0 + 3000 + silentFor)
  })
})
