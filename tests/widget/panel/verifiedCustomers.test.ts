import { afterAll, afterEach, describe, expect, test } from '@jest/globals'
import { expectNoAxeViolations, takePicture } from '../../support/browser/browser.ts'
import { closeBrowser, eventually, openShop, type Shop } from '../support/shop.ts'

let shop: Shop
afterEach(() => shop.stop())
afterAll(closeBrowser)

const vera = { name: 'Vera Vouched', email: 'vera@shop.example' }
const identities = () => shop.api.asked('/launch').map(({ body }) => (body as { identity?: string }).identity)

describe('a page that verifies its visitors', () => {
  test('sends the current identity of its tag at each launch', async () => {
    shop = await openShop('/?data-identity=first')
    await shop.launcher.click()
    await shop.panel.locator('textarea').waitFor()
    await shop.page.evaluate(() => {
      for (const tag of document.querySelectorAll('script')) tag.dataset.identity = 'second'
    })
    await shop.panel.getByRole('button', { name: 'Close' }).click()
    await shop.launcher.click()
    await shop.panel.locator('textarea').waitFor()
    expect(identities()).toEqual(['first', 'second'])
  })

  test('sends no identity if the tag has none', async () => {
    shop = await openShop()
    await shop.launcher.click()
    await shop.panel.locator('textarea').waitFor()
    expect(shop.api.asked('/launch').map(({ body }) => 'identity' in (body as object))).toEqual([false])
  })

  test('shows the verified name instead of a name field', async () => {
    shop = await openShop('/?data-identity=signed', {}, ({ server }) => {
      server.verifiedIdentity = vera
    })
    await shop.launcher.click()
    await shop.panel.getByText('You’re writing as Vera Vouched.').waitFor()
    expect(await shop.panel.locator('input').count()).toBe(0)
    await eventually(() => shop.frame().evaluate(() => document.activeElement?.getAttribute('name')), 'text')
    await takePicture(shop.page, 'widget-verified')
    await expectNoAxeViolations(shop.frame())
    await shop.panel.locator('textarea').fill('Where is my order?')
    await shop.panel.locator('button[type=submit]').click()
    await shop.panel.getByRole('timer').waitFor()
    expect(shop.api.asked('/sessions')[0]?.body).toMatchObject({ customer: { name: 'Vera Vouched' } })
    expect(shop.errors).toEqual([])
  })

  test('shows the verified e-mail address instead of a field when the user is away', async () => {
    shop = await openShop('/?data-identity=signed&lang=de', {}, ({ server }) => {
      server.verifiedIdentity = vera
      server.available = false
    })
    await shop.launcher.click()
    await shop.panel.getByText('Sie schreiben als Vera Vouched.').waitFor()
    await shop.panel.getByText('Antworten erhalten Sie an vera@shop.example.').waitFor()
    expect(await shop.panel.locator('input').count()).toBe(0)
    await takePicture(shop.page, 'widget-verified-away-de')
    await expectNoAxeViolations(shop.frame())
  })

  test('asks for an e-mail address if none is verified', async () => {
    shop = await openShop('/?data-identity=signed', {}, ({ server }) => {
      server.verifiedIdentity = { ...vera, email: null }
      server.available = false
    })
    await shop.launcher.click()
    await shop.panel.getByText('You’re writing as Vera Vouched.').waitFor()
    expect(
      await shop.panel.locator('input').evaluateAll((boxes) => boxes.map((box) => box.getAttribute('name'))),
    ).toEqual(['email'])
  })

  test('asks for the name if the identity is not verified', async () => {
    shop = await openShop('/?data-identity=worthless')
    await shop.launcher.click()
    await shop.panel.getByLabel('Your name').waitFor()
  })

  test('shows the name as plain text', async () => {
    shop = await openShop('/?data-identity=signed&lang=ar', {}, ({ server }) => {
      server.verifiedIdentity = { name: '<b>Vera</b>', email: null }
    })
    await shop.launcher.click()
    await shop.panel.getByText('<b>Vera</b>').waitFor()
    expect(await shop.panel.locator('b').count()).toBe(0)
    await takePicture(shop.page, 'widget-verified-ar')
  })
})
