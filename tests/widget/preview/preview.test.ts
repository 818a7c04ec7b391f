import { afterAll, afterEach, describe, expect, test } from '@jest/globals'
import { expectNoAxeViolations, takePicture } from '../../support/browser/browser.ts'
import { closeBrowser, eventually, openShop, type Shop } from '../support/shop.ts'

let shop: Shop
afterEach(() => shop.stop())
afterAll(closeBrowser)

const says = () => shop.page.locator('.says').innerText()

async function opensSession() {
  await shop.panel.locator('input[name=name]').fill('Adele')
  await shop.panel.locator('textarea').fill('Trying it')
  await shop.panel.locator('button[type=submit]').click()
  await shop.panel.getByRole('timer').waitFor()
}

describe('a preview link', () => {
  test('opens the widget marked as a preview, and removes the secret from the address', async () => {
    shop = await openShop()
    await shop.page.goto(shop.api.newPreview())
    await shop.panel.getByText('Preview').waitFor()
    expect(shop.page.url()).toBe(`${shop.api.widgetUrl}/widget/v1/preview`)
    expect(await says()).toContain('sample page')
    await opensSession()
    await takePicture(shop.page, 'widget-preview')
    await expectNoAxeViolations(shop.page)
    expect(shop.errors).toEqual([])
  })

  test('works until its session is opened, and shows a message after that', async () => {
    shop = await openShop()
    const link = shop.api.newPreview()
    for (const opens of [false, true]) {
      await shop.page.goto(link)
      await shop.panel.getByText('Preview').waitFor()
      if (opens) await opensSession()
      await shop.page.goto('about:blank')
    }
    await shop.page.goto(link)
    await eventually(
      says,
      'This preview link was already used or has expired. Create a new one on the user’s Interact page in Teams.',
    )
    expect(await shop.page.getByRole('button').count()).toBe(0)
    await takePicture(shop.page, 'widget-preview-used')
    await expectNoAxeViolations(shop.page)
  })

  test('is laid out right-to-left in Arabic', async () => {
    shop = await openShop('/', { locale: 'ar' })
    await shop.page.goto(`${shop.api.widgetUrl}/widget/v1/preview`)
    await shop.page
      .locator('.says')
      .getByText(/[\u0600-\u06ff]/)
      .waitFor()
    expect(
      await shop.page.evaluate(() => [document.documentElement.lang, getComputedStyle(document.body).direction]),
    ).toEqual(['ar', 'rtl'])
  })

  test('gives one ticket: the widget does not start again after it was closed, and asks the server nothing', async () => {
    shop = await openShop()
    await shop.page.goto(shop.api.newPreview())
    await shop.panel.getByText('Preview').waitFor()
    await shop.panel.getByRole('button', { name: 'Close' }).click()
    await shop.page.locator('iframe').waitFor({ state: 'detached' })
    await shop.launcher.click()
    await shop.note.getByText('Not available here right now.').waitFor()
    expect(await shop.page.locator('iframe').count()).toBe(0)
    expect(shop.api.asked('/preview')).toHaveLength(1)
  })

  test('shows its purpose and sends no request without a secret', async () => {
    shop = await openShop()
    await shop.page.goto(`${shop.api.widgetUrl}/widget/v1/preview`)
    await eventually(says, 'This page needs a preview link. Create one on the user’s Interact page in Teams.')
    expect(shop.api.asked('/preview')).toEqual([])
  })
})
