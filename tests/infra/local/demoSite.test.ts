import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Browser } from 'playwright-core'
import { startDemoSite } from '#infra/local/demoSite/demoSite'
import { startLoopback, type Running } from '#infra/local/http/loopback'
import { expectNoAxeViolations, launchChromium, openPage, takePicture } from '../../support/browser/browser.ts'

const contactId = '0d3a2f6e-7c43-4a2b-9d57-5a5c1f0e9b11'
const widgetKey = 'Ab12-cd34_EF56gh78'
const paths = ['/', '/products/ridge-tent', '/products/trail-pack', '/products/camp-stove', '/contact', '/try']

let browser: Browser
let widget: Running
let shop: Running
let foreign: Running

beforeAll(async () => {
  // A minimal loader, which records its contact and the origin of its page.
  const loader = `const { contactId, widgetKey } = document.currentScript.dataset
document.body.dataset.reached = [contactId, widgetKey, self.origin].join(' ')`
  widget = await startLoopback(0, 'WIDGET_PORT', ({ path }) =>
    path === '/widget/v1/loader.js' ? { type: 'text/javascript', body: loader } : undefined,
  )
  const snippet = `<script async src="${widget.url}/widget/v1/loader.js" data-contact-id="${contactId}" data-widget-key="${widgetKey}"></script>`
  shop = await startDemoSite({ port: 0, variable: 'DEMO_PORT', widgetUrl: widget.url, snippet })
  foreign = await startDemoSite({
    port: 0,
    variable: 'DEMO_PORT_2',
    widgetUrl: widget.url,
    snippet,
    banner: 'This site is not on the list of allowed pages.',
    otherUrl: shop.url,
  })
  browser = await launchChromium()
})
afterAll(async () => {
  await browser.close()
  await Promise.all([shop, foreign, widget].map((running) => running.close()))
})

describe('The demo shop', () => {
  test.each(paths)(
    'has the snippet in the source of %s, with the Content-Security-Policy that the tab recommends',
    async (path) => {
      const response = await fetch(`${shop.url}${path}`)
      expect(await response.text()).toContain(`data-contact-id="${contactId}" data-widget-key="${widgetKey}"`)
      expect(response.headers.get('content-security-policy')).toBe(
        `default-src 'none'; img-src 'self'; style-src 'self'; script-src ${widget.url}; connect-src ${widget.url}; frame-src ${widget.url}; base-uri 'none'; form-action 'self'`,
      )
    },
  )

  test('runs the snippet while a customer navigates the shop, without a console error', async () => {
    const { page, errors, platform } = await openPage(browser, shop.url)
    await page.getByRole('link', { name: 'See the ridge tent' }).click()
    await page.getByRole('heading', { name: 'Ridge tent for two' }).waitFor()
    await page.locator(`body[data-reached="${contactId} ${widgetKey} ${shop.url}"]`).waitFor()
    await page.getByRole('link', { name: 'Contact' }).click()
    await page.getByRole('heading', { name: 'Talk to us' }).waitFor()
    expect({ errors, platform }).toEqual({ errors: [], platform: [] })
  })

  test.each(paths)('violates no accessibility rule on %s', async (path) => {
    const { page } = await openPage(browser, `${shop.url}${path}`)
    await takePicture(page, `demoSite${path.replaceAll('/', '-')}`)
    await expectNoAxeViolations(page)
  })

  test('responds with 404 to an unknown path', async () => {
    expect((await fetch(`${shop.url}/products/canoe`)).status).toBe(404)
    expect((await fetch(`${shop.url}/shop/..%2Fshop.css`)).status).toBe(404)
  })
})

describe('A pasted snippet', () => {
  const other = { id: '7b1e4c55-12aa-4f0e-8a9d-333333333333', key: 'Zz99Zz99Zz99' }

  test('is embedded on every page, also in its pinned form', async () => {
    const { page } = await openPage(browser, `${shop.url}/try`)
    await page.getByLabel('Snippet')
      .fill(`<script async src="https://evil.example/x.js" integrity="sha384-abc" crossorigin
        data-widget-key='${other.key}' data-contact-id="${other.id}" onload="alert(1)"></script><img src=x onerror=alert(1)>`)
    await page.getByRole('button', { name: 'Embed it' }).click()
    await page.getByText('The snippet that you pasted is in the source of this page').waitFor()
    await page.locator(`body[data-reached="${other.id} ${other.key} ${shop.url}"]`).waitFor()
    await page.getByRole('link', { name: 'Contact' }).click()
    await page.getByRole('heading', { name: 'Talk to us' }).waitFor()
    await page.locator(`body[data-reached="${other.id} ${other.key} ${shop.url}"]`).waitFor()
    expect(await page.content()).not.toMatch(/evil\.example|onerror|onload|alert/)
  })

  test.each([
    ['nothing', ''],
    ['no key', `<script data-contact-id="${contactId}"></script>`],
    ['an invalid contact ID', `<script data-contact-id="alex" data-widget-key="${widgetKey}"></script>`],
    [
      'markup in the key',
      `<script data-contact-id="${contactId}" data-widget-key="a><script>alert(1)</script>"></script>`,
    ],
  ])('is refused with an explanation when it contains %s', async (_, code) => {
    const response = await fetch(`${shop.url}/try?code=${encodeURIComponent(code)}`, { redirect: 'manual' })
    expect(response.status).toBe(400)
    const text = await response.text()
    expect(text).toContain('This is not a whole snippet')
    expect(text).not.toContain('alert(1)')
  })

  test('is ignored in a query string when it is not two plain values', async () => {
    const hostile = encodeURIComponent(`${contactId}:"><script>alert(1)</script>`)
    const text = await (await fetch(`${shop.url}/?snippet=${hostile}`)).text()
    expect(text).toContain(`data-widget-key="${widgetKey}"`)
    expect(text).not.toContain('alert(1)')
  })
})

describe('The second site', () => {
  test('shows a banner that it is not allowed, and has the same snippet', async () => {
    const { page } = await openPage(browser, foreign.url)
    await page.getByText('This site is not on the list of allowed pages.').waitFor()
    await page.locator(`body[data-reached="${contactId} ${widgetKey} ${foreign.url}"]`).waitFor()
  })

  test.each([
    ['/nested', () => foreign.url],
    ['/nested-other', () => shop.url],
    ['/sandboxed', () => 'null'],
  ])('shows a page in a frame at %s with the expected origin', async (path, origin) => {
    const { page, errors } = await openPage(browser, `${foreign.url}${path}`)
    const framed = page.frameLocator('iframe')
    await framed.locator(`body[data-reached="${contactId} ${widgetKey} ${origin()}"]`).waitFor()
    expect(errors).toEqual([])
  })
})
