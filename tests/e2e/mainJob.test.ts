import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Browser, FrameLocator, Page } from 'playwright-core'
import { launchChromium, openPage } from '../support/browser/browser.ts'
import { startEmbeddedWorld, type EmbeddedWorld } from '../support/embeddedWorld.ts'
import {
  openBotChat,
  openInteract,
  openShop,
  openTab,
  pressLauncher,
  save,
  startChat,
  write,
} from '../support/users.ts'

let world: EmbeddedWorld
let browser: Browser
let chat: Awaited<ReturnType<typeof openBotChat>>
let admin: FrameLocator
let shop: Page
let panel: FrameLocator

beforeAll(async () => {
  world = await startEmbeddedWorld()
  browser = await launchChromium()
}, 180_000)
afterAll(async () => {
  await browser.close()
  await world.stop()
})

const sees = (place: FrameLocator, text: string) => place.getByText(text, { exact: true }).first().waitFor()

describe('the main job, from the admin to the customer and back', () => {
  let snippet = ''

  test('an admin activates a user’s Interact with a template and copies the snippet', async () => {
    admin = (await openTab(browser, world, 'adele@contoso.test')).tab
    await openInteract(admin, 'Alex Wilber')
    await admin.getByRole('switch', { name: 'Active' }).uncheck()
    await save(admin)
    await admin.getByText('Not reachable: Active is off.').waitFor()
    await admin.getByRole('switch', { name: 'Active' }).check()
    await save(admin)
    await admin.getByText(/^Reachable by .* from pages that match 2 patterns/).waitFor()
    expect(
      await admin
        .getByLabel(/Domain Template/)
        .first()
        .innerText(),
    ).toContain('Contoso shop')
    snippet = await admin.locator('code, pre').filter({ hasText: '<script async' }).first().innerText()
    expect(snippet).toMatch(
      /^<script async src="[^"]+loader\.js" data-contact-id="[\w-]+" data-widget-key="[\w-]+"><\/script>$/,
    )
  })

  test('a page on the allowed origin shows the panel, and its customer sends a message', async () => {
    ;({ page: shop, panel } = await openShop(browser, `${world.shop}/try`))
    await shop.getByLabel('Snippet').fill(snippet)
    await shop.getByRole('button', { name: 'Embed it' }).click()
    await shop.waitForURL(/snippet=/)
    await startChat(shop, panel, 'Mia Meyer', 'Do you have this tent in green?')
    await sees(panel, 'Hello Mia Meyer, we are asking Alex Wilber to join you.')
    await write(panel, 'For two people')
  })

  test('the agent accepts in Teams and replies there', async () => {
    chat = await openBotChat(browser, world)
    await chat.press('Mia Meyer', 'Accept')
    await sees(panel, 'You are talking to Alex Wilber.')
    await chat.card('For two people').waitFor()
    await chat.say('Yes, in green and in red.')
    await sees(panel, 'Yes, in green and in red.')
  })

  test('the agent replies from Chats in the tab', async () => {
    const { tab } = await openTab(browser, world, 'alex@contoso.test')
    await tab.getByText('Mia Meyer').first().click()
    await sees(tab, 'For two people')
    await tab.getByLabel('Write to Mia Meyer').fill('It ships today.')
    await tab.getByRole('button', { name: 'Send', exact: true }).click()
    await sees(panel, 'It ships today.')
  })

  test('the customer reloads the page during the chat and loses no message', async () => {
    await shop.reload()
    for (const text of [
      'Do you have this tent in green?',
      'For two people',
      'Yes, in green and in red.',
      'It ships today.',
    ]) {
      await sees(panel, text)
      expect(await panel.getByText(text, { exact: true }).count()).toBe(1)
    }
    await write(panel, 'Wonderful')
    await chat.card('Wonderful').waitFor()
  })

  test('switching Active off refuses the next launch and keeps the active chat', async () => {
    await admin.getByRole('switch', { name: 'Active' }).uncheck()
    await save(admin)
    const { page } = await openShop(browser, world.shop)
    await pressLauncher(page)
    await page.getByText('Not available here right now.').waitFor()
    await write(panel, 'Still there?')
    await chat.card('Still there?').waitFor()
    await admin.getByRole('switch', { name: 'Active' }).check()
    await save(admin)
  })

  test('a removed domain ends the session within 30 s, on both sides', async () => {
    const token = await world.token('adele@contoso.test')
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
    const templates = `${world.api}/api/v1/domain-templates`
    const { items } = (await (await fetch(templates, { headers })).json()) as {
      items: { id: string; patterns: string[] }[]
    }
    const [template] = items
    const patch = (patterns: string[]) =>
      fetch(`${templates}/${template?.id ?? ''}`, { method: 'PATCH', headers, body: JSON.stringify({ patterns }) })
    const removed = Date.now()
    expect((await patch(['*.contoso.example'])).status).toBe(200)
    await panel.getByText(/is no longer possible on this page/).waitFor({ timeout: 30_000 })
    expect(Date.now() - removed).toBeLessThan(30_000)
    await chat.page
      .getByText(/settings|no longer/i)
      .first()
      .waitFor()
    expect((await patch(template?.patterns ?? [])).status).toBe(200)
  })
})

