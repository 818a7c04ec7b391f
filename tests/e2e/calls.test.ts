import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Browser, FrameLocator, Page } from 'playwright-core'
import { fakeDevices, launchChromium, takePicture } from '../support/browser/browser.ts'
import { startEmbeddedWorld, type EmbeddedWorld } from '../support/embeddedWorld.ts'
import { heardAndSeen, keepConnections } from '../support/mediaChecks.ts'
import { openBotChat, openShop, pressLauncher, startChat, write } from '../support/users.ts'

let world: EmbeddedWorld
let browser: Browser
let chat: Awaited<ReturnType<typeof openBotChat>>
beforeAll(async () => {
  world = await startEmbeddedWorld()
  browser = await launchChromium({ args: fakeDevices })
  chat = await openBotChat(browser, world)
  await keepConnections(chat.page.context())
}, 180_000)
afterAll(async () => {
  await browser.close()
  await world.stop()
})

const button = (place: Page | FrameLocator, name: string) => place.getByRole('button', { name, exact: true })

async function shopWithDevices() {
  const shop = await openShop(browser, world.shop)
  await keepConnections(shop.page.context())
  return shop
}

/** Waits for the window that a click opens. */
async function opens(from: Page, press: Promise<void>): Promise<Page> {
  const [opened] = await Promise.all([from.context().waitForEvent('page'), press])
  return opened
}

/** Passes the device test and starts the call. */
async function rings(window: Page): Promise<void> {
  await window.getByRole('button', { name: /^Allow/ }).click()
  await window.getByRole('button', { name: /^Call Alex Wilber/ }).click()
  await window.getByRole('heading', { name: /^Ringing Alex Wilber/ }).waitFor()
}

/** Presses the call button on a card; Teams opens the tab, which accepts the call. */
async function takes(card: string, name: string): Promise<{ page: Page; tab: FrameLocator }> {
  const way = chat.card(card).getByRole('link', { name }).or(chat.card(card).getByRole('button', { name }))
  const page = await opens(chat.page, way.click())
  const tab = page.frameLocator('iframe[title=Interact]')
  await tab.getByRole('region', { name: /^Call with/ }).waitFor()
  return { page, tab }
}

const tabFrame = (page: Page) => {
  const frame = page.frames().find((each) => each.url().startsWith(`${world.api}/tab/`))
  if (!frame) throw new Error('The tab is not there.')
  return frame
}

describe('A customer who calls from a page', () => {
  test('is accepted by the agent from the card, and both sides receive audio and video', async () => {
    const { page: shop, panel } = await shopWithDevices()
    await pressLauncher(shop)
    await panel.getByLabel('Your name').fill('Mia Meyer')
    const window = await opens(shop, button(panel, 'Video call').click())
    await rings(window)
    await chat.card('Mia Meyer').getByText('Video call').waitFor()
    const agent = await takes('Mia Meyer', 'Accept')

    await Promise.all([heardAndSeen(window), heardAndSeen(tabFrame(agent.page))])
    await chat
      .card('Mia Meyer')
      .getByText(/^In a call since/)
      .waitFor()
    await takePicture(agent.page, 'e2e-call-agent')
    await takePicture(window, 'e2e-call-customer')
    await takePicture(chat.page, 'e2e-call-card')
    // A call that goes on encodes two videos beside the next test.
    await button(agent.tab, 'Hang up').click()
    await window
      .getByText(/^Alex Wilber.* hung up/)
      .first()
      .waitFor()
    await agent.page.close()
    await shop.context().close()
  })

  test('loses no message when a chat becomes a call and a chat again while they leave the page', async () => {
    const { page: shop, panel } = await shopWithDevices()
    await startChat(shop, panel, 'Noor Haddad', 'Is the tent in stock?')
    await chat.press('Noor Haddad', 'Accept')
    await panel.getByText('You are talking to Alex Wilber.').waitFor()

    const window = await opens(shop, button(panel, 'Video call').click())
    await rings(window)
    const agent = await takes('Noor Haddad', 'Accept the call')
    await Promise.all([heardAndSeen(window), heardAndSeen(tabFrame(agent.page))])
    await shop.goto(`${world.shop}/contact`)
    await panel.getByText(/^In a call with Alex Wilber/).waitFor()
    await write(panel, 'I can see it now.')
    await Promise.all([heardAndSeen(window), heardAndSeen(tabFrame(agent.page))])

    const log = agent.tab.getByRole('log')
    await log.getByText('I can see it now.').waitFor()
    await button(agent.tab, 'Hang up').click()
    await window
      .getByText(/^Alex Wilber.* hung up/)
      .first()
      .waitFor()
    const box = agent.tab.getByRole('textbox', { name: /Noor Haddad/ })
    await box.fill('Glad you like it.')
    await box.press('Enter')
    await panel.getByText('Glad you like it.').waitFor()
    for (const message of ['Is the tent in stock?', 'I can see it now.', 'Glad you like it.'])
      expect([
        await panel.getByText(message, { exact: true }).count(),
        await log.getByText(message, { exact: true }).count(),
      ]).toEqual([1, 1])
    await takePicture(shop, 'e2e-call-and-chat')
  })
})
