import { beforeEach, describe, expect, test } from '@jest/globals'
import { sessionOf, stageOf } from '../../../widget/customer/chatState.ts'
import { sessionId } from '../../support/memory/sessionFixtures.ts'
import { fakeClockForEachTest } from '../../support/jest/fakeClock.ts'
import { chatSession, panelAtServer, pass, type PanelAtServer } from '../support/panelAtServer.ts'

const second = 1000
fakeClockForEachTest()
let panel: PanelAtServer
beforeEach(() => {
  panel = panelAtServer()
})

const stage = () => stageOf(panel.controller.chat(), sessionOf(panel.controller.chat()))
const barred = () => panel.controller.chat().barred
const opens = async (leave = false) => {
  panel.actions.open('Mia', 'Hello', leave ? 'mia@example.com' : '', leave)
  await pass(0)
}

describe('a session that the server does not open', () => {
  test.each([
    ['the seconds of Retry-After', 40, 40],
    ['half a minute without Retry-After', undefined, 30],
  ])('because too many are open shows %s and keeps the text', async (_sentence, retryAfter, shown) => {
    await panel.enters(null)
    panel.answers('POST sessions', { refused: 'tooManyRequests', ...(retryAfter ? { retryAfter } : {}) })
    await opens()
    expect([stage(), barred()]).toEqual(['barred', { retry: shown }])
    expect(panel.stored().draft).toBe('Hello')
    await pass(120 * second)
    expect(panel.asked('POST sessions')).toHaveLength(1)
  })

  test('because the service is busy is asked for again after Retry-After and not before, with the same key', async () => {
    await panel.enters(null)
    panel.answers('POST sessions', { refused: 'unavailable', retryAfter: 40 }, { json: chatSession })
    await opens()
    await pass(39 * second)
    expect([stage(), panel.asked('POST sessions').length]).toEqual(['ringing', 1])
    await pass(second)
    expect(stage()).toBe('active')
    const [first, again] = panel.asked('POST sessions')
    expect(again?.body).toEqual(first?.body)
  })

  test.each(['contactUnavailable', 'modalityNotOffered', 'forbidden'] as const)(
    'because of "%s" is not asked for again',
    async (refused) => {
      await panel.enters(null)
      panel.answers('POST sessions', { refused })
      await opens()
      await pass(120 * second)
      expect([stage(), barred()]).toEqual(['barred', { retry: null }])
      expect(panel.asked('POST sessions')).toHaveLength(1)
    },
  )

  test('because its token is no longer valid is opened once with the renewed token', async () => {
    await panel.enters(null)
    panel.answers('POST sessions', { refused: 'unauthenticated' }, { json: chatSession })
    panel.answers('renew', { json: { token: 'renewed', expiresAt: new Date(Date.now() + 900_000).toISOString() } })
    await opens()
    expect(stage()).toBe('active')
    expect(panel.asked('POST sessions').map(({ token }) => token)).toEqual(['Bearer token', 'Bearer renewed'])
  })
})

test('a message waits for the Retry-After of a busy server, also when the stream is connected earlier', async () => {
  await panel.enters()
  panel.answers('/messages', { refused: 'unavailable', retryAfter: 40 }, { json: {} })
  panel.actions.say('Patience')
  await pass(20 * second)
  panel.becomesReady()
  await pass(19 * second)
  expect(panel.asked('/messages')).toHaveLength(1)
  await pass(second)
  expect(panel.asked('/messages')).toHaveLength(2)
})

