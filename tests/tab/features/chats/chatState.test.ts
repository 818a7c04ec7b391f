import { describe, expect, it } from '@jest/globals'
import fc from '../../../support/fastCheck.ts'
import type { OutgoingEvent } from '#client/session/outgoingQueue'
import type { SessionEvent } from '#core/contract/sessions'
import {
  changeChats,
  noChats,
  threadOf,
  type Chats,
  type ChatsChange,
} from '../../../../tab/features/chats/store/chatState.ts'
import { chatEventsBetween } from '../../../../tab/features/chats/store/chatEvents.ts'
import {
  findGap,
  earlierWith,
  groupSessions,
  unreadOf,
  waitingCount,
} from '../../../../tab/features/chats/store/sessionLists.ts'
import { aMessage, aSession, at } from '../../support/chatsSamples.ts'

const run = (changes: readonly ChatsChange[], from: Chats = noChats): Chats => changes.reduce(changeChats, from)
const events = (items: SessionEvent[], sessionId = 's1'): ChatsChange => ({ kind: 'events', sessionId, items })
const send = (key: string, text = 'Hello'): ChatsChange => ({
  kind: 'send',
  sessionId: 's1',
  message: { key, text, at: at(0) },
})
const outgoing = (event: OutgoingEvent): ChatsChange => ({ kind: 'outgoing', sessionId: 's1', event })
const numbers = (chats: Chats, sessionId = 's1') => threadOf(chats, sessionId).events.map(({ seq }) => seq)

describe('the messages of a session', () => {
  it('are shown once and in order, however the frames are reordered, repeated or lost', () => {
    const frames = fc.integer({ min: 1, max: 40 }).chain((length) =>
      fc.record({
        length: fc.constant(length),
        sent: fc.array(fc.array(fc.integer({ min: 1, max: length }), { minLength: 1, maxLength: 6 }), {
          maxLength: 30,
        }),
      }),
    )
    fc.assert(
      fc.property(frames, ({ length, sent }) => {
        const said = Array.from({ length }, (_, index) => aMessage(index + 1))
        let chats = run([{ kind: 'sessions', sessions: [aSession({ id: 's1', lastSeq: length })] }])
        for (const seqs of sent) {
          chats = changeChats(chats, events(seqs.map((seq) => aMessage(seq))))
          const shown = numbers(chats)
          expect(shown).toEqual(shown.map((_, index) => index + 1))
        }
        expect(findGap(chats, 's1')).toBe(numbers(chats).length < length ? 'events' : null)
        const after = numbers(chats).length
        chats = changeChats(chats, events(said.filter(({ seq }) => seq > after)))
        expect(numbers(chats)).toEqual(said.map(({ seq }) => seq))
        expect(findGap(chats, 's1')).toBeNull()
      }),
    )
  })

  it('from the agent are shown once, whether the response or the frame arrives first', () => {
    const own = aMessage(1, { from: 'agent', via: 'console', key: 'k1' })
    const changes: ChatsChange[] = [
      outgoing({ type: 'messageStored', key: 'k1', event: null }),
      events([own]),
      events([own]),
    ]
    fc.assert(
      fc.property(fc.shuffledSubarray(changes, { minLength: 2 }), (arrived) => {
        const { unsent, events: shown } = threadOf(run([send('k1'), ...arrived]), 's1')
        expect(shown.length + unsent.length).toBe(1)
      }),
    )
  })

  it('from the agent stay visible while an earlier event is missing', () => {
    const chats = run([
      send('k1'),
      outgoing({ type: 'messageStored', key: 'k1', event: null }),
      events([aMessage(2, { key: 'k1', from: 'agent' })]),
    ])
    expect(threadOf(chats, 's1').unsent).toMatchObject([{ key: 'k1', state: 'stored' }])
    expect(threadOf(run([events([aMessage(1)])], chats), 's1')).toMatchObject({ unsent: [], events: [{}, {}] })
  })
})

describe('a draft', () => {
  it('stays with its session while other sessions ring, receive messages and are focused', () => {
    const chats = run([
      { kind: 'draft', sessionId: 's1', text: 'for the first' },
      { kind: 'focus', sessionId: 's2' },
      events([aMessage(1)], 's2'),
      { kind: 'draft', sessionId: 's2', text: 'for the second' },
      { kind: 'send', sessionId: 's2', message: { key: 'k', text: 'for the second', at: at(0) } },
      { kind: 'focus', sessionId: 's1' },
    ])
    expect(threadOf(chats, 's1')).toMatchObject({ draft: 'for the first', unsent: [] })
    expect(threadOf(chats, 's2')).toMatchObject({ draft: '', unsent: [{ text: 'for the second' }] })
  })

  it('is forgotten with its session that was deleted, and stays in any other', () => {
    const deleted = run([
      { kind: 'sessions', sessions: [aSession({ id: 's1' }), aSession({ id: 's2' })] },
      { kind: 'draft', sessionId: 's1', text: 'Never sent' },
      { kind: 'draft', sessionId: 's2', text: 'Half a sentence' },
      { kind: 'gone', sessionId: 's1' },
    ])
    expect(['s1', 's2'].map((id) => threadOf(deleted, id).draft)).toEqual(['', 'Half a sentence'])
  })

  it('is not replaced by a stored draft from before the reload', () => {
    const restored: ChatsChange = { kind: 'restored', sessionId: 's1', draft: 'old', unsent: [] }
    expect(threadOf(run([restored]), 's1').draft).toBe('old')
    expect(threadOf(run([{ kind: 'draft', sessionId: 's1', text: 'new' }, restored]), 's1').draft).toBe('new')
  })
})

