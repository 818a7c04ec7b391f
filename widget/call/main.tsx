/** @jsxImportSource preact */
import { render } from 'preact'
import { customerApi } from '../api.ts'
import { openAsk } from '../ask.ts'
import { isRightToLeft, languageOf } from '../languages.ts'
import { makeCapture } from '../media/capture.ts'
import { setAccent } from '../panel/accent.ts'
import { loadCallWords } from '../words/call/loadCallWords.ts'
import { callApi } from './callApi.ts'
import { CallRoom } from './CallRoom.tsx'
import { callStageOf } from './callState.ts'
import { makeCallVisit } from './callVisit.ts'
import { carryOf } from './carry.ts'
import { openPanelLine } from './opener.ts'
import { devicesPassed, maySkipTest } from './passed.ts'

const base = new URL('./', location.href.replace(/[?#].*/, '')).pathname
const streamUrl = () => `${location.origin.replace(/^http/, 'ws')}${base}stream`

/** Who reloads the window has seen its beginning: nothing rings by itself then. */
const isReload = () =>
  performance.getEntriesByType('navigation').some((entry) => 'type' in entry && entry.type === 'reload')

async function start() {
  const locale = /^#([a-z0-9-]+)$/i.exec(location.hash)?.[1] ?? navigator.language
  const language = languageOf(locale)
  document.documentElement.lang = language
  document.documentElement.dir = isRightToLeft(language) ? 'rtl' : 'ltr'
  const words = await loadCallWords(language)
  const ask = openAsk(base, (...request) => fetch(...request), Date.now)
  const api = customerApi(ask)
  const visit = makeCallVisit({
    ...{ api, calls: callApi(ask), panel: openPanelLine(), carryOf, newCapture: makeCapture },
    socket: () => new WebSocket(streamUrl()),
    online: () => navigator.onLine,
    maySkipTest: async (media) => !isReload() && (await maySkipTest(media)),
    onPassed: devicesPassed,
    onAccent: setAccent,
    closeSoon: () => setTimeout(() => window.close(), 1000),
    onChange: () => draw(),
  })
  function draw() {
    const state = visit.state()
    render(<CallRoom {...{ state, words, locale }} actions={visit.actions} serverNow={api.serverNow} />, document.body)
  }
  draw()
  visit.enter()
  addEventListener('online', visit.wake)
  addEventListener('offline', visit.wake)
  addEventListener('pagehide', visit.goneAway)
  addEventListener('beforeunload', (event) => {
    if (callStageOf(visit.state()) === 'call') event.preventDefault()
  })
}

void start()
