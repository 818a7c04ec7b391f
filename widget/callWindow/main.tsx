/** @jsxImportSource preact */
import { render } from 'preact'
import { createCustomerApi } from '../customer/customerApi.ts'
import { createHttpClient } from '../customer/httpClient.ts'
import { isRightToLeft, languageOf } from '../i18n/compiled/languages.ts'
import { createMediaDevices } from '#client/call/mediaDevices'
import { setAccent } from '../panel/ui/accent.ts'
import { loadCallTranslations } from '../i18n/callTranslations.ts'
import { createCallApi } from './controller/callApi.ts'
import { CallWindow } from './views/CallWindow.tsx'
import { callStageOf } from './controller/callState.ts'
import { createCallController } from './controller/callController.ts'
import { loadTransport } from './controller/loadTransport.ts'
import { createPanelConnection } from './controller/admission.ts'
import type { Media } from '#core/contract/calls'

const base = new URL('./', location.href.replace(/[?#].*/, '')).pathname
const streamUrl = () => `${location.origin.replace(/^http/, 'ws')}${base}stream`

/** After a reload the window does not start a call by itself. */
const isReload = () =>
  performance.getEntriesByType('navigation').some((entry) => 'type' in entry && entry.type === 'reload')

async function start() {
  const locale = /^#([a-z0-9-]+)$/i.exec(location.hash)?.[1] ?? navigator.language
  const language = languageOf(locale)
  document.documentElement.lang = language
  document.documentElement.dir = isRightToLeft(language) ? 'rtl' : 'ltr'
  const translations = await loadCallTranslations(language)
  const http = createHttpClient(base, (...request) => fetch(...request), Date.now)
  const api = createCustomerApi(http)
  const controller = createCallController({
    ...{
      api,
      calls: createCallApi(http),
      panel: createPanelConnection(),
      loadTransport,
      createCapture: createMediaDevices,
    },
    socket: () => new WebSocket(streamUrl()),
    online: () => navigator.onLine,
    maySkipTest: async (media) => !isReload() && (await maySkipTest(media)),
    onPassed: devicesPassed,
    onAccent: setAccent,
    closeSoon: () => setTimeout(() => window.close(), 1000),
    onChange: () => draw(),
  })
  function draw() {
    const state = controller.state()
    render(
      <CallWindow {...{ state, translations, locale }} actions={controller.actions} serverNow={api.serverNow} />,
      document.body,
    )
  }
  draw()
  controller.enter()
  addEventListener('online', controller.wake)
  addEventListener('offline', controller.wake)
  addEventListener('pagehide', controller.onPageHide)
  addEventListener('beforeunload', (event) => {
    if (callStageOf(controller.state()) === 'call') event.preventDefault()
  })
}

void start()

/** Storage key for the passed device test. The value is `audio` or `video`. */
const storageKey = 'interact:devicesWork'

const devicesPassed = (media: Media): void => {
  try {
    if (localStorage.getItem(storageKey) !== 'video') localStorage.setItem(storageKey, media)
  } catch {
    // Storage is not available: the test is shown again.
  }
}

/** Whether the device test may be skipped: it has passed before, and the permissions are granted. */
async function maySkipTest(media: Media): Promise<boolean> {
  try {
    const passed = localStorage.getItem(storageKey)
    if (passed === null || (media === 'video' && passed !== 'video')) return false
    const needed = media === 'video' ? ['microphone', 'camera'] : ['microphone']
    const states = await Promise.all(
      needed.map((name) => navigator.permissions.query({ name: name as PermissionName })),
    )
    return states.every(({ state }) => state === 'granted')
  } catch {
    return false
  }
}
