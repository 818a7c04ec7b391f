import type { CallOutcome, Media } from '#core/contract/calls'
import type { Contact } from '#core/contract/customerApi'
import type { Modality } from '#core/contract/sessions'
import type { CallIntent } from '../../../widget/protocol/callWindowMessages.ts'
import { newChat, type ChatState } from '../../../widget/customer/chatState.ts'
import type { Sends } from '#client/call/types'
import { sessionId } from '../../support/memory/sessionFixtures.ts'
import { accepted, at, chatAfter, ended, opened, over, rings, started, type Said } from './callChats.ts'
import type { WindowFace } from './viewPage.tsx'

/** A view of the call window, and the action of each of its buttons. */
export interface Shown {
  face: WindowFace
  does: Record<string, string>
}

export const contact = (modalities: Modality[] = ['chat', 'audio', 'video'], displayName = 'Alex Wilber'): Contact => ({
  ...{ displayName, available: true, ringSeconds: 45, accent: null, preview: false },
  modalities,
})
const intentFor = (wanted: CallIntent['kind'], media: Media): CallIntent => ({
  ...{ kind: wanted, media, name: 'Mia', email: '', sessionId },
})
const sends = (...what: (keyof Sends)[]): Sends => ({
  microphone: what.includes('microphone'),
  camera: what.includes('camera'),
  screen: what.includes('screen'),
})
const received = sends('microphone')
const seen = sends('microphone', 'camera')
const instant = Date.parse(at)

const faceOf = (change: Partial<WindowFace>, does: Shown['does'] = {}): Shown => ({
  face: {
    ...{ chat: { ...chatAfter(), contact: contact() }, intent: null, media: 'audio', step: 'underWay', why: null },
    ...{ test: 'passed', now: instant, own: received, callSession: null },
    ...change,
  },
  does,
})
const after = (...said: Said[]): ChatState => ({ ...chatAfter(...said), contact: contact() })

const test = (found: WindowFace['test'], does: Shown['does'], change: Partial<WindowFace> = {}) => {
  const { media = 'audio' } = change
  const chat = { ...chatAfter(), session: null, contact: contact() }
  const own = found === 'passed' ? (media === 'video' ? seen : received) : sends()
  return faceOf({ chat, intent: intentFor('open', media), step: 'testing', test: found, own, ...change }, does)
}
const untried = { 'Allow microphone': 'tryDevices' }
const failing = { 'Try again': 'tryDevices', 'Chat instead': 'write' }

const inCall = ({ microphone, camera, screen }: Sends) => ({
  [microphone ? 'Mute' : 'Unmute']: 'setMicrophone',
  [camera ? 'Turn camera off' : 'Turn camera on']: 'setCamera',
  ...(screen ? { 'Stop sharing': 'stopScreen' } : { 'Share screen': 'shareScreen' }),
  'Hang up': 'hangUp',
})
const talking = (
  change: Partial<WindowFace['callSession']> = {},
  own: Sends = received,
  does: Shown['does'] = inCall(own),
) => {
  const callSession = {
    phase: 'talking' as const,
    quality: 'good' as const,
    their: received,
    seconds: 83,
    joinUrl: null,
  }
  const media = own.camera ? 'video' : 'audio'
  return faceOf(
    { chat: after(opened, accepted, started), media, own, callSession: { ...callSession, ...change } },
    does,
  )
}

const ways = { 'Call again': 'again', 'Chat instead': 'write', 'Close this window': 'close' }
const alone = { 'Call again': 'again', 'Close this window': 'close' }
const message = { 'Call again': 'again', 'Leave a message': 'write', 'Close this window': 'close' }
const afterCall = (outcome: CallOutcome, seconds: number, ...then: Said[]) =>
  faceOf({ chat: after(opened, accepted, started, over(outcome, 'customer', seconds), ...then) }, ways)
const unheard = (...end: Said[]) => faceOf({ chat: after(opened, ...end) }, message)

