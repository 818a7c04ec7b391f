import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import type { Page } from 'playwright-core'
import { openPage } from '../../support/browser/browser.ts'
import { passTest, pressToClose, startCallGround, type CallGround, type Customer } from '../support/callShop.ts'

let ground: CallGround
let customer: Customer
beforeAll(async () => {
  ground = await startCallGround()
}, 180_000)
afterEach(() => customer.close())
afterAll(() => ground.stop())

const button = (window: Page, name: string | RegExp) => window.getByRole('button', { name, exact: true })
const inPanel = (text: string | RegExp) => customer.panel.getByText(text).first().waitFor()
const inWindow = (window: Page, text: string | RegExp) => window.getByText(text).first().waitFor()

async function opens(media = 'Call'): Promise<Page> {
  customer = await ground.visit()
  await customer.begin()
  return customer.opens(() => customer.press(media))
}
async function rings(): Promise<Page> {
  const window = await opens()
  await passTest(window)
  await inWindow(window, /^Ringing Alex/)
  return window
}

test('cancels the call when the window is reloaded while ringing, and calls again only on request', async () => {
  const window = await rings()
  await inPanel(/^Calling Alex/)
  await window.reload()
  await inPanel('You cancelled the call.')
  await inWindow(window, /^Ready to call Alex/)
  await passTest(window)
  await inWindow(window, /^Ringing Alex/)
  await inPanel(/^Calling Alex/)
  await customer.press('Cancel')
  await inWindow(window, 'You cancelled the call.')
})

test('shows a message at once in a window without a panel, and lets it be closed', async () => {
  const { page } = await openPage(ground.browser, `${ground.world.widgetUrl}/widget/v1/call#en`)
  await page.getByText(/^This window is no longer connected to the page that opened it/).waitFor({ timeout: 8000 })
  await button(page, 'Close this window').waitFor()
  await page.context().close()
})

test('is laid out right-to-left in Arabic', async () => {
  customer = await ground.visit()
  const { page } = await openPage(ground.browser, `${ground.world.widgetUrl}/widget/v1/call#ar`)
  await page.getByRole('button', { name: /[\u0600-\u06ff]/ }).waitFor()
  expect(await page.evaluate(() => [document.documentElement.lang, getComputedStyle(document.body).direction])).toEqual(
    ['ar', 'rtl'],
  )
  await page.context().close()
})

test('ignores messages from any window but its opener', async () => {
  customer = await ground.visit()
  const address = `${ground.world.widgetUrl}/widget/v1/call#en`
  const { page: opener } = await openPage(ground.browser, address)
  const [window] = await Promise.all([
    opener.waitForEvent('popup'),
    opener.evaluate((url) => Object.assign(globalThis, { opened: open(url) }), address),
  ])
  await window.locator('[aria-busy=true]').waitFor()
  const entered = window.waitForRequest(/call-window\/exchange$/)
  await window.evaluate(() => postMessage({ type: 'callRefused' }, location.origin))
  await opener.evaluate(() => {
    const { opened } = globalThis as unknown as { opened: Window }
    const intent = { kind: 'open', media: 'audio', name: 'Mia', email: '', sessionId: null }
    opened.postMessage({ type: 'callTicket', ticket: 'none', accent: null, intent }, location.origin)
  })
  expect((await entered).postDataJSON()).toEqual({ ticket: 'none' })
  await opener.context().close()
})

test('shows an empty form with the focus in it after "Chat instead"', async () => {
  const window = await rings()
  await button(window, 'Cancel').click()
  await pressToClose(window, 'Chat instead')
  await customer.panel.locator('textarea:focus').waitFor()
  await customer.panel.getByRole('button', { name: 'Start chat' }).waitFor()
})

describe('a token that expires during the device test', () => {
  const loseToken = () => {
    ground.clock.ahead += 16 * 60_000
  }

  test('is replaced through the panel, whose own token has expired as well, and the call rings', async () => {
    const window = await opens()
    await button(window, /^Allow/).click()
    await button(window, /^Call Alex/).waitFor()
    loseToken()
    await button(window, /^Call Alex/).click()
    await inWindow(window, /^Ringing Alex/)
    await inPanel(/^Calling Alex/)
    await customer.agent('/accept')
    await inPanel(/^In a call with Alex/)
    await button(window, 'Hang up').click()
    await inWindow(window, 'You hung up')
  })

  test('leads to a retry, not to a refusal, when the panel cannot replace it', async () => {
    const window = await opens()
    await button(window, /^Allow/).click()
    await button(window, /^Call Alex/).waitFor()
    loseToken()
    await customer.page.context().route(/\/widget\/v1\/launch/, (route) => route.abort())
    await button(window, /^Call Alex/).click()
    await inWindow(window, 'Couldn’t connect.')
    await customer.page.context().unroute(/\/widget\/v1\/launch/)
    await customer.press('Try again')
    await customer.panel.getByRole('button', { name: 'Call', exact: true }).waitFor()
    await button(window, 'Try again').click()
    await inWindow(window, /^Ringing Alex/)
    await button(window, 'Cancel').click()
  })
})

describe('a user who accepts calls only', () => {
  const chatIs = async (instantMessaging: boolean) => {
    const { world } = ground
    const path = `/users/${await world.userId('alex@contoso.test')}/interact`
    const { headers } = await world.ask('adele@contoso.test', 'GET', path)
    const ifMatch = headers.get('etag') ?? ''
    const { status } = await world.ask('adele@contoso.test', 'PATCH', path, { body: { instantMessaging }, ifMatch })
    expect(status).toBe(200)
  }
  beforeAll(() => chatIs(false))
  afterAll(() => chatIs(true))
  const boxes = () => customer.panel.locator('textarea').count()

  test('is offered without a text box, also after the call', async () => {
    const window = await rings()
    await inPanel('This is a call without chat. Talk in the call window.')
    await customer.agent('/accept')
    await inPanel(/^In a call with Alex/)
    expect(await boxes()).toBe(0)
    await button(window, 'Hang up').click()
    await inWindow(window, 'You hung up')
    expect(await button(window, /write|message/i).count()).toBe(0)
    await inPanel('You hung up')
    expect(await boxes()).toBe(0)
    await customer.press('Back to start')
    await customer.panel.getByRole('button', { name: 'Video call' }).waitFor()
  })

  test('accepts an offline message after a declined call', async () => {
    const window = await rings()
    await customer.agent('/decline')
    await pressToClose(window, 'Leave a message')
    await customer.panel.getByLabel('Your message').fill('Please call me back')
    await customer.press('Send message')
    await inPanel(/^Your message for Alex/)
    expect(await boxes()).toBe(0)
  })
})
