import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import type { Exhibit, Look, Room } from './exhibits/exhibit.ts'

export type Shown = Omit<Exhibit, 'draw'>
export interface Sight extends Look {
  width: 'desktop' | 'phone'
}
/** One page with the exhibits that it can draw one after the other. */
export interface Pageful {
  sight: Sight
  exhibits: readonly Shown[]
}

const sizes: Record<Room, { width: number; height: number }> = {
  cards: { width: 600, height: 320 },
  panel: { width: 384, height: 640 },
  callWindow: { width: 480, height: 720 },
  loader: { width: 900, height: 720 },
  preview: { width: 900, height: 720 },
  tab: { width: 1280, height: 800 },
}
const phone = { width: 390, height: 800 }
const patience = 30_000

const load = async (page: Page, url: string) => {
  await page.goto(`${url}/exhibit.html`)
  await page.waitForFunction(() => 'stage' in window, undefined, { timeout: patience })
}

/** Every exhibit, page by page. */
export async function pagefulsOf(browser: Browser, url: string): Promise<Shown[][]> {
  const page = await browser.newPage()
  try {
    await load(page, url)
    return await page.evaluate(() => window.stage.pagefuls)
  } finally {
    await page.close()
  }
}

/** What is told about an exhibit that was drawn. `errors`: what the page reported meanwhile. */
export type OnDrawn = (drawn: {
  page: Page
  exhibit: Shown
  sight: Sight
  sentences: string[]
  errors: string[]
}) => unknown

/** Draws these pages, two at a time: machines here have two cores. */
export async function drawExhibits(
  browser: Browser,
  url: string,
  pagefuls: readonly Pageful[],
  onDrawn: OnDrawn,
): Promise<void> {
  const waiting = [...pagefuls]
  const work = async () => {
    const window = windowOf(browser)
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const page = await window.openPage(next)
      await drawPageful(page, url, next, onDrawn)
      await page.close()
    }
    await window.close()
  }
  await Promise.all([work(), work()])
}

/**
 * Opens one page after the other, in the same context as long as their sight is the same: its cache holds the modules, which
 * take most of the time of a page.
 */
function windowOf(browser: Browser) {
  let open: { look: string; context: BrowserContext } | null = null
  return {
    openPage: async ({ sight, exhibits }: Pageful): Promise<Page> => {
      const options = optionsFor(sight, exhibits[0]?.room ?? 'tab')
      const look = JSON.stringify(options)
      if (open?.look !== look) {
        await open?.context.close()
        open = { look, context: await browser.newContext(options) }
      }
      return open.context.newPage()
    },
    close: () => open?.context.close(),
  }
}

const optionsFor = ({ theme, width }: Sight, room: Room): BrowserContextOptions => ({
  viewport: width === 'phone' ? phone : sizes[room],
  colorScheme: theme === 'light' ? 'light' : 'dark',
  // The tab and Teams have a theme of their own; the widget takes the browser's.
  ...(theme === 'contrast' && room !== 'tab' && room !== 'cards' ? { forcedColors: 'active' as const } : {}),
  reducedMotion: 'reduce',
})

async function drawPageful(page: Page, url: string, { sight, exhibits }: Pageful, onDrawn: OnDrawn) {
  const { theme, language } = sight
  const errors: string[] = []
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()))
  page.on('pageerror', (fault) => errors.push(String(fault)))
  await load(page, url)
  // What an earlier page of the same context has kept.
  await page.evaluate(() => localStorage.clear())
  for (const exhibit of exhibits) {
    const show = ([id, look]: readonly [string, Look]) => window.stage.show(id, look)
    const sentences = await page.evaluate(show, [exhibit.id, { theme, language }] as const).catch((fault: unknown) => {
      errors.push(fault instanceof Error ? (fault.message.split('\n')[0] ?? '') : String(fault))
      return []
    })
    await onDrawn({ page, exhibit, sight, sentences, errors: errors.splice(0) })
  }
}
