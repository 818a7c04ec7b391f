/** @jsxImportSource preact */
import { render } from 'preact'
import { createCustomerApi } from '../customer/customerApi.ts'
import { createHttpClient } from '../customer/httpClient.ts'
import { createPanelStorage } from '../customer/panelStorage.ts'
import { isRightToLeft, languageOf } from '../i18n/compiled/languages.ts'
import type { PanelMessage } from '../protocol/panelMessages.ts'
import { createPanelController } from '../customer/panelController.ts'
import { loadTranslations } from '../i18n/translate.ts'
import type { Translations } from '../i18n/translate.ts'
import { setAccent } from './ui/accent.ts'
import { callingOf, createCallWindow } from './call/callWindow.ts'
import { connectHost, findHost, unreadLabel } from './ui/hostPage.ts'
import { Panel } from './Panel.tsx'

const base = new URL('../', location.href.replace(/[?#].*/, '')).pathname
const contactId = location.pathname.split('/').at(-1) ?? ''
const streamUrl = () => `${location.origin.replace(/^http/, 'ws')}${base}stream`

async function start() {
  const host = findHost()
  const locale = host?.locale ?? navigator.language
  const language = languageOf(locale)
  const loading = loadTranslations(language)
  let translations: Translations | null = null
  document.documentElement.lang = language
  document.documentElement.dir = isRightToLeft(language) ? 'rtl' : 'ltr'
  const root = document.body
  if (!host) {
    render(<main class="page">{(await loading).alone}</main>, root)
    return
  }
  let shown = false
  let attention = 0
  let accent: string | null = null
  const storage = createPanelStorage(() => sessionStorage, contactId)
  const sendToHost = connectHost(host, (message) => {
    if (message.type === 'ticket') accent = message.accent
    if ('shown' in message) shown = message.shown
    if (message.type === 'shown' ? message.shown : message.type === 'ticket' && message.focus) attention++
    controller.onFrame(message)
    draw()
  })
  const postToHost = (message: PanelMessage) => {
    // Messages that arrive before the host page confirms must count as unread.
    if (message.type === 'minimise') shown = false
    sendToHost(message)
  }
  const api = createCustomerApi(createHttpClient(base, (...request) => fetch(...request), Date.now))
  const controller = createPanelController({
    api,
    storage,
    postToHost,
    onUnread: (unread) => {
      const name = controller.chat().session?.agentName ?? ''
      const label = translations ? unreadLabel(unread, translations, locale, name) : String(unread.length)
      postToHost({ type: 'unread', count: unread.length, label })
    },
    // The window could call again in a session that this panel does not show any more.
    onNewChat: () => callWindow.close(),
    socket: () => new WebSocket(streamUrl()),
    online: () => navigator.onLine,
    isVisible: () => shown && !document.hidden,
    onChange: () => draw(),
  })
  const callWindow = createCallWindow({
    ...{ address: `${base}call`, locale, ticket: controller.callTicket },
    onFrame: (message) => {
      if (message.type === 'callLeft' && message.write) attention++
      controller.onWindowMessage(message)
      draw()
    },
    accent: () => appliedAccent,
    onChange: () => draw(),
  })
  let appliedAccent: string | null = null
  function draw() {
    if (!translations) return
    const chat = controller.chat()
    const colour = accent ?? chat.contact?.accent ?? null
    if (colour !== appliedAccent) setAccent((appliedAccent = colour))
    render(
      <Panel
        {...{ chat, translations, locale, attention, actions: controller.actions, serverNow: api.serverNow }}
        kept={storage.get()}
        calling={callingOf(callWindow, chat, storage.get())}
      />,
      root,
    )
  }
  postToHost({ type: 'ready' })
  translations = await loading
  draw()
  addEventListener('online', controller.wake)
  addEventListener('offline', controller.wake)
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) controller.read()
  })
  watchForSleep(controller.wake)
}

/** Timers stop while the machine sleeps: after a gap the connection may be dead without a close event. */
function watchForSleep(wake: () => void) {
  const every = 10_000
  let last = Date.now()
  setInterval(() => {
    const now = Date.now()
    if (now - last > every * 6) wake()
    last = now
  }, every)
}

void start()
