import { textContent } from '#core/contract/sessions'
import { transition } from '#core/session/transition'
import { describe, expect, test } from '@jest/globals'
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
const customerWrites = (n: number, text = `line ${n}`) =>
  ({ kind: 'customerWrites', customerId, key: key(n), content: textContent(text) }) as const
const agentWrites = (n: number, text = `reply ${n}`) =>
  ({ kind: 'agentWrites', userId, key: key(n), content: textContent(text), via: 'console' }) as const

describe('changing a message', () => {
  const written = [open(), accept, agentWrites(11, 'At 4'), customerWrites(12), agentWrites(13, 'Sorry')]
  const stored = (n: number) => after(written).events.find((event) => 'key' in event && event.key === key(n)) ?? null
  /** The transition of this change of the message with key `n`. */
  const change = (n: number, text: string | null, commands: Parameters<typeof after>[0] = written, by = userId) => {
    const addressed = { tenantId, sessionId, userId: by, key: key(n) }
    return transition(
      after(commands).session,
      text === null
        ? { kind: 'agentDeletes', ...addressed }
        : { kind: 'agentEdits', ...addressed, content: textContent(text) },
      { now: t0 + 60_000, repeated: stored(n) },
    )
  }

  test('adds an event with the new content, and tells nobody in Teams', () => {
    const message = stored(11)?.seq
    const changed = { kind: 'messageChanged', message, seq: 9 }
    expect(change(11, 'At 5')).toMatchObject({
      events: [{ ...changed, change: 'edited', content: textContent('At 5') }],
      effects: [],
    })
    expect(change(11, null)).toMatchObject({
      events: [{ ...changed, change: 'deleted', content: textContent('') }],
      effects: [],
    })
  })

  test('is refused for a message of the customer, an unknown one and another agent with notFound', () => {
    const refused = { refused: { code: 'notFound' } }
    expect(change(12, 'x')).toEqual(refused)
    expect(change(12, null)).toEqual(refused)
    expect(change(99, 'x')).toEqual(refused)
    expect(change(11, null, written, customerId)).toEqual(refused)
  })

  test('shows in the list of sessions only if it was the last message', () => {
    const lastAfter = (n: number, text: string | null) => {
      const step = change(n, text)
      return 'session' in step ? step.session.lastMessage : null
    }
    expect(lastAfter(13, 'Thanks')).toEqual({ from: 'agent', text: 'Thanks', at: t0 + 4000 })
    expect(lastAfter(13, null)?.text).toBe('')
    expect(lastAfter(11, 'At 5')?.text).toBe('Sorry')
  })

  test('to what it already is changes nothing', () => {
    expect(change(13, 'Sorry')).toMatchObject({ repeated: null })
  })

  test('is possible after the session has ended', () => {
    expect(change(13, null, [...written, { kind: 'agentEnds', userId }])).toMatchObject({
      session: { status: 'ended', lastSeq: 10 },
      events: [{ kind: 'messageChanged', seq: 10 }],
    })
  })
})

test.each([
  ['the customer', [open(), accept, customerWrites(12, `${'x'.repeat(199)}😀`)]],
  ['the agent', [open(), accept, agentWrites(12, `${'x'.repeat(199)}😀`)]],
])('the list of sessions shows no half of an emoji at the end of a long message of %s', (_who, commands) => {
  const shown = after(commands).session?.lastMessage?.text
  expect([shown?.length, shown?.isWellFormed()]).toEqual([200, true])
})

