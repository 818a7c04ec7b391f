import { describe, expect, test } from '@jest/globals'
import type { Call } from '#core/contract/calls'
import type { Session } from '#core/contract/sessions'
import { changeChats, noChats, type Act, type Chats } from '../../../../tab/features/chats/store/chatState.ts'
import { talkDesk } from '../../../../tab/features/calls/store/callStore.ts'
import type { TalkNow } from '../../../../tab/features/calls/store/callSnapshot.ts'
import type { CaptureView, DeviceProblem, TalkView } from '#client/call/types'
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
const joining: TalkView = {
  ...{ phase: 'joining', entry: null, remote: null, remoteScreen: null, remoteSends: null, quality: 'unknown' },
  ...{ talkingSince: null, capture: silent },
}

/** A desk of talks whose browser, microphone and server are this test. `denied`: what the browser says to a microphone. */
function atDesk(denied: DeviceProblem | null = null) {
  let chats: Chats = noChats
  let tell: () => void = () => undefined
  let onTalk: () => void = () => undefined
  let view = joining
  let now: TalkNow | null = null
  const seen = { asked: 0, talks: 0, overs: 0, links: [] as string[], acts: [] as [Act, object | undefined][] }
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
  const talks = talkDesk({
    desk: {
      get: () => chats,
      subscribe: (listener) => {
        tell = listener
        return () => undefined
      },
      subscribeToCalls: () => () => true,
      act: (_sessionId, act, body) => {
        seen.acts.push([act, body])
        return Promise.resolve(null)
      },
    },
    door: () => ({
      join: () => Promise.resolve({ ok: false, code: 'unreachable' }),
      ...{ signal: nothing, beat: nothing, end: nothing },
    }),
    makeCapture: () => capture,
    makeTalk: ({ onChange }) => {
      seen.talks++
      onTalk = onChange
      return {
        ...{ view: () => view, capture, hear: () => undefined, streamBack: () => undefined },
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
    talks,
    seen,
    shown: () => now,
    enters: (joinUrl: string) => {
      const call = aCall({ provider: 'teams-meeting' })
      view = { ...joining, phase: 'meeting', entry: { provider: 'teams-meeting', call, joinUrl, guest: null } }
      onTalk()
    },
    comes: (session: Session) => {
      chats = changeChats(chats, { kind: 'sessions', sessions: [session] })
      tell()
    },
  }
}
const settled = () => new Promise((resolve) => setImmediate(resolve))

describe('the agent’s talk', () => {
  test('in a Teams meeting opens the meeting at once, once, and asks for no microphone', () => {
    const at = atDesk()
    at.talks.begin(inCall({ provider: 'teams-meeting' }))
    at.enters('https://teams.example/meet')
    at.enters('https://teams.example/meet')
    expect(at.seen).toMatchObject({ asked: 0, links: ['https://teams.example/meet'] })
  })

  test('begins by itself where this window rang, and not where another one did', async () => {
    const at = atDesk()
    at.comes(inCall())
    expect(at.shown()).toBeNull()
    at.talks.rings(callId)
    await settled()
    expect(at.shown()).toMatchObject({ callId, name: 'Cara Customer', view: { phase: 'joining' } })
  })

  test('without a microphone waits for the agent’s word, and says so to the server when it is given up', async () => {
    const at = atDesk('denied')
    at.talks.begin(inCall())
    await settled()
    expect(at.shown()).toMatchObject({ problem: 'denied', view: null })
    await at.talks.giveUp()
    expect(at.shown()).toBeNull()
    expect(at.seen).toMatchObject({ talks: 0, acts: [['call/end', { why: 'failed' }]] })
  })

  test('hears once that its call is over', async () => {
    const at = atDesk()
    at.comes(inCall())
    at.talks.begin(inCall())
    await settled()
    at.comes(aSession({ lastSeq: 2 }))
    at.comes(aSession({ lastSeq: 3 }))
    expect(at.seen.overs).toBe(1)
  })
})