describe('A page that may not reach the user', () => {
  test('shows that the contact is not available if its origin is not allowed', async () => {
    const { page } = await openShop(browser, world.otherShop)
    await pressLauncher(page)
    await page.getByText('Not available here right now.').waitFor()
    expect(await page.locator('iframe').count()).toBe(0)
  })

  test('gets no panel in a sandboxed frame', async () => {
    const { page } = await openPage(browser, `${world.shop}/sandboxed`)
    const inner = page.frameLocator('iframe')
    await inner.getByRole('button', { name: 'Chat' }).click()
    await inner.getByRole('status').or(inner.getByRole('alert')).first().waitFor()
    expect(await inner.locator('iframe').count()).toBe(0)
  })

  test('removes the panel when the browser blocks it inside a page of another origin', async () => {
    const { page } = await openPage(browser, `${world.otherShop}/nested-other`)
    const inner = page.frameLocator('iframe')
    const refused = page.waitForEvent('console', (message) => message.text().includes('frame-ancestors'))
    await inner.getByRole('button', { name: 'Chat' }).click()
    expect((await refused).type()).toBe('error')
    await inner.getByText('No connection. Try again.').waitFor()
    expect(await inner.locator('iframe').count()).toBe(0)
  })

  test('shows no input when it is the panel itself at top level without a preview link', async () => {
    const { page } = await openShop(browser, world.shop)
    const launched = page.waitForResponse(/\/widget\/v1\/launch$/)
    await pressLauncher(page)
    const { frameUrl } = (await (await launched).json()) as { frameUrl: string }
    const { page: top } = await openPage(browser, frameUrl)
    await top.waitForLoadState('networkidle')
    expect(await top.getByRole('textbox').count()).toBe(0)
  })
})

describe('two customers and one agent', () => {
  test('a plain reply asks for the recipient and reaches only the chosen customer', async () => {
    const mia = await openShop(browser, world.shop)
    const noah = await openShop(browser, world.shop)
    await startChat(mia.page, mia.panel, 'Mia Second', 'I am Mia')
    await chat.press('Mia Second', 'Accept')
    await startChat(noah.page, noah.panel, 'Noah Third', 'I am Noah')
    await chat.press('Noah Third', 'Accept')
    await sees(noah.panel, 'You are talking to Alex Wilber.')
    await chat.say('The answer is seven')
    const chooser = chat.card('Send this to...')
    await chooser.getByRole('button', { name: /Noah Third/ }).click()
    await sees(noah.panel, 'The answer is seven')
    await write(mia.panel, 'Anybody?')
    await chat.card('Anybody?').waitFor()
    expect(await mia.panel.getByText('The answer is seven').count()).toBe(0)
  })
})
