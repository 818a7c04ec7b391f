import { afterAll, afterEach, describe, expect, test } from '@jest/globals'
import { takePicture } from '../../support/browser/browser.ts'
import { shopHost } from '../support/hostPage.ts'
import { closeBrowser, eventually, openShop, type Shop } from '../support/shop.ts'

let shop: Shop
afterEach(() => shop.stop())
afterAll(closeBrowser)

const storage = () => ({ local: localStorage.length, session: sessionStorage.length, cookie: document.cookie })

describe('before the click', () => {
  test('the page loads the loader only: no frame, no storage, no cookie, no layout shift', async () => {
    shop = await openShop()
    const { page, api, host, launcher } = shop
    const asked: string[] = []
    page.on('request', (request) => asked.push(request.url()))
    await page.reload({ waitUntil: 'networkidle' })
    await launcher.waitFor()
    expect(asked.filter((url) => url.startsWith(api.widgetUrl))).toEqual([`${api.widgetUrl}/widget/v1/loader.js`])
    expect(host.asked.filter((path) => !['/', '/style.css'].includes(path))).toEqual([])
    expect(page.frames()).toHaveLength(1)
    expect(await page.evaluate(storage)).toEqual({ local: 0, session: 0, cookie: '' })
    const shift = await page.evaluate(
      () =>
        new Promise<number>((done) => {
          const seen = (list: PerformanceObserverEntryList) =>
            done(list.getEntries().reduce((sum, entry) => sum + (entry as unknown as { value: number }).value, 0))
          new PerformanceObserver(seen).observe({ type: 'layout-shift', buffered: true })
          setTimeout(() => done(0), 300)
        }),
    )
    expect(shift).toBe(0)
    expect(shop.errors).toEqual([])
  })

  test('two script tags create one button', async () => {
    shop = await openShop('/?twice')
    await shop.launcher.first().waitFor()
    await shop.page.waitForLoadState('networkidle')
    expect(await shop.launcher.count()).toBe(1)
  })

  test('the styles of the page do not change the button', async () => {
    shop = await openShop('/?data-label=Ask%20us&data-accent=%23ffee00&data-position=left')
    const box = await shop.page.getByRole('button', { name: 'Ask us' }).boundingBox()
    expect(box?.x).toBe(20)
    expect(box?.height).toBeLessThan(60)
    const style = await shop.launcher.evaluate((button) => {
      const { backgroundColor, letterSpacing, position, textTransform } = getComputedStyle(button)
      return { backgroundColor, letterSpacing, position, textTransform }
    })
    expect(style).toEqual({
      backgroundColor: 'rgb(255, 238, 0)',
      letterSpacing: 'normal',
      position: 'fixed',
      textTransform: 'none',
    })
  })
})

test.each([
  ['#ffee00', 'black'],
  ['#777777', 'black'],
  ['#747474', 'white'],
  ['#0078d4', 'black'],
  ['#1f5fbf', 'white'],
  ['#ff0000', 'black'],
  ['#0000ff', 'white'],
])('the text on the accent %s is %s, which has the higher contrast', async (accent, ink) => {
  shop = await openShop(`/?data-accent=${encodeURIComponent(accent)}`)
  const pixel = await shop.launcher.evaluate((button) => {
    const drawing = new OffscreenCanvas(1, 1).getContext('2d')
    if (!drawing) throw new Error('There is no canvas')
    drawing.fillStyle = getComputedStyle(button).color
    drawing.fillRect(0, 0, 1, 1)
    return [...drawing.getImageData(0, 0, 1, 1).data]
  })
  expect(pixel).toEqual(ink === 'black' ? [0, 0, 0, 255] : [255, 255, 255, 255])
})

