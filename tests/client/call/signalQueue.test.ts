import { afterEach, beforeEach, expect, jest, test } from '@jest/globals'
import { createSignalQueue } from '#client/call/signalQueue'
import type { FailureCode } from '#client/retry'
import type { CallSignal } from '#core/contract/calls'

beforeEach(() => {
  jest.useFakeTimers()
})
afterEach(() => {
  jest.useRealTimers()
})

const offer: CallSignal = { kind: 'offer', sdp: '' }
const candidate = (text: string): CallSignal => ({
  ...{ kind: 'candidate', candidate: text },
  ...{ sdpMid: null, sdpMLineIndex: null, usernameFragment: null },
})
const nameOf = (signal: CallSignal): string =>
  signal.kind === 'candidate' ? `candidate ${signal.candidate}` : signal.kind

/** A queue whose requests are answered in this order, then accepted. */
function queueAnswering(...answers: (FailureCode | 'accepted')[]) {
  const sent: string[] = []
  const refused: FailureCode[] = []
  let atOnce = 0
  let most = 0
  const queue = createSignalQueue({
    send: async (signal) => {
      sent.push(nameOf(signal))
      most = Math.max(most, ++atOnce)
      await new Promise((resolve) => setTimeout(resolve, 10))
      atOnce -= 1
      const answer = answers.shift() ?? 'accepted'
      return answer === 'accepted' ? { ok: true, value: null } : { ok: false, code: answer }
    },
    onRefused: (code) => refused.push(code),
  })
  return { ...queue, sent, refused, most: () => most }
}

test('sends signals one after the other, in order', async () => {
  const { signal, sent, most } = queueAnswering()
  signal(offer)
  signal(candidate('a'))
  signal(candidate('b'))
  await jest.advanceTimersByTimeAsync(100)
  expect(sent).toEqual(['offer', 'candidate a', 'candidate b'])
  expect(most()).toBe(1)
})

test('drops the candidates of a description that a newer one replaces', async () => {
  const { signal, sent } = queueAnswering()
  signal(candidate('first'))
  signal(candidate('a'))
  signal(candidate('b'))
  signal(offer)
  signal(candidate('c'))
  await jest.advanceTimersByTimeAsync(100)
  expect(sent).toEqual(['candidate first', 'offer', 'candidate c'])
})

test.each(['unreachable', 'unavailable', 'unauthenticated'] as const)('repeats a signal after %s', async (code) => {
  const { signal, sent, refused } = queueAnswering(code, code)
  signal(offer)
  await jest.advanceTimersByTimeAsync(2000)
  expect(sent).toEqual(['offer', 'offer', 'offer'])
  expect(refused).toEqual([])
})

test('begins with a short delay again at the first failure after a signal was accepted', async () => {
  const { signal, sent } = queueAnswering(
    ...(['unreachable', 'unreachable', 'unreachable', 'unreachable', 'unreachable'] as const),
    ...(['accepted', 'unreachable'] as const),
  )
  signal(offer)
  await jest.advanceTimersByTimeAsync(30_000)
  expect(sent).toHaveLength(6)
  signal(candidate('a'))
  await jest.advanceTimersByTimeAsync(1000)
  expect(sent.slice(6)).toEqual(['candidate a', 'candidate a'])
})

test('drops a signal that is refused, reports the code, and sends the next one', async () => {
  const { signal, sent, refused } = queueAnswering('callElsewhere')
  signal(offer)
  signal(candidate('a'))
  await jest.advanceTimersByTimeAsync(100)
  expect(sent).toEqual(['offer', 'candidate a'])
  expect(refused).toEqual(['callElsewhere'])
})

test('sends nothing and leaves no timer after it was stopped', async () => {
  const { signal, stop, sent } = queueAnswering('unreachable')
  signal(offer)
  await jest.advanceTimersByTimeAsync(20)
  stop()
  expect(jest.getTimerCount()).toBe(0)
  await jest.advanceTimersByTimeAsync(60_000)
  expect(sent).toEqual(['offer'])
})
