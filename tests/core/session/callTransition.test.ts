import { describe, expect, test } from '@jest/globals'
import { textContent } from '#core/contract/sessions'
import { transition } from '#core/session/transition'
import {
  agent,
  agentRings,
  agentTakes,
  call,
  chat,
  customer,
  customerRings,
  customerTakes,
  declines,
  hangsUp,
  kinds,
  leg,
  opensCall,
  otherLeg,
  refused,
  strike,
  talking,
  webrtc,
} from '../../support/memory/callFixtures.ts'
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

describe('a session opened as a call', () => {
  test('rings as a session, with the card and the activity feed', () => {
    const { session, events, effects } = after([opensCall])
    expect(session).toMatchObject({
      status: 'ringing',
      call: { media: 'video', by: 'customer', status: 'ringing', ringEndsAt: t0 + 45_000 },
    })
    expect(kinds(events)).toEqual(['opened'])
    expect(kinds(effects)).toEqual(['offer', 'notify'])
  })

  test('is accepted only with a provider call', () => {
    expect(after([opensCall, { kind: 'agentAccepts', userId }]).step).toMatchObject(refused('callNeedsTab'))
    const { session, events } = after(call)
    expect(session).toMatchObject({
      status: 'active',
      call: { status: 'started', providerCall: webrtc, connectedSince: null },
    })
    expect(kinds(events)).toEqual(['opened', 'accepted', 'callStarted'])
  })

  test('accepts no message if Instant Messaging is off, neither at the opening nor later', () => {
    const opening = openingFacts({ reach: { ...openingFacts().reach, instantMessaging: false } })
    expect(after([open({ modality: 'audio' })], { opening }).step).toMatchObject(refused('modalityNotOffered'))
    const says = { kind: 'customerWrites', customerId, key: key(3), content: textContent('Hello?') } as const
    expect(after([...call, says], { opening }).step).toMatchObject(refused('modalityNotOffered'))
  })

  test('ends if its customer hangs up while it rings', () => {
    expect(after([opensCall, hangsUp(customer, null, null)]).session).toMatchObject({
      ...{ status: 'ended', outcome: 'endedByCustomer', acceptedAt: null },
    })
  })

  test.each([
    ['declined', { kind: 'agentDeclines', userId } as const, undefined],
    ['unanswered', strike, t0 + 45_000],
  ])('ends as %s and allows an offline message', (outcome, command, at) => {
    const { session, events } = after([opensCall, command], at === undefined ? {} : { at })
    expect(session).toMatchObject({ status: 'ended', outcome })
    expect(events.at(-1)).toMatchObject({ kind: 'ended', canLeaveOfflineMessage: true })
  })

  test.each([
    ['endedByUser', agent, otherLeg],
    ['endedByCustomer', customer, leg],
  ] as const)('ends with the hang-up if there was no message: %s', (outcome, who, own) => {
    const { session, events } = after([...talking, hangsUp(who, null, own)])
    expect(session).toMatchObject({ status: 'ended', outcome })
    expect(events.slice(-2)).toMatchObject([{ kind: 'callEnded', seconds: 1 }, { kind: 'ended' }])
  })

  test('continues as a chat after the hang-up if there was a message', () => {
    const says = { kind: 'customerWrites', customerId, key: key(3), content: textContent('The link, please') } as const
    const { session } = after([...talking, says, hangsUp(customer)])
    expect(session).toMatchObject({ status: 'active', call: null })
  })

  test('continues as a chat after its call fails, or ends and allows an offline message if chat is off', () => {
    expect(after([...talking, hangsUp(customer, 'failed')]).session).toMatchObject({ status: 'active', call: null })
    const opening = openingFacts({ reach: { ...openingFacts().reach, instantMessaging: false } })
    const { session, events } = after([...talking, hangsUp(customer, 'failed')], { opening })
    expect(session).toMatchObject({ status: 'ended', outcome: 'callFailed' })
    expect(events.at(-1)).toMatchObject({ canLeaveOfflineMessage: true })
  })
})

