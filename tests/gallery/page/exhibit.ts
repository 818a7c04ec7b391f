import './stillClock.ts'
import { themes, type Exhibit, type Look, type Room, type Theme } from '../exhibits/exhibit.ts'
import { exhibits, pagefuls } from '../exhibits.ts'
import { languageOf } from '../../../tab/i18n/compiled/languages.ts'
import { forgetReads, sentencesShown } from './record.ts'
import { resetClock } from './stillClock.ts'

export interface Stage {
  /** All exhibits, in groups that one page can draw one after the other. */
  pagefuls: Omit<Exhibit, 'draw'>[][]
  /** Draws an exhibit in this page, in place of the one before. Resolves with the sentences that it shows. */
  show: (id: string, look: Look) => Promise<string[]>
}
declare global {
  interface Window {
    stage: Stage
  }
}

const styles: Record<Room, readonly string[]> = {
  cards: ['/node_modules/adaptivecards/lib/adaptivecards.css', '/tests/gallery/page/chat.css'],
  panel: ['/widget/base.css', '/widget/panel/panel.css'],
  callWindow: ['/widget/base.css', '/widget/callWindow/callWindow.css'],
  loader: ['/tests/gallery/page/shop.css'],
  preview: ['/widget/preview/preview.css'],
  tab: ['/tab/base.css'],
}

let room: Room | null = null

async function furnish(wanted: Room) {
  if (room === wanted) return
  if (room !== null) throw new Error('Another room needs another page: their styles would mix.')
  room = wanted
  document.documentElement.dataset.room = wanted
  const loads = styles[wanted].map((href) => {
    const link = Object.assign(document.createElement('link'), { rel: 'stylesheet', href })
    document.head.append(link)
    return new Promise((resolve, reject) => Object.assign(link, { onload: resolve, onerror: reject }))
  })
  await Promise.all(loads)
}

/**
 * The widget takes its colours from the browser, which a page cannot set: what the style sheets say about a dark browser holds,
 * or not. High contrast stays with the browser.
 */
function choose(theme: Theme) {
  document.documentElement.style.colorScheme = theme === 'light' ? 'light' : 'dark'
  for (const { cssRules } of document.styleSheets)
    for (const rule of cssRules) {
      if (!(rule instanceof CSSMediaRule)) continue
      if (rule.conditionText.includes('prefers-color-scheme: dark')) ofDarkBrowsers.add(rule)
    }
  for (const { media } of ofDarkBrowsers) media.mediaText = theme === 'light' ? 'not all' : 'all'
}
const ofDarkBrowsers = new Set<CSSMediaRule>()

window.stage = {
  pagefuls: pagefuls().map((group) => group.map(({ draw: _draw, ...exhibit }) => exhibit)),
  show: async (id, look) => {
    const exhibit = exhibits.find((each) => each.id === id)
    if (!exhibit) throw new Error(`There is no exhibit ${id}.`)
    await furnish(exhibit.room)
    if (exhibit.room !== 'cards' && exhibit.room !== 'tab') choose(look.theme)
    resetClock()
    sessionStorage.clear()
    localStorage.clear()
    forgetReads()
    await exhibit.draw(look)
    await document.fonts.ready
    document.documentElement.dataset.drawn = id
    return sentencesShown()
  },
}

const asked = new URLSearchParams(location.search)
const id = asked.get('id')
if (id !== null) {
  const theme = themes.find((each) => each === asked.get('theme')) ?? 'light'
  const language = languageOf(asked.get('language') ?? 'en')
  await window.stage.show(id, { theme, language })
  const said = asked.get('framed')
  // The loader waits for this word of its panel.
  if (said !== null) parent.postMessage({ type: 'ready' }, location.origin)
  // A panel tells of messages only while it is minimised.
  if (said === 'unread')
    addEventListener('message', ({ data }: MessageEvent<{ type: string; shown?: boolean }>) => {
      if (data.type !== 'shown' || data.shown) return
      void unreadIn(language).then((label) => parent.postMessage({ type: 'unread', count: 2, label }, location.origin))
    })
}

/** What the panel tells the page about messages that were not read. */
async function unreadIn(locale: string): Promise<string> {
  const [{ unreadLabel }, { loadTranslations }, { chatFaces }] = await Promise.all([
    import('../../../widget/panel/ui/hostPage.ts'),
    import('../../../widget/i18n/translate.ts'),
    import('../../widget/support/chatViews.ts'),
  ])
  const unread = chatFaces.stored?.chat.events.filter((event) => event.kind === 'message') ?? []
  return unreadLabel(unread.slice(-2), await loadTranslations(languageOf(locale)), locale, 'Alex Wilber')
}
