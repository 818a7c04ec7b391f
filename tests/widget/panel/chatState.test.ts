import { describe, expect, test } from '@jest/globals'
import fc from '../../support/fastCheck.ts'
import type { CustomerSession } from '#core/contract/customerApi'
import { textContent, type ChatMessage, type SessionEvent } from '#core/contract/sessions'
import { nextToSend, type OutgoingEvent } from '#client/session/outgoingQueue'
import { unreadAfter } from '#client/session/sessionState'
import { transcriptOf } from '#client/session/transcript'
import {
  newChat,
  reduceChat,
  sessionOf,
  stageOf,
  type ChatEvent,
  type ChatState,
} from '../../../widget/customer/chatState.ts'
import { key, sessionId } from '../../support/memory/sessionFixtures.ts'

const at = '2026-11-22T09:00:00.000Z'
const session: CustomerSession = {
  ...{ id: sessionId, status: 'ringing', modality: 'chat', agentName: 'Alex', openedAt: at, ringEndsAt: null },
  ...{ acceptedAt: null, endedAt: null, outcome: null, canLeaveOfflineMessage: false, lastSeq: 0 },
  ...{ call: null, canWrite: true },
}
const contact = {
  displayName: 'Alex',
  available: true,
  modalities: ['chat' as const],
  ringSeconds: 45,
  accent: null,
  preview: false,
}
const message = (seq: number, from: 'customer' | 'agent', text = `text ${seq}`): ChatMessage => ({
  ...{
    kind: 'message',
    seq,
    at,
    from,
    key: key(seq),
    content: textContent(text),
    via: from === 'agent' ? 'teams' : 'page',
  },
})
const opened: SessionEvent = { kind: 'opened', seq: 1, at, modality: 'chat', customerName: 'Mia', ringEndsAt: null }
const accepted: SessionEvent = { kind: 'accepted', seq: 2, at, agentName: 'Alex' }
const ended: SessionEvent = { kind: 'ended', seq: 3, at, outcome: 'endedByUser', canLeaveOfflineMessage: false }
const events = (...items: SessionEvent[]): ChatEvent => ({ type: 'eventsReceived', sessionId, items })
const entered: ChatEvent = { type: 'entered', contact, customer: null, session }
const wrote = (n: number, text = `own ${n}`): ChatEvent => ({
  type: 'messageWritten',
  message: { key: key(n), text, at: 0 },
})

const outgoing = (change: OutgoingEvent): ChatEvent => ({ type: 'outgoingChanged', sessionId, change })
const after = (...chatEvents: ChatEvent[]): ChatState => chatEvents.reduce(reduceChat, newChat([]))
const stage = (chat: ChatState) => stageOf(chat, sessionOf(chat))
const texts = (chat: ChatState) =>
  transcriptOf(chat, 'customer').flatMap((row) => (row.kind === 'messages' ? row.messages.map(({ text }) => text) : []))

describe('the stage of the panel', () => {
  test.each<[string, ChatEvent[], string]>([
    ['is "loading" before the exchange', [], 'loading'],
    ['is "start" once the contact is known', [{ type: 'entered', contact, customer: null, session: null }], 'start'],
    ['is "barred" when the page is refused', [{ type: 'barred', why: { retry: null } }], 'barred'],
    [
      'is "start" after a refusal was lifted',
      [
        { type: 'barred', why: { retry: 0 } },
        { type: 'entered', contact, customer: null, session: null },
      ],
      'start',
    ],
    [
      'is "ringing" while the first message is being sent',
      [
        { type: 'entered', contact, customer: null, session: null },
        { type: 'openingBegan', first: null },
      ],
      'ringing',
    ],
    [
      'is "start" after the session was refused',
      [
        { type: 'entered', contact, customer: null, session: null },
        { type: 'openingBegan', first: null },
        { type: 'openingRefused' },
      ],
      'start',
    ],
    ['is "ringing" while the session rings', [entered, events(opened)], 'ringing'],
    ['is "active" after the agent joined', [entered, events(opened, accepted)], 'active'],
    [
      'stays "active" when the page is refused during the chat',
      [entered, events(opened, accepted), { type: 'barred', why: { retry: null } }],
      'active',
    ],
    ['is "ended" after the chat ended', [entered, events(opened, accepted, ended)], 'ended'],
    [
      'is "loading" when the customer starts a new chat',
      [entered, events(opened, accepted, ended), { type: 'relaunchStarted' }],
      'loading',
    ],
    [
      'is "start" when a new chat is possible',
      [
        ...[entered, events(opened, accepted, ended), { type: 'relaunchStarted' } as const],
        { type: 'entered', contact, customer: null, session: null },
      ],
      'start',
    ],
    [
      'is "barred" when the launch of a new chat fails',
      [entered, events(opened, accepted, ended), { type: 'relaunchStarted' }, { type: 'barred', why: { retry: 0 } }],
      'barred',
    ],
  ])('%s', (_sentence, chatEvents, face) => {
    expect(stage(after(...chatEvents))).toBe(face)
  })

  test('ignores events of another session', () => {
    const chat = after(entered, { type: 'eventsReceived', sessionId: key(9), items: [opened, accepted] })
    expect(chat.events).toEqual([])
  })

  test('applies "seen" to all earlier messages, except those that were not delivered', () => {
    const chat = after(
      entered,
      events(
        ...[opened, message(2, 'customer'), message(3, 'customer'), message(4, 'customer')],
        ...([
          { kind: 'messageState', seq: 5, at, message: 3, state: 'notDelivered' },
          { kind: 'messageState', seq: 6, at, message: 4, state: 'delivered' },
          { kind: 'seen', seq: 7, at, upTo: 2 },
        ] satisfies SessionEvent[]),
      ),
    )
    const states = transcriptOf(chat, 'customer').flatMap((row) =>
      row.kind === 'messages' ? row.messages.map((each) => each.state) : [],
    )
    expect(states).toEqual(['seen', 'notDelivered', 'delivered'])
  })

  test('counts the agent’s messages after the last read one as unread', () => {
    const chat = after(entered, events(opened, message(2, 'agent'), message(3, 'customer'), message(4, 'agent')))
    expect([0, 2, 4].map((seq) => unreadAfter(chat.events, seq).length)).toEqual([2, 1, 0])
  })

  test('counts the agent’s accepting and ending as unread, but not the customer’s ending', () => {
    const byCustomer: SessionEvent = { ...ended, outcome: 'endedByCustomer' }
    const unread = (...items: SessionEvent[]) => unreadAfter(after(entered, events(opened, ...items)).events, 1)
    expect(unread(accepted, ended)).toEqual([accepted, ended])
    expect(unread(accepted, byCustomer)).toEqual([accepted])
  })
})