describe('opening a session', () => {
  test('rings the agent and stores the first message', () => {
    const { session, events, effects } = after([open()])
    expect(session).toMatchObject({
      status: 'ringing',
      ringEndsAt: t0 + 45_000,
      assignment: { agentName: 'Alex Wilber' },
      lastSeq: 2,
    })
    expect(events.map(({ seq, kind }) => [seq, kind])).toEqual([
      [1, 'opened'],
      [2, 'message'],
    ])
    expect(effects).toEqual([{ kind: 'offer' }])
  })

  test('answers the existing session for a repeated command', () => {
    const { step, events } = after([open(), open()])
    expect(step).toMatchObject({ repeated: null, session: { id: sessionId } })
    expect(events).toHaveLength(2)
  })

  test('answers the same refusal for an unknown contact, a wrong key and a page that is not listed', () => {
    const refusals = [
      after([open()], { opening: null }),
      after([open({ widgetKey: 'other' })]),
      after([open({ page: { ...open().page, origin: 'https://evil.example' } })]),
    ].map(({ step }) => step)
    for (const refusal of refusals) expect(refusal).toEqual({ refused: { code: 'contactUnavailable' } })
  })

  test('refuses a modality that is off or has no provider with modalityNotOffered', () => {
    const chatOff = { ...openingFacts().reach, instantMessaging: false }
    expect(after([open()], { opening: openingFacts({ reach: chatOff }) }).step).toEqual({
      refused: { code: 'modalityNotOffered' },
    })
    expect(after([open({ modality: 'video' })], { opening: openingFacts({ callsAvailable: false }) }).step).toEqual({
      refused: { code: 'modalityNotOffered' },
    })
  })

  test('ends at once if the agent is away and allows an offline message', () => {
    const { session, events, effects } = after([open()], { opening: openingFacts({ available: false }) })
    expect(session).toMatchObject({ status: 'ended', outcome: 'unavailable', acceptedAt: null })
    expect(events.map(({ kind }) => kind)).toEqual(['opened', 'message', 'ended'])
    expect(events.map(({ seq }) => seq)).toEqual([1, 2, 3])
    expect(events[0]).toMatchObject({ kind: 'opened', ringEndsAt: null })
    expect(events.at(-1)).toMatchObject({ canLeaveOfflineMessage: true })
    expect(effects).toEqual([{ kind: 'status' }])
  })

  test('fills texts in one pass, so that customer input stays as typed', () => {
    const words = {
      displayName: '{{user.displayName}} of {{tenant.name}}',
      texts: { connecting: 'Hi {{customer.name}}, plan {{context.plan}}' },
    }
    const customer = { name: '{{tenant.name}}', email: null, verified: false }
    const { session, events } = after([open({ customer })], { opening: openingFacts({ words }) })
    expect(session?.assignment.agentName).toBe('Alex Wilber of Contoso')
    expect(events[0]).toMatchObject({ text: 'Hi {{tenant.name}}, plan gold' })
  })

  test('stores no effects if the bot is not installed', () => {
    expect(after([open()], { opening: openingFacts({ botInstalled: false }) }).effects).toEqual([])
  })
})

describe('accepting a session', () => {
  test('activates it and sends the earlier messages to Teams in order', () => {
    const { session, events, effects } = after([open(), customerWrites(2), accept])
    expect(session).toMatchObject({ status: 'active', acceptedAt: t0 + 2000 })
    expect(session).not.toHaveProperty('ringEndsAt')
    expect(events.at(-1)).toMatchObject({ kind: 'accepted', agentName: 'Alex Wilber', seq: 4 })
    expect(effects).toEqual([{ kind: 'status' }, { kind: 'messages', from: 1, to: 3 }])
    expect(after([open(), customerWrites(2)]).effects).toEqual([])
  })

  test('changes nothing the second time', () => {
    expect(after([open(), accept, accept]).step).toMatchObject({ repeated: null })
  })

  test('answers the same refusal for another user, another tenant and an unknown session', () => {
    const stranger = '30000000-0000-4000-8000-000000000009'
    expect(after([open(), { ...accept, userId: stranger }]).step).toEqual({ refused: { code: 'notFound' } })
    expect(after([open(), { ...accept, tenantId: stranger } as never]).step).toEqual({ refused: { code: 'notFound' } })
    expect(after([accept]).step).toEqual({ refused: { code: 'notFound' } })
  })

  test('is refused after the session has ended', () => {
    expect(after([open(), { kind: 'timerFired' }], { at: t0 + 45_000 }).session).toMatchObject({
      outcome: 'unanswered',
    })
    const late = after([open(), { kind: 'agentDeclines', userId }, accept])
    expect(late.step).toMatchObject({ refused: { code: 'sessionEnded' } })
  })
})

