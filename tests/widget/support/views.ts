import { afterAll, afterEach, beforeAll, expect } from '@jest/globals'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { launchChromium, openPage } from '../../support/browser/browser.ts'
import { startSourceSite } from './sourceSite.ts'
import type { PanelFace, WindowFace } from './viewPage.tsx'

const module = '/tests/widget/support/viewPage.tsx'
const styled = (own: string) => ({ module, styles: ['/widget/base.css', own] })

/** Starts a browser and a site that renders single views of the widget. */
async function startViews() {
  const site = await startSourceSite({
    '/call': styled('/widget/callWindow/callWindow.css'),
    '/panel': styled('/widget/panel/panel.css'),
  })
  const browser = await launchChromium()
  return {
    open: async (of: 'call' | 'panel', options: BrowserContextOptions = {}, locale = 'en') =>
      viewsOn(await openPage(browser, `${site.url}/${of}`, options), locale),
    stop: async () => {
      await browser.close()
      await site.close()
    },
  }
}
export type Views = ReturnType<typeof viewsOn>

/** Provides views for a test file. After each test, the last opened view must have logged no error and is closed. */
export function viewsOfFile() {
  let started: Awaited<ReturnType<typeof startViews>>
  let view: Views
  beforeAll(async () => {
    started = await startViews()
  })
  afterEach(async () => {
    expect(view.errors).toEqual([])
    await view.close()
  })
  afterAll(() => started.stop())
  return {
    open: async (...which: Parameters<typeof started.open>): Promise<Views> => (view = await started.open(...which)),
  }
}

function viewsOn({ page, errors }: { page: Page; errors: string[] }, locale: string) {
  return {
    ...{ page, errors },
    showCall: (face: WindowFace) =>
      page.evaluate(([shown, said]) => window.view.call(shown, said), [face, locale] as const),
    showPanel: (face: PanelFace) =>
      page.evaluate(([shown, said]) => window.view.panel(shown, said), [face, locale] as const),
    /** Removes the current view. */
    clear: () => page.evaluate(() => window.view.clear()),
    done: () => page.evaluate(() => window.view.done()),
    close: () => page.context().close(),
  }
}
