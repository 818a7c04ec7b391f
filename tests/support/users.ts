import type { Browser, Frame, FrameLocator, Page } from 'playwright-core'
import type { EmbeddedWorld } from './embeddedWorld.ts'
import { openPage } from './browser/browser.ts'

/** Opens the tab in the Teams host page as a seeded person. */
export async function openTab(
  browser: Browser,
  world: EmbeddedWorld,
  upn: string,
): Promise<{ page: Page; tab: FrameLocator }> {
  const { page } = await openPage(browser, `${world.teams}/?user=${upn}`, { viewport: { width: 1400, height: 1000 } })
  return { page, tab: page.locator('iframe').first().contentFrame() }
}

/** Opens a page with the snippet as a customer. */
export async function openShop(browser: Browser, address: string) {
  const { page } = await openPage(browser, address)
  return { page, panel: page.frameLocator('iframe[src*="/widget/v1/frame/"]') }
}

export const pressLauncher = (page: Page | Frame): Promise<void> => page.getByRole('button', { name: 'Chat' }).click()

export async function startChat(page: Page, panel: FrameLocator, name: string, text: string): Promise<void> {
  await pressLauncher(page)
  await panel.getByLabel('Your name').fill(name)
  await panel.getByLabel('Your message').fill(text)
  await panel.getByRole('button', { name: 'Start chat' }).click()
}

export async function write(panel: FrameLocator, text: string): Promise<void> {
  await panel.getByLabel('Message', { exact: true }).fill(text)
  await panel.getByRole('button', { name: 'Send', exact: true }).click()
}

/** Opens Alex's chat with the bot. */
export async function openBotChat(browser: Browser, world: EmbeddedWorld) {
  const { page } = await openPage(browser, world.playground, { viewport: { width: 1280, height: 900 } })
  const card = (text: string) => page.locator('.ac-adaptiveCard', { hasText: text }).last()
  return {
    page,
    card,
    press: (text: string, button: string) => card(text).getByRole('button', { name: button, exact: true }).click(),
    say: async (text: string) => {
      await page.getByRole('textbox').first().click()
      await page.keyboard.insertText(text)
      await page.getByRole('button', { name: 'Send Message' }).click()
    },
  }
}

/** Opens a user's Interact page in the tab. */
export async function openInteract(tab: FrameLocator, name: string): Promise<void> {
  await tab
    .getByRole('link', { name: 'Users', exact: true })
    .or(tab.getByRole('tab', { name: 'Users', exact: true }))
    .first()
    .click()
  await tab.getByText(name).first().click()
  const section = { name: 'Interact', exact: true }
  await tab.getByRole('link', section).or(tab.getByRole('tab', section)).first().click()
  await tab.getByText('User Snippet').waitFor()
}

export async function save(tab: FrameLocator): Promise<void> {
  await tab.getByRole('button', { name: 'Save', exact: true }).click()
  // The button has another label while it saves; its bar disappears when the save is done.
  await tab.getByRole('region', { name: 'Save' }).waitFor({ state: 'hidden' })
}