describe('a click on the button', () => {
  test('sends contact, locale and page in the launch request, and focuses the first field', async () => {
    shop = await openShop('/?lang=de-CH&data-context-order-id=4711&data-context-bad_key=x')
    const sent = shop.page.waitForRequest('**/widget/v1/launch')
    await shop.launcher.click()
    // To another origin, a browser asks before any other type.
    expect((await sent).headers()['content-type']).toBe('text/plain;charset=UTF-8')
    await shop.panel.getByLabel('Ihr Name').waitFor()
    const body = shop.api.asked('/launch')[0]?.body as { pageUrl: string }
    expect(body).toMatchObject({
      widgetKey: 'key',
      locale: 'de-ch',
      pageTitle: 'Boots & more',
      context: { 'order-id': '4711' },
    })
    expect(body.pageUrl).toContain('/?lang=de-CH')
    await eventually(() => shop.frame().evaluate(() => document.activeElement?.getAttribute('name')), 'name')
    expect(shop.errors).toEqual([])
  })

  test.each([
    ['light', '/?lang=de', {}],
    ['dark', '/?lang=en', { colorScheme: 'dark' }],
    ['right to left', '/?lang=ar', {}],
  ] as const)('shows the shape of the panel until its script has arrived: %s', async (look, path, options) => {
    shop = await openShop(path, options)
    let arrive: () => void = () => undefined
    const arrived = new Promise<void>((resolve) => (arrive = resolve))
    await shop.page.route('**/widget/v1/assets/*.js', (route) => arrived.then(() => route.continue()))
    await shop.launcher.click()
    await shop.panel.locator('main[aria-busy] .skeleton').first().waitFor()
    await takePicture(shop.page, `widget-shape-${look.replaceAll(' ', '-')}`)
    arrive()
    await shop.panel.locator('input[name=name]').waitFor()
    expect(await shop.panel.locator('.skeleton, .bar:empty').count()).toBe(0)
    expect(await shop.panel.locator('main, header').count()).toBe(2)
    expect(shop.errors).toEqual([])
  })

  test('opens on a page that is isolated from other origins', async () => {
    shop = await openShop()
    // Browsers isolate secure pages alone, and of those without a certificate localhost is the only one.
    await shop.page.goto(`${shop.host.url.replace(shopHost, 'localhost')}/?isolated`)
    expect(await shop.page.evaluate(() => crossOriginIsolated)).toBe(true)
    await shop.launcher.click()
    await shop.panel.locator('input[name=name]').waitFor()
    expect(shop.errors).toEqual([])
  })

  test('stores the handle in the page only once there is a session, and never the secret', async () => {
    shop = await openShop()
    await shop.launcher.click()
    await shop.panel.locator('textarea').waitFor()
    expect(await shop.page.evaluate(() => sessionStorage.length)).toBe(0)
    await shop.panel.locator('input[name=name]').fill('Mia')
    await shop.panel.locator('textarea').fill('Hello')
    await shop.panel.locator('button[type=submit]').click()
    await shop.panel.getByRole('timer').waitFor()
    await eventually(
      () => shop.page.evaluate(() => sessionStorage.getItem(sessionStorage.key(0) ?? '')),
      `1${shop.server.newest()}`,
    )
    expect(await shop.page.evaluate(() => document.cookie)).toBe('')
  })

  test('shows a short text and no frame on a page that is not allowed', async () => {
    shop = await openShop('/', {}, (api) => api.next('/launch', { refused: 'contactUnavailable' }))
    await shop.launcher.click()
    await eventually(() => shop.note.innerText(), 'Not available here right now.')
    expect(shop.page.frames()).toHaveLength(1)
    expect(await shop.page.evaluate(storage)).toEqual({ local: 0, session: 0, cookie: '' })
  })

  test('shows the waiting time after too many requests', async () => {
    shop = await openShop('/', {}, (api) => api.next('/launch', { refused: 'tooManyRequests', retryAfter: 40 }))
    await shop.launcher.click()
    await eventually(() => shop.note.innerText(), 'Try again in 40 seconds.')
  })

  test('shows a network failure, and works on the next click', async () => {
    shop = await openShop('/', {}, (api) => api.next('/launch', 'cut', 'cut'))
    await shop.launcher.click()
    await eventually(() => shop.note.innerText(), 'No connection. Try again.')
    await eventually(async () => {
      if (shop.page.frames().length === 1) await shop.launcher.click()
      return shop.panel.locator('textarea').count()
    }, 1)
  })

  test('minimises on Escape and returns the focus, and lets the page open and close the panel', async () => {
    shop = await openShop()
    await shop.launcher.click()
    await shop.panel.locator('input[name=name]').press('Escape')
    await shop.page.locator('iframe').waitFor({ state: 'hidden' })
    const focused = () => shop.page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.localName)
    expect(await focused()).toBe('button')
    await shop.page.evaluate(() => window.Interact?.open())
    expect(await shop.page.locator('iframe').isVisible()).toBe(true)
    await shop.page.evaluate(() => window.Interact?.close())
    expect(await shop.page.locator('iframe').isVisible()).toBe(false)
  })
})

describe('messages from other windows', () => {
  test('are ignored by loader and panel', async () => {
    shop = await openShop()
    await shop.launcher.click()
    await shop.panel.locator('textarea').waitFor()
    const launches = shop.api.asked('/launch').length
    await shop.page.evaluate(() => {
      for (const type of ['close', 'minimise', 'relaunch', 'ready', 'session'])
        window.postMessage({ type, handle: 'stolen' }, location.origin)
    })
    await shop.frame().evaluate(() => {
      window.postMessage(
        { type: 'ticket', ticket: 'stolen', resumed: false, shown: true, focus: false, accent: null },
        location.origin,
      )
      window.postMessage({ type: 'noTicket', retry: null }, location.origin)
    })
    await shop.page.evaluate(() => new Promise((done) => setTimeout(done, 200)))
    expect(await shop.page.locator('iframe').isVisible()).toBe(true)
    expect(shop.api.asked('/launch')).toHaveLength(launches)
    expect(shop.api.asked('/exchange')).toHaveLength(1)
    expect(await shop.page.evaluate(() => sessionStorage.length)).toBe(0)
    expect(await shop.panel.locator('textarea').isVisible()).toBe(true)
  })

  test('cannot arrive at top level, where the panel only says that it needs a website', async () => {
    shop = await openShop()
    await shop.page.goto(
      `${shop.api.widgetUrl}/widget/v1/frame/50000000-0000-4000-8000-000000000001#en@http://x.example`,
    )
    await eventually(() => shop.page.locator('body').innerText(), 'This window works only inside a website.')
  })
})
