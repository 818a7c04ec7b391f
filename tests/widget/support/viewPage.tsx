/** @jsxImportSource preact */
import { render, type ComponentChild } from 'preact'
import type { Media } from '#core/contract/calls'
import type { CallState } from '../../../widget/callWindow/controller/callState.ts'
import type { CallActions } from '../../../widget/callWindow/controller/callController.ts'
import { CallWindow } from '../../../widget/callWindow/views/CallWindow.tsx'
import type { ChatState } from '../../../widget/customer/chatState.ts'
import { isRightToLeft, languageOf } from '../../../widget/i18n/compiled/languages.ts'
import type { Quality, Sends, CallPhase } from '#client/call/types'
import type { WindowState } from '../../../widget/panel/call/callWindow.ts'
import { Panel, type PanelProps } from '../../../widget/panel/Panel.tsx'
import { loadCallTranslations } from '../../../widget/i18n/callTranslations.ts'
import { captureOf, noSends, paints } from './captures.ts'

// Renders single views in Chromium, each from one state. Its actions only record their name.

export interface WindowFace extends Pick<CallState, 'chat' | 'intent' | 'media' | 'step' | 'why' | 'retryIn' | 'test'> {
  /** Server time in milliseconds since the epoch. */
  now: number
  own: Sends
  /** `joinUrl`: set for a Teams meeting. `seconds`: since the sides were connected. */
  callSession: {
    phase: CallPhase
    quality: Quality
    their: Sends | null
    seconds: number | null
    joinUrl: string | null
  } | null
}
export interface PanelFace {
  chat: ChatState
  window: WindowState
  now: number
}
declare global {
  interface Window {
    view: View
  }
}

const done: string[] = []
const act = (name: string) => () => void done.push(name)
const failing = new Set<string>()
const slowly = (name: string) => () => {
  done.push(name)
  return Promise.resolve(!failing.has(name))
}
window.close = act('close')

const windowActions: CallActions = {
  tryDevices: act('tryDevices'),
  go: act('go'),
  hangUp: act('hangUp'),
  openedMeeting: act('openedMeeting'),
  takeBack: async () => {
    await slowly('takeBack')()
  },
  again: async () => {
    await slowly('again')()
  },
  enter: act('enter'),
  write: act('write'),
  capture: () => ({
    ...{
      level,
      setMicrophone: act('setMicrophone'),
      stopScreen: act('stopScreen'),
      shareScreen: slowly('shareScreen'),
    },
    setCamera: () => slowly('setCamera')().then(() => null),
    choose: () => slowly('choose')().then(() => null),
    ...{ open: () => Promise.resolve(null), view: () => captureOf(noSends), watch: () => () => false },
    ...{ tracks: () => ({ microphone: null, camera: null, screen: null }), close: act('closeCapture') },
  }),
}
let loud = false
const level = () => ((loud = !loud), loud ? 0.6 : 0.4)

const { their, screen } = paints

const stateOf = ({ own: sends, callSession, ...rest }: WindowFace): CallState => {
  const capture = captureOf(sends)
  if (!callSession) return { ...rest, capture, callSession: null }
  const { phase, quality, joinUrl, their: theirs, seconds } = callSession
  const call = { id: '1', media: rest.media, by: 'customer', status: 'started' } as const
  const entry =
    joinUrl === null
      ? null
      : {
          ...{ provider: 'teams-meeting' as const, joinUrl, guest: null },
          call: { ...call, ringEndsAt: null, startedAt: null, provider: 'teams-meeting' as const },
        }
  return {
    ...{ ...rest, capture },
    callSession: {
      ...{ phase, quality, capture, entry },
      ...{ remote: theirs?.camera ? their : null, remoteScreen: theirs?.screen ? screen : null, remoteSends: theirs },
      connectedSince: seconds === null ? null : Date.now() - seconds * 1000,
    },
  }
}

const panelActions: PanelProps['actions'] = {
  ...{ open: act('open'), say: act('say'), retry: act('retry'), draft: act('draft'), introduce: act('introduce') },
  ...{ again: act('again'), tryAgain: act('tryAgain'), minimise: act('minimise'), close: act('close') },
  ...{ hangUp: slowly('hangUp'), decline: slowly('decline'), end: slowly('end'), leaveMessage: slowly('leaveMessage') },
}
const kept = {
  ...{ resume: null, sessionId: null, unsent: [], opening: null, readUpTo: 0, draft: '', name: 'Mia', email: '' },
}

/** Resolves when the view is painted, its effects have run, and its videos show a frame. */
async function draw(locale: string, what: ComponentChild): Promise<void> {
  const language = languageOf(locale)
  Object.assign(document.documentElement, { lang: language, dir: isRightToLeft(language) ? 'rtl' : 'ltr' })
  render(what, document.body)
  const painted = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))
  await painted()
  await painted()
  const pictures = [...document.querySelectorAll<HTMLVideoElement>('video:not(.unseen)')]
  const shown = (video: HTMLVideoElement) =>
    new Promise<unknown>((done) => {
      if (video.readyState >= 2) done(null)
      else video.addEventListener('loadeddata', done)
    })
  await Promise.all(pictures.filter(({ srcObject }) => srcObject).map(shown))
}

const view = {
  /** Returns and clears the recorded actions. */
  done: () => done.splice(0),
  clear: () => {
    failing.clear()
    render(null, document.body)
  },
  /** An action fails until the view is cleared. */
  fail: (name: string) => void failing.add(name),
  call: async (face: WindowFace, locale: string) => {
    const translations = await loadCallTranslations(languageOf(locale))
    const state = stateOf(face)
    await draw(
      locale,
      <CallWindow {...{ state, translations, locale }} actions={windowActions} serverNow={() => face.now} />,
    )
  },
  panel: async ({ chat, window: shown, now }: PanelFace, locale: string) => {
    const translations = await loadCallTranslations(languageOf(locale))
    const start = (kind: string, media: Media) => {
      done.push(`${kind} ${media}`)
    }
    const link = () => ({ href: '#call', target: '_self' })
    const calling = { ...{ window: shown, start, link }, show: act('show') }
    const props = { ...{ chat, kept, translations, locale, calling }, attention: 1, actions: panelActions }
    await draw(locale, <Panel {...props} serverNow={() => now} />)
  },
}
export type View = typeof view

window.view = view
