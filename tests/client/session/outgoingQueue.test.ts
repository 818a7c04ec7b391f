import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals'
import fc from '../../support/fastCheck.ts'
import type { FailureCode, Result } from '#client/retry'
import { createOutgoingQueue, newMessage, updateUnsent, type OutgoingMessage } from '#client/session/outgoingQueue'
import type { ChatMessage } from '#core/contract/sessions'

type Unsent = readonly OutgoingMessage[]
const write = (unsent: Unsent, ...keys: string[]): Unsent =>
  keys.reduce<Unsent>((before, key) => [...before, newMessage(before, { key, text: `text ${key}`, at: 0 })], unsent)
const states = (unsent: Unsent) => unsent.map(({ key, state }) => `${key} ${state}`)

describe('the outgoing queue', () => {
  type Answer = FailureCode | 'ok' | { code: FailureCode; retryAfter: number }
  let unsent: Unsent
  let answers: Answer[]
  let posted: string[]
  let renewals: (string | null)[]
  let asked: number
  let stop: () => void
  const second = 1000

  const atQueue = () => {
    const queue = createOutgoingQueue({
      unsent: () => unsent,
      post: async ({ key }): Promise<Result<ChatMessage | null>> => {
        posted.push(key)
        await Promise.resolve()
        const answer = answers.length > 1 ? answers.shift() : answers[0]
        if (answer === undefined || answer === 'ok') return { ok: true, value: null }
        return typeof answer === 'string' ? { ok: false, code: answer, retryAfter: null } : { ok: false, ...answer }
      },
      token: (renew) => {
        expect(renew).toBe(true)
        asked++
        return renewals.shift() ?? null
      },
      dispatch: (event) => (unsent = updateUnsent(unsent, event)),
    })
    stop = queue.close
    const say = (...keys: string[]) => {
      unsent = write(unsent, ...keys)
      queue.send()
    }
    return { ...queue, say }
  }
  const pass = (milliseconds: number) => jest.advanceTimersByTimeAsync(milliseconds)

  beforeEach(() => {
    jest.useFakeTimers()
    ;[unsent, answers, posted, renewals, asked] = [[], ['ok'], [], [], 0]
  })
  afterEach(() => {
    stop()
    jest.useRealTimers()
  })

  test('retries a message after half a minute of outage, and for as long as necessary', async () => {
    answers = ['unreachable']
    const { say } = atQueue()
    say('1')
    await pass(30 * second)
    const early = posted.length
    expect(early).toBeGreaterThan(4)
    expect(states(unsent)).toEqual(['1 waiting'])
    await pass(600 * second)
    expect(posted.length).toBeGreaterThan(early + 15)
    answers = ['ok']
    await pass(30 * second)
    expect(states(unsent)).toEqual(['1 stored'])
  })

  test('keeps the order of messages, and sends nothing again after an acknowledgement', async () => {
    answers = ['unreachable', 'internal', 'ok']
    const { say, resume } = atQueue()
    say('1', '2')
    say('3')
    await pass(10 * second)
    expect(posted).toEqual(['1', '1', '1', '2', '3'])
    resume()
    await pass(60 * second)
    expect(posted).toHaveLength(5)
  })

  test('respects the Retry-After of the server even when the connection is back earlier', async () => {
    answers = [{ code: 'unavailable', retryAfter: 40 }, 'ok']
    const { say, resume } = atQueue()
    say('1')
    await pass(20 * second)
    resume()
    say('2')
    await pass(19 * second)
    expect(posted).toEqual(['1'])
    await pass(2 * second)
    expect(posted).toEqual(['1', '1', '2'])
  })

  test('sends at once when the connection is back and the server has not asked for a delay', async () => {
    answers = ['unreachable', 'unreachable', 'unreachable', 'unreachable', 'unreachable', 'unreachable', 'ok']
    const { say, resume } = atQueue()
    say('1')
    await pass(16 * second)
    expect(posted).toHaveLength(6)
    resume()
    await pass(0)
    expect(states(unsent)).toEqual(['1 stored'])
  })

  test('begins with a short delay again at the first failure after a message went through', async () => {
    answers = ['unreachable', 'unreachable', 'unreachable', 'unreachable', 'unreachable', 'unreachable', 'ok']
    const { say } = atQueue()
    say('1')
    await pass(60 * second)
    expect(states(unsent)).toEqual(['1 stored'])
    answers = ['unreachable', 'ok']
    say('2')
    await pass(second)
    expect(states(unsent)).toEqual(['1 stored', '2 stored'])
  })

  test('sends at once when the user retries', async () => {
    answers = [{ code: 'tooManyRequests', retryAfter: 40 }, 'ok']
    const { say, retryNow } = atQueue()
    say('1')
    await pass(second)
    retryNow(null)
    await pass(0)
    expect(states(unsent)).toEqual(['1 stored'])
  })

  test.each(['invalid', 'forbidden', 'sessionNotAccepted', 'tooLarge'] as const)(
    'fails a message at once on the refusal %s, and sends the next one',
    async (code) => {
      answers = [code, 'ok']
      const { say } = atQueue()
      say('1', '2')
      await pass(0)
      expect(states(unsent)).toEqual(['1 failed', '2 stored'])
    },
  )

  test('fails all messages of an ended session with one request', async () => {
    answers = ['sessionEnded']
    const { say } = atQueue()
    say('1', '2')
    await pass(60 * second)
    expect(posted).toEqual(['1'])
    expect(unsent).toMatchObject([{ reason: 'ended' }, { reason: 'ended' }])
  })

  test('renews an invalid token, and sends the message with the new one', async () => {
    answers = ['unauthenticated', 'ok']
    renewals = ['another']
    const { say } = atQueue()
    say('1')
    await pass(second)
    expect(states(unsent)).toEqual(['1 stored'])
    expect(asked).toBe(1)
  })

  test('sends nothing without a token until it is resumed', async () => {
    answers = ['unauthenticated', 'ok']
    const { say, resume } = atQueue()
    say('1')
    await pass(60 * second)
    say('2')
    await pass(60 * second)
    expect(posted).toEqual(['1'])
    resume()
    await pass(0)
    expect(states(unsent)).toEqual(['1 stored', '2 stored'])
  })

  test('sends nothing after it was closed', async () => {
    answers = ['unreachable']
    const { say, close, retryNow } = atQueue()
    say('1')
    await pass(0)
    close()
    await pass(0)
    expect(jest.getTimerCount()).toBe(0)
    retryNow(null)
    await pass(60 * second)
    expect(posted).toEqual(['1'])
  })

  test('stores every message once and in order, whatever fails', async () => {
    const failures = fc.array(
      fc.constantFrom<Answer>('ok', 'unreachable', 'internal', { code: 'unavailable', retryAfter: 3 }),
      { maxLength: 12 },
    )
    await fc.assert(
      fc.asyncProperty(failures, fc.integer({ min: 1, max: 5 }), async (some, count) => {
        ;[unsent, answers, posted] = [[], [...some, 'ok'], []]
        const keys = Array.from({ length: count }, (_, place) => String(place))
        const queue = atQueue()
        for (const key of keys) {
          queue.say(key)
          await pass(700)
        }
        await pass(600 * second)
        queue.close()
        expect(states(unsent)).toEqual(keys.map((key) => `${key} stored`))
        expect(posted.filter((key, place) => key !== posted[place - 1])).toEqual(keys)
      }),
      { numRuns: 30 },
    )
  })
})
