import { describe, expect, test } from '@jest/globals'
import { unreadAfter } from '#client/session/sessionState'
import { actFor, callStageOf, endOf, type CallState } from '../../../widget/callWindow/controller/callState.ts'
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
    wish: null,
    media: 'audio',
    step: 'underWay',
    why: null,
    test: 'passed',
    capture,
    callSession: null,
  },
  ...change,
})

describe('the events of a session say where its call stands', () => {
  test.each<[string, Said[], string | null]>([
    ['opened as a call, it rings', [opened], 'ringing by customer'],
    ['the agent has come', [opened, accepted, started], 'started by customer'],
    ['it is over, and the chat goes on', [opened, accepted, started, over('hungUpByUser')], null],
    ['the agent rings in the chat', [accepted, rings('agent')], 'ringing by agent'],
    ['the customer takes it', [accepted, rings('agent'), started], 'started by agent'],
    ['the session has ended with it', [opened, accepted, started, ended()], null],
  ])('%s', (_, said, expected) => {
    const call = sessionOf(chatAfter(...said))?.call ?? null
    expect(call && `${call.status} by ${call.by}`).toBe(expected)
  })

  test.each<[string, Said[], number]>([
    ['that the agent rings is news', [accepted, rings('agent')], 1],
    ['and no more once it was taken', [accepted, rings('agent'), started], 0],
    ['a missed call stays news', [accepted, rings('agent'), over('unanswered', 'agent')], 1],
    ['one’s own ringing is none', [accepted, rings('customer'), over('unanswered')], 0],
  ])('%s', (_, said, count) => {
    expect(unreadAfter(chatAfter(...said).events, 1)).toHaveLength(count)
  })
})

describe('the call window shows one face', () => {
  test.each<[string, Partial<CallState>, string]>([
    ['the devices are tested', { step: 'testing' }, 'test'],
    ['it rings', { chat: chatAfter(opened) }, 'ringing'],
    ['it was taken', { chat: chatAfter(opened, accepted, started) }, 'call'],
    ['it is over', { chat: chatAfter(opened, accepted, started, over('hungUpByUser')) }, 'over'],
    [
      'the agent has given up while the devices were tested',
      {
        step: 'testing',
        wish: { wish: 'take', media: 'audio', name: 'Mia', email: '', sessionId },
        chat: chatAfter(accepted, rings('agent'), over('unanswered', 'agent')),
      },
      'over',
    ],
    [
      'the agent has ended the chat while the devices were tested',
      {
        step: 'testing',
        wish: { wish: 'ring', media: 'audio', name: 'Mia', email: '', sessionId },
        chat: chatAfter(accepted, ended()),
      },
      'over',
    ],
  ])('%s', (_, change, expected) => {
    expect(callStageOf(state(change))).toBe(expected)
  })

  test('what ended the call is told, and not that its session ended with it', () => {
    expect(endOf(chatAfter(opened, started, over('hungUpByUser'), ended()))?.kind).toBe('callEnded')
    expect(endOf(chatAfter(opened, started, over('sessionEnded'), ended()))?.kind).toBe('ended')
  })
})

test('where both ring at once, they have answered each other', () => {
  const call = (...said: Said[]) => sessionOf(chatAfter(...said))?.call ?? null
  expect(actFor('ring', call(accepted, rings('agent')))).toBe('take')
  expect(actFor('ring', call(accepted))).toBe('ring')
  expect(actFor('join', call(opened, accepted, started))).toBeNull()
})