describe('a call within a running session', () => {
  test('rings the agent with the card, a separate message and the activity feed', () => {
    const { session, events, effects } = after([...chat, customerRings])
    expect(session).toMatchObject({ status: 'active', call: { by: 'customer', ringEndsAt: t0 + 47_000 } })
    expect(events.at(-1)).toMatchObject({ kind: 'callRings', by: 'customer', media: 'audio', key: key(50) })
    expect(kinds(effects)).toEqual(['status', 'callRings', 'notify'])
  })

  test('rings the customer only with a provider call', () => {
    expect(after([...chat, { ...agentRings, providerCall: null }]).step).toMatchObject(refused('callNeedsTab'))
    expect(after([...chat, agentRings, customerTakes]).session).toMatchObject({
      call: { status: 'started', media: 'video', providerCall: webrtc },
    })
  })

  test('is refused before the session is accepted and after it has ended', () => {
    expect(after([open(), customerRings]).step).toMatchObject(refused('sessionNotAccepted'))
    expect(after([...chat, { kind: 'agentEnds', userId }, customerRings]).step).toMatchObject(refused('sessionEnded'))
  })

  test('starts at once if both sides ring each other', () => {
    expect(after([...chat, customerRings, agentRings]).session).toMatchObject({
      call: { id: key(50), status: 'started' },
    })
    expect(after([...chat, agentRings, customerRings]).session).toMatchObject({
      call: { id: key(51), status: 'started' },
    })
  })

  test('stays the same call if one side rings twice', () => {
    const { session, events } = after([...chat, agentRings, { ...agentRings, key: key(52) }])
    expect(kinds(events).filter((kind) => kind === 'callRings')).toHaveLength(1)
    expect(session).toMatchObject({ call: { id: key(51), status: 'ringing' } })
  })

  test('is refused to the side that rang, and changes nothing if accepted twice', () => {
    expect(after([...chat, customerRings, customerTakes]).step).toMatchObject(refused('noCall'))
    expect(after([...chat, customerRings, agentTakes, agentTakes]).step).toMatchObject({ repeated: null })
  })

  test.each([
    ['declined', declines(agent), undefined],
    ['cancelled', declines(customer), undefined],
    ['unanswered', strike, t0 + 47_000],
  ])('leaves the chat unchanged if it is %s', (outcome, command, at) => {
    const { session, events } = after([...chat, customerRings, command], at === undefined ? {} : { at })
    expect(session).toMatchObject({ status: 'active', call: null })
    expect(events.at(-1)).toMatchObject({ kind: 'callEnded', outcome, seconds: 0 })
  })

  test.each([
    ['hungUpByUser', hangsUp(agent, null, null)],
    ['hungUpByCustomer', hangsUp(customer, null, null)],
  ] as const)('leaves the chat active after the outcome %s', (outcome, hangUp) => {
    const { session, events } = after([...chat, customerRings, agentTakes, hangUp])
    expect(session).toMatchObject({ status: 'active', call: null })
    expect(events.at(-1)).toMatchObject({ kind: 'callEnded', outcome })
  })

  test('ends with its session, with its event before that of the session', () => {
    const { events } = after([...chat, customerRings, agentTakes, { kind: 'agentEnds', userId }])
    expect(events.slice(-2)).toMatchObject([{ kind: 'callEnded', outcome: 'sessionEnded' }, { kind: 'ended' }])
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1))
  })

  const reach = openingFacts().reach
  test.each([
    ['the tenant is switched off', { reach: { ...reach, interactEnabled: false } }],
    ['a licence is missing', { reach: { ...reach, licences: ['contactCenter' as const] } }],
    ['Active is off', { reach: { ...reach, active: false } }],
    ['Audio & Video is off', { reach: { ...reach, audioVideo: false } }],
    ['the page is no longer listed', { reach: { ...reach, patterns: ['other.example'] } }],
    ['no call provider is configured', { callsAvailable: false }],
  ])('is refused to both sides if %s', (_why, change) => {
    const running = after(chat).session
    for (const rings of [customerRings, agentRings]) {
      const { step } = after([...chat, rings], { opening: openingFacts() })
      expect(step).toMatchObject({ session: { call: { status: 'ringing' } } })
      const { step: no } = afterFrom(running, rings, change)
      expect(no).toMatchObject(refused('modalityNotOffered'))
    }
  })

  test('is allowed after a rotation of the key, which affects new sessions only', () => {
    const { step } = afterFrom(after(chat).session, customerRings, { reach: { ...reach, widgetKey: 'rotated' } })
    expect(step).toMatchObject({ session: { call: { status: 'ringing' } } })
  })
})

function afterFrom(
  session: ReturnType<typeof after>['session'],
  rings: typeof customerRings | typeof agentRings,
  change: Partial<ReturnType<typeof openingFacts>>,
) {
  const context = { now: t0 + 10_000, opening: openingFacts(change), repeated: null }
  return { step: transition(session, { tenantId, sessionId, ...rings }, context) }
}
