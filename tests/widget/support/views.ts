import type { BrowserContextOptions, Page } from 'playwright-core'
import { launchChromium, openPage } from '../../support/browser.ts'
import { startSourceSite } from './sourceSite.ts'
import type { PanelFace, WindowFace } from './viewPage.tsx'

const module = '/tests/widget/support/viewPage.tsx'
const styled = (own: string) => ({ module, styles: ['/widget/base.css', own] })

/** The views of the widget alone, drawn from one snapshot each, in a real browser. */
export async function startViews() {
  const site = await startSourceSite({
    '/call': styled('/widget/call/call.css'),
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
export type Views = Awaited<ReturnType<Awaited<ReturnType<typeof startViews>>['open']>>

function viewsOn({ page, errors }: { page: Page; errors: string[] }, locale: string) {
  return {
    ...{ page, errors },
    showCall: (face: WindowFace) =>
      page.evaluate(([shown, said]) => window.view.call(shown, said), [face, locale] as const),
    showPanel: (face: PanelFace) =>
      page.evaluate(([shown, said]) => window.view.panel(shown, said), [face, locale] as const),
    /** Leaves nothing of what was shown before. */
    clear: () => page.evaluate(() => window.view.clear()),
    done: () => page.evaluate(() => window.view.done()),
    close: () => page.context().close(),
  }
}
