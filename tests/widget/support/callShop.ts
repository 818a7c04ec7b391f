import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { fakeDevices, launchChromium, openPage } from '../../support/browser/browser.ts'
import { contactOf } from '../../support/customer.ts'
import { startWorld, type World, type WorldOptions } from '../../support/world.ts'
import { shopHost, startHostPage } from './hostPage.ts'

const fakeMedia = ['--disable-features=Translate', ...fakeDevices]
export const alex = 'alex@contoso.test'

/** A shop page with Alex's snippet, the whole product, and a browser with a fake microphone and camera. */
export async function startCallGround<Ground extends World = World>(
  start: (options: WorldOptions) => Promise<Ground | World> = startWorld,
) {
  let world: World | null = null
  let contact = { contactId: '', widgetKey: '' }
  const host = await startHostPage(() => ({ widgetUrl: world?.widgetUrl ?? '', ...contact }))
  const clock = { ahead: 0 }
  const started = await start({ shopOrigin: host.url, now: () => Date.now() + clock.ahead })
  world = started
  contact = await contactOf(started, alex)
  const browser = await launchChromium({ hosts: [shopHost], args: fakeMedia })
  return {
    ...{ world: started, browser, host, clock },
    visit: (options: BrowserContextOptions = {}, path = '/') => visit(started, browser, host.url + path, options),
    stop: async () => {
      await browser.close()
      await started.close()
      await host.stop()
    },
  }
}
export type CallGround = Awaited<ReturnType<typeof startCallGround>>

/** Opens the shop page as a customer. */
async function visit(world: World, browser: Browser, url: string, options: BrowserContextOptions) {
  const { page, errors } = await openPage(browser, url, options)
  const panel = page.frameLocator('iframe')
  const agent = async (path: string, body: object = {}) => {
    const { body: list } = await world.ask(alex, 'GET', '/sessions')
    const [newest] = list.items as { id: string }[]
    const answer = await world.ask(alex, 'POST', `/sessions/${newest?.id ?? ''}${path}`, { body })
    if (answer.status >= 300) throw new Error(`${path} answered ${answer.status} ${JSON.stringify(answer.body)}`)
    return answer
  }
  return {
    ...{ page, panel, agent },
    /** Errors from the browser's console. */
    errors: () => errors.filter((text) => !isLate(text)),
    /** Opens the panel and enters a name. */
    begin: async (name = 'Mia') => {
      await page.getByRole('button', { expanded: false }).click()
      await panel.locator('input[name=name]').fill(name)
    },
    /** Presses a button of the panel and returns the window that it opens. */
    opens: async (press: () => Promise<void>): Promise<Page> => {
      const [opened] = await Promise.all([page.context().waitForEvent('page'), press()])
      opened.on('pageerror', (fault) => errors.push(String(fault)))
      opened.on('console', (message) => {
        if (message.type() === 'error') errors.push(message.text())
      })
      await opened.setViewportSize({ width: 480, height: 720 })
      return opened
    },
    press: (name: string) => panel.getByRole('button', { name, exact: true }).click(),
    close: () => page.context().close(),
  }
}
export type Customer = Awaited<ReturnType<typeof visit>>

/** A heartbeat that was in flight when the other side hung up is refused with 409, which the browser logs. */
const isLate = (text: string): boolean => text.includes('status of 409')

/** Presses a button that closes its window. */
export async function pressToClose(window: Page, name: string): Promise<void> {
  const closed = window.waitForEvent('close')
  // The window may be closed before the click resolves.
  await window
    .getByRole('button', { name, exact: true })
    .click()
    .catch(() => undefined)
  await closed
}

/** Passes the device test. */
export async function passTest(window: Page, go: string | RegExp = /^Call Alex/): Promise<void> {
  await window.getByRole('button', { name: /^Allow/ }).click()
  await window.getByRole('button', { name: go }).click()
}