describe('writing a message', () => {
  test('sends a customer message of an active session to Teams', () => {
    expect(after([open(), accept, customerWrites(2)]).effects).toEqual([{ kind: 'messages', from: 4, to: 4 }])
  })

  test('stores one message for a repeated key', () => {
    const first = after([open(), accept, customerWrites(2)])
    const repeated = first.events.at(-1) ?? null
    const { step } = after([open(), accept, customerWrites(2)], { repeated })
    expect(step).toMatchObject({ repeated: { seq: 4 } })
  })

  test('requires that the agent has accepted, and marks the earlier messages as read', () => {
    expect(after([open(), agentWrites(3)]).step).toMatchObject({ refused: { code: 'sessionNotAccepted' } })
    const { events, session } = after([open(), accept, customerWrites(2), agentWrites(3)])
    expect(events.slice(-2)).toMatchObject([
      { kind: 'seen', upTo: 4 },
      { kind: 'message', from: 'agent', via: 'console', seq: 6 },
    ])
    expect(session).toMatchObject({ unseen: [], seenUpTo: 4 })
  })

  test('is refused to another customer, as are ending and leaving an offline message', () => {
    const other = '40000000-0000-4000-8000-000000000009'
    for (const command of [
      { ...customerWrites(2), customerId: other },
      { kind: 'customerEnds', customerId: other } as const,
      { kind: 'customerLeavesOfflineMessage', customerId: other, text: 'x', email: null } as const,
    ])
      expect(after([open(), command]).step).toEqual({ refused: { code: 'notFound' } })
  })

  test('changes nothing if read messages are marked as read again', () => {
    const see = { kind: 'agentSees', userId, upTo: 99 } as const
    expect(after([open(), accept, see]).events.at(-1)).toMatchObject({ kind: 'seen', upTo: 3 })
    expect(after([open(), accept, see, see]).step).toMatchObject({ repeated: null })
  })

  test('counts the newest hundred unread messages', () => {
    const { session } = after([open(), ...Array.from({ length: 101 }, (_, n) => customerWrites(n + 2))])
    expect(session?.unseen).toEqual(Array.from({ length: 100 }, (_, n) => n + 4))
  })
})

describe('ending a session', () => {
  test.each([
    ['by the user', { kind: 'agentEnds', userId }, 'endedByUser', []],
    ['by the customer', { kind: 'customerEnds', customerId }, 'endedByCustomer', ['endNote']],
    ['by a change of settings', { kind: 'noLongerAllowed' }, 'notAllowed', ['endNote']],
  ] as const)('%s informs both sides', (_who, command, outcome, notes) => {
    const { session, events, effects } = after([open(), accept, command])
    expect(session).toMatchObject({ status: 'ended', outcome, acceptedAt: t0 + 1000 })
    expect(events.at(-1)).toMatchObject({ kind: 'ended', outcome, canLeaveOfflineMessage: false })
    expect(effects.map(({ kind }) => kind)).toEqual(['status', ...notes])
  })

  test('allows a declined customer one offline message, which is sent to the agent', () => {
    const leave = {
      kind: 'customerLeavesOfflineMessage',
      customerId,
      text: 'Call me',
      email: 'mia@shop.example',
    } as const
    const declined = [open(), { kind: 'agentDeclines', userId } as const]
    const left = after([...declined, leave])
    expect(left.events.at(-1)).toMatchObject({ kind: 'offlineMessageLeft', text: 'Call me', email: 'mia@shop.example' })
    expect(left.effects).toEqual([{ kind: 'offlineMessage', seq: 4 }])
    expect(left.session?.unseen).toContain(4)
    expect(left.session?.customer).toMatchObject({ name: 'Mia', email: 'mia@shop.example' })
    expect(after([...declined, leave, leave]).step).toMatchObject({ refused: { code: 'messageNotPossible' } })
    const customer = { name: 'Mia', email: 'mia@verified.example', verified: true }
    const verified = after([open({ customer }), { kind: 'agentDeclines', userId }, leave])
    expect(verified.events.at(-1)).toMatchObject({ email: 'mia@verified.example' })
    expect(after([open(), accept, { kind: 'agentEnds', userId }, leave]).step).toMatchObject({
      refused: { code: 'messageNotPossible' },
    })
  })

  test('refuses messages afterwards', () => {
    const ended = [open(), accept, { kind: 'customerEnds', customerId } as const]
    expect(after([...ended, customerWrites(2)]).step).toMatchObject({ refused: { code: 'sessionEnded' } })
    expect(after([...ended, agentWrites(2)]).step).toMatchObject({ refused: { code: 'sessionEnded' } })
  })
})
