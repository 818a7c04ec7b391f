import type { Result } from '#client/retry'
import {
  callWindowName,
  type CallAnswer,
  type CallIntent,
  type WindowMessage,
} from '../../protocol/callWindowMessages.ts'
import type { Media } from '#core/contract/calls'
import type { ChatState } from '../../customer/chatState.ts'
import type { StoredPanel } from '../../customer/panelStorage.ts'

interface CallWindowOptions {
  /** URL of the window's page; `#locale` is appended. */
  address: string
  locale: string
  accent: () => string | null
  ticket: () => Promise<Result<{ ticket: string }>>
  onFrame: (message: WindowMessage) => void
  onChange: () => void
}

/** `blocked`: the browser blocked the window. `gone`: the window was open and has been closed. */
export type WindowState = 'none' | 'open' | 'blocked' | 'gone'

const features = 'popup,width=480,height=720'
const closedCheckMs = 1000

/** Opens the call window and exchanges messages with it. It is opened only on a click, because browsers block other pop-ups. */
export function createCallWindow({ address, locale, accent, ticket, onFrame, onChange }: CallWindowOptions) {
  let intent: CallIntent | null = null
  let state: WindowState = 'none'
  let openWindow: Window | null = null
  let watched: ReturnType<typeof setInterval> | undefined
  let opened = 0

  /** A new URL each time, so that an open window is reloaded. */
  const newUrl = () => `${address}?${Date.now()}-${opened++}#${locale}`

  const setState = (now: WindowState) => {
    if (now === state) return
    state = now
    onChange()
  }
  const watch = (shown: Window) => {
    clearInterval(watched)
    openWindow = shown
    setState('open')
    watched = setInterval(() => {
      if (!shown.closed) return
      clearInterval(watched)
      setState('gone')
    }, closedCheckMs)
    shown.focus()
  }
  const open = (wanted: CallIntent) => {
    intent = wanted
    const shown = window.open(newUrl(), callWindowName, features)
    if (shown) watch(shown)
    else setState('blocked')
  }

  const answer = async (asking: Window, asked: CallIntent) => {
    const answered = await ticket()
    const message: CallAnswer = answered.ok
      ? { type: 'callTicket', ticket: answered.value.ticket, intent: asked, accent: accent() }
      : { type: 'callRefused' }
    asking.postMessage(message, location.origin)
  }
  addEventListener('message', ({ source, origin, data }: MessageEvent<WindowMessage>) => {
    if (origin !== location.origin || !isOurs(source)) return
    if (data.type === 'callWindow' && intent) {
      watch(source)
      void answer(source, intent)
      return
    }
    onFrame(data)
    // The panel closes the window: one that closes itself may be gone before its last message is delivered.
    if (data.type === 'callLeft' && data.write) source.close()
  })

  return {
    state: () => state,
    open,
    /** Closes the window of a previous chat. */
    close: () => openWindow?.close(),
    /** Attributes of a plain link, which opens the window where the browser blocks scripts from doing so. */
    link: () => ({ href: newUrl(), target: callWindowName }),
    /** Brings the window to the front. After a reload it is found by its name; if it is closed, it is opened again. */
    show: (rejoin: CallIntent) => {
      const shown = window.open('', callWindowName, features)
      if (shown?.location.pathname === new URL(address, location.href).pathname) watch(shown)
      else open(rejoin)
    },
  }
}
type CallWindow = ReturnType<typeof createCallWindow>

/** Whether this page opened the window. */
const isOurs = (source: MessageEventSource | null): source is Window =>
  source !== null && 'opener' in source && source.opener === window

/** The call window, as the panel's components use it. */
export interface Calling {
  window: WindowState
  /** Opens the window for a call. `name`: the customer's name, if it is not stored yet. */
  start: (kind: CallIntent['kind'], media: Media, name?: string) => void
  show: (call: { media: Media }) => void
  link: () => { href: string; target: string }
}

/** Binds the call window to the customer's details and the session that the panel shows. */
export function callingOf(callWindow: CallWindow, chat: ChatState, kept: StoredPanel): Calling {
  const intentOf = (kind: CallIntent['kind'], media: Media, name?: string): CallIntent => ({
    ...{ kind, media },
    name: chat.customer?.name ?? name ?? kept.name,
    email: chat.customer?.email ?? kept.email,
    sessionId: kind === 'open' ? null : (chat.session?.id ?? null),
  })
  return {
    window: callWindow.state(),
    start: (...wanted) => callWindow.open(intentOf(...wanted)),
    show: ({ media }) => callWindow.show(intentOf('join', media)),
    link: callWindow.link,
  }
}
