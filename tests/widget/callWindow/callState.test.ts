import { describe, expect, test } from '@jest/globals'
import { unreadAfter } from '#client/session/sessionState'
import { requestFor, callStageOf, endOf, type CallState } from '../../../widget/callWindow/controller/callState.ts'
import { sessionOf } from '../../../widget/customer/chatState.ts'
import { sessionId } from '../../support/memory/sessionFixtures.ts'
import { accepted, chatAfter, ended, opened, over, rings, started, type Said } from '../support/callChats.ts'

const capture: CallState['capture'] = {
  ...{ sends: { microphone: true, camera: false, screen: false }, camera: null, screen: null, problem: null },
  ...{ devices: { microphones: [], cameras: [], speakers: [] }, canShareScreen: false },
  chosen: { microphone: null, camera: null, speaker: null },
}
const state = (change: Partial<CallState>): CallState => ({
  ...{
    chat: chatAfter(),
    intent: null,
    media: 'audio',
    step: 'underWay',
    why: null,
    test: 'passed',
    capture,
    callSession: null,
  },
  ...change,
})

describe('the state of a call, from the events of its session', () => {
  test.each<[string, Said[], string | null]>([
    ['rings in a session that was opened as a call', [opened], 'ringing by customer'],
    ['has started after the agent accepted', [opened, accepted, started], 'started by customer'],
    ['is over while the chat continues', [opened, accepted, started, over('hungUpByUser')], null],
    ['rings when the agent calls in the chat', [accepted, rings('agent')], 'ringing by agent'],
    ['has started after the customer accepted', [accepted, rings('agent'), started], 'started by agent'],
    ['is over when the session has ended', [opened, accepted, started, ended()], null],
  ])('%s', (_, said, expected) => {
    const call = sessionOf(chatAfter(...said))?.call ?? null
    expect(call && `${call.status} by ${call.by}`).toBe(expected)
  })

  test.each<[string, Said[], number]>([
    ['counts a ringing call of the agent as unread', [accepted, rings('agent')], 1],
    ['does not count a call that was accepted', [accepted, rings('agent'), started], 0],
    ['counts a missed call as unread', [accepted, rings('agent'), over('unanswered', 'agent')], 1],
    ['does not count the customer’s own call', [accepted, rings('customer'), over('unanswered')], 0],
  ])('%s', (_, said, count) => {
    expect(unreadAfter(chatAfter(...said).events, 1)).toHaveLength(count)
  })
})

describe('the stage of the call window', () => {
  test.each<[string, Partial<CallState>, string]>([
    ['is "test" while the devices are tested', { step: 'testing' }, 'test'],
    ['is "ringing" while the call rings', { chat: chatAfter(opened) }, 'ringing'],
    ['is "call" after the call was accepted', { chat: chatAfter(opened, accepted, started) }, 'call'],
    [
      'is "over" after the call has ended',
      { chat: chatAfter(opened, accepted, started, over('hungUpByUser')) },
      'over',
    ],
    [
      'is "over" when the agent cancelled during the device test',
      {
        step: 'testing',
        intent: { kind: 'accept', media: 'audio', name: 'Mia', email: '', sessionId },
        chat: chatAfter(accepted, rings('agent'), over('unanswered', 'agent')),
      },
      'over',
    ],
    [
      'is "over" when the agent ended the chat during the device test',
      {
        step: 'testing',
        intent: { kind: 'ring', media: 'audio', name: 'Mia', email: '', sessionId },
        chat: chatAfter(accepted, ended()),
      },
      'over',
    ],
  ])('%s', (_, change, expected) => {
    expect(callStageOf(state(change))).toBe(expected)
  })

  test('names the end of the call rather than the end of its session', () => {
    expect(endOf(chatAfter(opened, started, over('hungUpByUser'), ended()))?.kind).toBe('callEnded')
    expect(endOf(chatAfter(opened, started, over('sessionEnded'), ended()))?.kind).toBe('ended')
  })
})

test('accepts the agent’s call when both sides ring at the same time', () => {
  const call = (...said: Said[]) => sessionOf(chatAfter(...said))?.call ?? null
  expect(requestFor('ring', call(accepted, rings('agent')))).toBe('accept')
  expect(requestFor('ring', call(accepted))).toBe('ring')
  expect(requestFor('join', call(opened, accepted, started))).toBeNull()
})
