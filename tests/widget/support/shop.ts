import { expect } from '@jest/globals'
import type { Browser, BrowserContextOptions, Frame, Page } from 'playwright-core'
import { launchChromium, openPage } from '../../support/browser/browser.ts'
import { startCustomerApi } from './customerApi.ts'
import { shopHost, startHostPage } from './hostPage.ts'

const shared: { browser?: Browser } = {}
// Playwright disables partitioned storage, and without it third-party frames in a private window have no storage at all. The
// last `--disable-features` switch counts, so this one restores the browser's default.
const withPartitionedStorage = ['--disable-features=Translate']
export const closeBrowser = async () => shared.browser?.close()

/** A shop page with the widget, and the customer API over a server in memory. */
export async function openShop(
  path = '/',
  options: BrowserContextOptions = {},
  prepare?: (api: Awaited<ReturnType<typeof startCustomerApi>>) => void,
) {
  shared.browser ??= await launchChromium({ hosts: [shopHost], args: withPartitionedStorage })
  const api = await startCustomerApi()
  prepare?.(api)
  const host = await startHostPage(api.widgetUrl)
  const { page, errors, platform } = await openPage(shared.browser, host.url + path, options)
  const launcher = page.getByRole('button', { expanded: false })
  const panel = page.frameLocator('iframe')
  /** Fills in the form of the open panel and sends the first message. */
  const fillIn = async (text = 'Hello') => {
    await panel.locator('input[name=name]').fill('Mia')
    await panel.locator('textarea').fill(text)
    await panel.locator('button[type=submit]').click()
    await panel.getByRole('timer').waitFor()
  }
  return {
    ...{ api, server: api.server, host, page, errors, platform, launcher, panel },
    note: page.locator('output'),
    log: panel.getByRole('log'),
    frame: (): Frame => frameOf(page),
    /** Opens the panel, fills in the form and sends the first message. */
    begin: async (text = 'Hello') => {
      await launcher.click()
      await fillIn(text)
    },
    fillIn,
    say: async (text: string) => {
      await panel.locator('textarea').fill(text)
      await panel.locator('textarea').press('Enter')
    },
    /** Text of each message in the conversation, in order. */
    messages: () => panel.locator('.log .text').allInnerTexts(),
    stop: async () => {
      expect(api.wrongBodies).toEqual([])
      expect(platform).toEqual([])
      await page.context().close()
      await host.stop()
      await api.stop()
    },
  }
}
export type Shop = Awaited<ReturnType<typeof openShop>>

function frameOf(page: Page): Frame {
  const frame = page.frames().find((one) => one.url().includes('/widget/v1/frame/'))
  if (!frame) throw new Error('The page has no panel')
  return frame
}

/** Waits up to ten seconds until the value equals `expected`. Fails with the last value. */
export async function eventually<T>(read: () => T | Promise<T>, expected: T): Promise<void> {
  const until = Date.now() + 10_000
  while (Date.now() < until && JSON.stringify(await read()) !== JSON.stringify(expected))
    await new Promise((done) => setTimeout(done, 30))
  expect(await read()).toEqual(expected)
}