describe('a token that can no longer be renewed', () => {
  beforeEach(async () => {
    await panel.enters()
    panel.answers('renew', { refused: 'unauthenticated' })
  })

  test('asks the page for a ticket that resumes the session, and then sends the waiting message once', async () => {
    panel.answers('/messages', { refused: 'unauthenticated' }, 'unreachable')
    panel.actions.say('After the night')
    await pass(0)
    expect(panel.toHost.at(-1)).toEqual({ type: 'relaunch', handle: sessionId })
    panel.answers('exchange', panel.exchangedFor({ token: 'new', resume: 'next', sessions: [chatSession] }))
    panel.answers('/messages', { json: {} })
    await panel.ticket(true)
    expect(panel.asked('exchange').at(-1)?.body).toEqual({ ticket: 'ticket', resume: 'secret' })
    expect(panel.stored().resume).toBe('next')
    const [first, again, ...more] = panel.asked('/messages')
    expect([again?.token, again?.body, more]).toEqual(['Bearer new', first?.body, []])
  })

  test('asks for it when the socket is refused, when the chat is ended, and when an offline message is left', async () => {
    const relaunches = () => panel.toHost.filter(({ type }) => type === 'relaunch').length
    panel.becomesReady()
    panel.loses(4401)
    await pass(0)
    expect(relaunches()).toBe(1)
    panel.answers('/end', { refused: 'unauthenticated' })
    expect(await panel.actions.end()).toBe(false)
    await pass(0)
    expect(relaunches()).toBe(2)
    panel.answers('/offline-message', { refused: 'unauthenticated' })
    expect(await panel.actions.leaveMessage('Call me', '')).toBe(false)
    await pass(0)
    expect(relaunches()).toBe(3)
  })

  test('bars the panel instead when the user can no longer be reached from the page', async () => {
    panel.answers('renew', { refused: 'contactUnavailable' })
    await pass(900 * second)
    expect([stage(), barred()]).toEqual(['active', { retry: null }])
    expect(panel.toHost.filter(({ type }) => type === 'relaunch')).toEqual([])
  })
})

describe('a renewal that fails for a moment', () => {
  test('is tried again after Retry-After, and no sooner', async () => {
    await panel.enters()
    panel.answers(
      'renew',
      { refused: 'unavailable', retryAfter: 50 },
      { json: { token: 'renewed', expiresAt: new Date(Date.now() + 1_800_000).toISOString() } },
    )
    await pass(780 * second)
    expect(panel.asked('renew')).toHaveLength(1)
    await pass(49 * second)
    expect(panel.asked('renew')).toHaveLength(1)
    await pass(second)
    expect(panel.asked('renew')).toHaveLength(2)
  })
})

test('a renewal without an answer is tried again after longer and longer delays', async () => {
  await panel.enters()
  panel.answers('renew', 'unreachable')
  await pass(810 * second)
  const inHalfAMinute = panel.asked('renew').length
  expect(inHalfAMinute).toBeGreaterThan(4)
  expect(inHalfAMinute).toBeLessThan(12)
})

describe('a page without a ticket', () => {
  test('is asked again after the seconds it named, while there is a session to resume', async () => {
    await panel.enters()
    const relaunches = () => panel.toHost.filter(({ type }) => type === 'relaunch').length
    panel.controller.onFrame({ type: 'noTicket', retry: 20 })
    await pass(19 * second)
    expect([relaunches(), barred()]).toMatchObject([0, { retry: 20 }])
    await pass(second)
    expect(relaunches()).toBe(1)
  })

  test('is not asked again when it is refused, or when there is no session', async () => {
    await panel.enters()
    panel.controller.onFrame({ type: 'noTicket', retry: null })
    await pass(120 * second)
    expect(panel.toHost.filter(({ type }) => type === 'relaunch')).toEqual([])
    panel = panelAtServer()
    await panel.enters(null)
    panel.controller.onFrame({ type: 'noTicket', retry: 0 })
    await pass(120 * second)
    expect(panel.toHost.filter(({ type }) => type === 'relaunch')).toEqual([])
    panel.actions.tryAgain()
    expect(panel.toHost.at(-1)).toEqual({ type: 'relaunch', handle: null })
  })
})

describe('a ticket', () => {
  test.each([
    ['tooManyRequests', 25, { retry: 25 }],
    ['tooManyRequests', undefined, { retry: 30 }],
    ['unavailable', 25, { retry: 25 }],
    ['internal', undefined, { retry: 0 }],
    ['contactUnavailable', undefined, { retry: null }],
  ] as const)('that is refused with %s and Retry-After %s bars the panel: %j', async (refused, retryAfter, why) => {
    panel.answers('exchange', { refused, ...(retryAfter ? { retryAfter } : {}) })
    await panel.ticket()
    expect([stage(), barred()]).toEqual(['barred', why])
  })

  test('whose exchange gets no answer is exchanged three times, and then offers a retry', async () => {
    panel.answers('exchange', 'unreachable')
    await panel.ticket()
    await pass(60 * second)
    expect([panel.asked('exchange').length, barred()]).toEqual([3, { retry: 0 }])
  })

  test('that has expired is replaced once, and then bars the panel', async () => {
    panel.answers('exchange', { refused: 'ticketRefused' })
    await panel.ticket()
    await panel.ticket()
    expect(panel.toHost).toEqual([{ type: 'relaunch', handle: null }])
    expect(barred()).toEqual({ retry: null })
  })
})