/** All views of the call window, by name. */
export const windowFaces = {
  asking: faceOf({ step: 'asking', chat: newChat([]) }),
  'no-panel': faceOf({ step: 'alone', chat: newChat([]) }, { 'Close this window': 'close' }),
  'not-possible': faceOf({ step: 'refused', why: 'forbidden' }, { 'Close this window': 'close' }),
  'not-possible-at-once': faceOf(
    { step: 'refused', why: 'contactUnavailable', chat: newChat([]) },
    { 'Close this window': 'close' },
  ),
  'too-many': faceOf(
    { step: 'refused', why: 'tooManyRequests', retryIn: 40 },
    { 'Try again': 'enter', 'Close this window': 'close' },
  ),
  network: faceOf({ step: 'refused', why: 'unreachable' }, { 'Try again': 'enter', 'Close this window': 'close' }),

  'test-audio-untried': test('untried', untried),
  'test-video-untried': test('untried', { 'Allow microphone and camera': 'tryDevices' }, { media: 'video' }),
  'test-waiting': test('trying', {}, { media: 'video' }),
  'test-audio-passed': test('passed', { 'Call Alex Wilber': 'go' }),
  'test-video-passed': test('passed', { 'Call Alex Wilber': 'go' }, { media: 'video' }),
  'test-answer': test(
    'passed',
    { Answer: 'go' },
    { intent: intentFor('accept', 'audio'), chat: after(accepted, rings('agent')) },
  ),
  'test-denied': test('denied', failing, { media: 'video' }),
  'test-denied-by-call-alone': test(
    'denied',
    { 'Try again': 'tryDevices', 'Close this window': 'write' },
    { chat: { ...chatAfter(), session: null, contact: contact(['audio', 'video']) } },
  ),
  'test-no-device': test('noDevice', failing),
  'test-in-use': test('inUse', failing),
  'test-unknown': test('unknown', failing),
  'test-unsupported': test('unsupported', { 'Chat instead': 'write' }),
  'test-no-camera': test('noDevice', { 'Call Alex Wilber': 'go', ...failing }, { media: 'video', own: received }),

  ringing: faceOf({ chat: after(opened), now: instant - 32_000 }, { Cancel: 'hangUp' }),
  'ringing-video': faceOf(
    { chat: after(opened), now: instant - 32_000, media: 'video', own: seen },
    { Cancel: 'hangUp' },
  ),
  'ringing-late': faceOf({ chat: after(opened), now: instant + 1000 }, { Cancel: 'hangUp' }),
  joining: faceOf({ chat: after(opened, accepted, started) }),
  'connecting-audio': talking({ phase: 'connecting', quality: 'unknown', their: null, seconds: null }),
  'connecting-video': talking({ phase: 'connecting', quality: 'unknown', their: null, seconds: null }, seen),
  'talking-audio': talking(),
  'talking-video': talking({ their: seen }, seen),
  'talking-their-camera': talking({ their: seen }),
  'their-screen': talking({ their: sends('microphone', 'camera', 'screen') }, seen),
  'their-screen-alone': talking({ their: sends('microphone', 'screen') }),
  'own-screen': talking({ their: seen }, sends('microphone', 'camera', 'screen')),
  muted: talking({}, sends()),
  'they-are-muted': talking({ their: sends() }),
  'they-are-muted-video': talking({ their: sends('camera') }, seen),
  'weak-audio': talking({ quality: 'poor' }),
  'weak-video': talking({ quality: 'poor', their: seen }, seen),
  interrupted: talking({ phase: 'reconnecting', quality: 'lost', their: seen }, seen),
  'nothing-arrives': talking({ quality: 'lost' }),
  elsewhere: talking({ phase: 'elsewhere' }, sends(), { 'Continue here': 'takeBack', 'Close this window': 'close' }),
  meeting: talking(
    { phase: 'meeting', their: null, seconds: null, joinUrl: 'https://teams.microsoft.com/l/meetup-join/1' },
    sends(),
    { 'Hang up': 'hangUp' },
  ),

  'over-you-hung-up': afterCall('hungUpByCustomer', 83),
  'over-they-hung-up': afterCall('hungUpByUser', 3725),
  'over-declined': unheard(ended('declined', true)),
  'over-cancelled': faceOf({ chat: after(opened, ended('endedByCustomer')) }, ways),
  'over-unanswered': unheard(ended('unanswered', true)),
  'over-away': faceOf(
    { chat: after(opened, ended('unavailable', true)) },
    { 'Leave a message': 'write', 'Close this window': 'close' },
  ),
  'over-not-joined': afterCall('notJoined', 0),
  'over-lost': afterCall('lost', 12),
  'over-failed': afterCall('failed', 0),
  'over-session-ended': afterCall('sessionEnded', 12, ended()),
  'over-not-allowed': faceOf(
    { chat: after(opened, accepted, started, over('sessionEnded'), ended('notAllowed')) },
    { 'Close this window': 'close' },
  ),
  'over-by-call-alone': faceOf(
    {
      chat: {
        ...chatAfter(opened, accepted, started, over('hungUpByUser', 'customer', 83), ended()),
        contact: contact(['audio', 'video']),
      },
    },
    alone,
  ),
} satisfies Record<string, Shown>
