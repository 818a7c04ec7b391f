import { expect } from '@jest/globals'
import type { Browser, BrowserContextOptions, Frame, Page } from 'playwright-core'
import { launchChromium, openPage } from '../../support/browser/browser.ts'
import { startFakeCustomerApi } from './fakeCustomerApi.ts'
import { shopHost, startHostPage } from './hostPage.ts'

const shared: { browser?: Browser } = {}
// Playwright turns partitioned storage off, and then a private window gives a frame of another site none at all. People's
// browsers give it a partition of its own: the later of two such switches counts.
const asPeopleHaveIt = ['--disable-features=Translate']
export const closeBrowser = async () => shared.browser?.close()

/** A shop's page with the widget, and the server behind it. */
export async function openShop(
  path = '/',
  options: BrowserContextOptions = {},
  prepare?: (api: Awaited<ReturnType<typeof startFakeCustomerApi>>) => void,
) {
  shared.browser ??= await launchChromium({ hosts: [shopHost], args: asPeopleHaveIt })
  const api = await startFakeCustomerApi()
  prepare?.(api)
  const host = await startHostPage(api.widgetUrl)
  const { page, errors, platform } = await openPage(shared.browser, host.url + path, options)
  const launcher = page.getByRole('button', { expanded: false })
  const panel = page.frameLocator('iframe')
  return {
    ...{ api, world: api.world, host, page, errors, platform, launcher, panel },
    note: page.locator('output'),
    log: panel.getByRole('log'),
    frame: (): Frame => frameOf(page),
    /** Clicks, fills in the form and sends the first line. */
    begin: async (text = 'Hello') => {
      await launcher.click()
      await panel.locator('input[name=name]').fill('Mia')
      await panel.locator('textarea').fill(text)
      await panel.locator('button[type=submit]').click()
      await panel.getByRole('timer').waitFor()
    },
    say: async (text: string) => {
      await panel.locator('textarea').fill(text)
      await panel.locator('textarea').press('Enter')
    },
    /** The conversation as it is read: every line's text, in order. */
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

/** Waits until a value is as expected, and fails with the last one seen. */
export async function eventually<T>(read: () => T | Promise<T>, expected: T): Promise<void> {
  const until = Date.now() + 10_000
  while (Date.now() < until && JSON.stringify(await read()) !== JSON.stringify(expected))
    await new Promise((done) => setTimeout(done, 30))
  expect(await read()).toEqual(expected)
}