describe('a session', () => {
  it('does not replace a newer version when it arrives late', () => {
    const chats = run([
      { kind: 'sessions', sessions: [aSession({ id: 's1', status: 'active', lastSeq: 5 })] },
      { kind: 'sessions', sessions: [aSession({ id: 's1', status: 'ringing', lastSeq: 2 })] },
    ])
    expect(chats.sessions.s1).toMatchObject({ status: 'active', lastSeq: 5 })
  })

  it('shows the customer as typing until a message arrives', () => {
    const typing: ChatsChange = {
      kind: 'frame',
      frame: { type: 'typing', sessionId: 's1', from: 'customer' },
      at: at(0),
    }
    expect(threadOf(run([typing]), 's1').typingUntil).toBeGreaterThan(at(0))
    expect(threadOf(run([typing, events([aMessage(1)])]), 's1').typingUntil).toBe(0)
  })

  it('counts as read immediately, before the server confirms it', () => {
    const session = aSession({ id: 's1', status: 'active', lastSeq: 3, unread: 2, seenUpTo: 0 })
    const chats = run([{ kind: 'sessions', sessions: [session] }, events([aMessage(1), aMessage(2), aMessage(3)])])
    expect(unreadOf(chats, session)).toBe(2)
    expect(unreadOf(run([{ kind: 'read', sessionId: 's1', upTo: 3 }], chats), session)).toBe(0)
  })

  it('counts only the messages that were unread before, when some of them are read', () => {
    const session = aSession({ id: 's1', status: 'active', lastSeq: 4, unread: 2, seenUpTo: 2 })
    const chats = run([
      { kind: 'sessions', sessions: [session] },
      events([1, 2, 3, 4].map((seq) => aMessage(seq, { from: 'customer' }))),
      { kind: 'read', sessionId: 's1', upTo: 3 },
    ])
    expect(unreadOf(chats, session)).toBe(1)
  })
})

it('lists only the earlier sessions of the same customer', () => {
  const customer = { name: 'Cara', email: 'cara@example.com', verified: false }
  const opened = (n: number) => aSession({ id: `s${n}`, customer, openedAt: new Date(at(n)).toISOString() })
  const chats = run([{ kind: 'sessions', sessions: [opened(3), opened(1), opened(2)] }])
  expect(earlierWith(chats, opened(3))).toEqual([opened(2), opened(1)])
  expect(earlierWith(chats, opened(1))).toEqual([])
})

describe('the session list', () => {
  it('sorts by longest ringing, then longest waiting, then quiet sessions, then those that ended today', () => {
    const said = (minutes: number) => ({
      from: 'customer' as const,
      text: 'x',
      at: new Date(at(minutes)).toISOString(),
    })
    const sessions = [
      aSession({ id: 'quiet', status: 'active', lastMessage: said(9) }),
      aSession({ id: 'ended', status: 'ended', endedAt: new Date(at(1)).toISOString() }),
      aSession({ id: 'yesterday', status: 'ended', endedAt: new Date(at(-60 * 25)).toISOString() }),
      aSession({ id: 'unread later', status: 'active', unread: 1, lastMessage: said(8) }),
      aSession({ id: 'unread', status: 'active', unread: 1, lastMessage: said(2) }),
      aSession({ id: 'rings later', status: 'ringing', openedAt: new Date(at(3)).toISOString() }),
      aSession({ id: 'rings', status: 'ringing', openedAt: new Date(at(1)).toISOString() }),
    ]
    const chats = run([{ kind: 'sessions', sessions }])
    const { ringing, unread, quiet, ended } = groupSessions(chats, at(10))
    expect([...ringing, ...unread, ...quiet, ...ended].map(({ id }) => id)).toEqual([
      'rings',
      'rings later',
      'unread',
      'unread later',
      'quiet',
      'ended',
    ])
    expect(waitingCount(chats)).toBe(4)
  })
})

describe('a call within an active session', () => {
  const ringing = (by: 'customer' | 'agent') =>
    aSession({
      id: 's1',
      lastSeq: 1,
      call: {
        ...{ id: 'c1', media: 'audio', by, status: 'ringing', startedAt: null, provider: null },
        ringEndsAt: new Date(at(1)).toISOString(),
      },
    })
  const quiet: ChatsChange = { kind: 'sessions', sessions: [aSession({ id: 's1' })], loaded: true }

  it('from the customer is listed as ringing, counts as waiting and is announced', () => {
    const before = run([quiet])
    const now = run([{ kind: 'sessions', sessions: [ringing('customer')] }], before)
    expect(groupSessions(now, at(0)).ringing.map(({ id }) => id)).toEqual(['s1'])
    expect(waitingCount(now)).toBe(1)
    expect(chatEventsBetween(before, now)).toMatchObject([{ kind: 'rings', session: { id: 's1' } }])
    expect(chatEventsBetween(now, run([events([aMessage(1)])], now))).toEqual([])
  })

  it('from the agent does not count as waiting', () => {
    const now = run([quiet, { kind: 'sessions', sessions: [ringing('agent')] }])
    expect(groupSessions(now, at(0)).quiet.map(({ id }) => id)).toEqual(['s1'])
    expect(waitingCount(now)).toBe(0)
    expect(chatEventsBetween(run([quiet]), now)).toEqual([])
  })
})