describe('with an unreliable network', () => {
  /** Writers of the messages that the server has stored. */
  const stories = fc.array(fc.constantFrom('customer' as const, 'agent' as const), { minLength: 1, maxLength: 12 })

  test('shows each message once and in order, and loses no unsent one', () => {
    fc.assert(
      fc.property(stories, fc.infiniteStream(fc.nat()), (froms, chances) => {
        const chance = (below: number) => (chances.next().value as number) % below
        const story = [opened, ...froms.map((from, index) => message(index + 2, from))]
        const own = story.filter((event): event is ChatMessage => event.kind === 'message' && event.from === 'customer')
        const neverStored = wrote(900, 'never stored')
        let chat = after(entered)
        const written = [...own]
        for (let turn = 0; turn < 40; turn++) {
          const next = written[0]
          if (next && chance(3) === 0) {
            chat = reduceChat(chat, {
              type: 'messageWritten',
              message: { key: next.key, text: next.content.text, at: 0 },
            })
            written.shift()
          }
          const sent = own.slice(0, own.length - written.length)
          const known = story.filter(
            (event) => event.kind !== 'message' || event.from === 'agent' || sent.includes(event),
          )
          const action = chance(4)
          const some = known.filter(() => chance(3) === 0).sort(() => chance(3) - 1)
          if (action === 0) chat = reduceChat(chat, events(...some))
          const one = sent[chance(sent.length || 1)]
          if (one && action === 1)
            chat = reduceChat(chat, outgoing({ type: 'messageStored', key: one.key, event: one }))
          if (one && action === 2) chat = reduceChat(chat, outgoing({ type: 'messageDelayed', key: key(101) }))
          const shown = texts(chat)
          expect(new Set(shown).size).toBe(shown.length)
          for (const { content } of sent) expect(shown).toContain(content.text)
        }
        for (const rest of written)
          chat = reduceChat(chat, {
            type: 'messageWritten',
            message: { key: rest.key, text: rest.content.text, at: 0 },
          })
        chat = reduceChat(chat, neverStored)
        chat = reduceChat(chat, events(...story.slice(chat.events.length)))
        expect(texts(chat)).toEqual([
          ...story.flatMap((event) => (event.kind === 'message' ? [event.content.text] : [])),
          'never stored',
        ])
        expect(chat.unsent.map(({ text }) => text)).toEqual(['never stored'])
        expect(chat.early).toEqual([])
      }),
      { numRuns: 100 },
    )
  })

  test('sends unacknowledged messages again with the same key after a reload', () => {
    const before = after(entered, wrote(101), wrote(102), outgoing({ type: 'messageDelayed', key: key(101) }))
    const reloaded = [entered].reduce(reduceChat, newChat(before.unsent))
    expect(reloaded.unsent.map((one) => [one.key, one.state])).toEqual([
      [key(101), 'sending'],
      [key(102), 'sending'],
    ])
    expect(nextToSend(reloaded.unsent)?.key).toBe(key(101))
  })
})
