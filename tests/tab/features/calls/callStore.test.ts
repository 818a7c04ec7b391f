import { describe, expect, test } from '@jest/globals'
import type { Call } from '#core/contract/calls'
import type { Session } from '#core/contract/sessions'
import { changeChats, noChats, type Act, type Chats } from '../../../../tab/features/chats/store/chatState.ts'
import { createCallStore } from '../../../../tab/features/calls/store/callStore.ts'
import type { CallSnapshot } from '../../../../tab/features/calls/store/callSnapshot.ts'
import type { CaptureView, DeviceProblem, CallSessionView } from '#client/call/types'
import { aSession } from '../../support/chatsSamples.ts'

const callId = '5e551011-0000-4000-8000-0000000000ca'
const aCall = (changes: Partial<Call> = {}): Call => ({
  ...{ id: callId, media: 'audio', by: 'customer', status: 'started', ringEndsAt: null, startedAt: null },
  provider: 'webrtc',
  ...changes,
})
const inCall = (changes: Partial<Call> = {}, seq = 1): Session => aSession({ lastSeq: seq, call: aCall(changes) })

const silent: CaptureView = {
  sends: { microphone: false, camera: false, screen: false },
  ...{ camera: null, screen: null, problem: null, canShareScreen: false },
  devices: { microphones: [], cameras: [], speakers: [] },
  chosen: { microphone: null, camera: null, speaker: null },
}
const joining: CallSessionView = {
  ...{ phase: 'joining', entry: null, remote: null, remoteScreen: null, remoteSends: null, quality: 'unknown' },
  ...{ connectedSince: null, capture: silent },
}

/** A call store with a fake browser, microphone and server. `denied`: why the microphone is unavailable. */
function atStore(denied: DeviceProblem | null = null) {
  let chats: Chats = noChats
  let notify: () => void = () => undefined
  let onCallSession: () => void = () => undefined
  let view = joining
  let now: CallSnapshot | null = null
  const seen = { asked: 0, callSessions: 0, overs: 0, links: [] as string[], acts: [] as [Act, object | undefined][] }
  const capture = {
    view: () => ({ ...silent, sends: { ...silent.sends, microphone: denied === null } }),
    open: () => {
      seen.asked++
      return Promise.resolve(denied)
    },
    ...{ tracks: () => ({ microphone: null, camera: null, screen: null }), setMicrophone: () => undefined },
    ...{ setCamera: () => Promise.resolve(null), choose: () => Promise.resolve(null) },
    ...{ shareScreen: () => Promise.resolve(false), stopScreen: () => undefined, level: () => 0 },
    ...{ watch: () => () => true, close: () => undefined },
  }
  const nothing = () => Promise.resolve({ ok: true as const, value: null })
  const callStore = createCallStore({
    chatStore: {
      get: () => chats,
      subscribe: (listener) => {
        notify = listener
        return () => undefined
      },
      subscribeToCalls: () => () => true,
      act: (_sessionId, act, body) => {
        seen.acts.push([act, body])
        return Promise.resolve(null)
      },
    },
    callApi: () => ({
      join: () => Promise.resolve({ ok: false, code: 'unreachable' }),
      ...{ signal: nothing, beat: nothing, end: nothing },
    }),
    createMediaDevices: () => capture,
    createCallSession: ({ onChange }) => {
      seen.callSessions++
      onCallSession = onChange
      return {
        ...{ view: () => view, capture, receive: () => undefined, streamBack: () => undefined },
        ...{ over: () => seen.overs++, inMeeting: () => undefined, hangUp: () => undefined, close: () => undefined },
      }
    },
    openLink: (url) => {
      seen.links.push(url)
      return Promise.resolve()
    },
    show: (next) => {
      now = next
    },
  })
  return {
    callStore,
    seen,
    shown: () => now,
    enters: (joinUrl: string) => {
      const call = aCall({ provider: 'teams-meeting' })
      view = { ...joining, phase: 'meeting', entry: { provider: 'teams-meeting', call, joinUrl, guest: null } }
      onCallSession()
    },
    comes: (session: Session) => {
      chats = changeChats(chats, { kind: 'sessions', sessions: [session] })
      notify()
    },
  }
}
const flush = () => new Promise((resolve) => setImmediate(resolve))

describe('the call store', () => {
  test('opens a Teams meeting immediately and only once, and does not ask for the microphone', () => {
    const at = atStore()
    at.callStore.begin(inCall({ provider: 'teams-meeting' }))
    at.enters('https://teams.example/meet')
    at.enters('https://teams.example/meet')
    expect(at.seen).toMatchObject({ asked: 0, links: ['https://teams.example/meet'] })
  })

  test('joins automatically when this window placed the call, and not when another window did', async () => {
    const at = atStore()
    at.comes(inCall())
    expect(at.shown()).toBeNull()
    at.callStore.joinWhenAccepted(callId)
    await flush()
    expect(at.shown()).toMatchObject({ callId, name: 'Cara Customer', view: { phase: 'joining' } })
  })

  test('waits for the agent when there is no microphone, and reports the failure when the agent gives up', async () => {
    const at = atStore('denied')
    at.callStore.begin(inCall())
    await flush()
    expect(at.shown()).toMatchObject({ problem: 'denied', view: null })
    await at.callStore.giveUp()
    expect(at.shown()).toBeNull()
    expect(at.seen).toMatchObject({ callSessions: 0, acts: [['call/end', { why: 'failed' }]] })
  })

  test('reports the end of its call once', async () => {
    const at = atStore()
    at.comes(inCall())
    at.callStore.begin(inCall())
    await flush()
    at.comes(aSession({ lastSeq: 2 }))
    at.comes(aSession({ lastSeq: 3 }))
    expect(at.seen.overs).toBe(1)
  })
})
