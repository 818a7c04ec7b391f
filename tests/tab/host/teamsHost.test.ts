import { gzipSync } from 'node:zlib'
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import type { Page } from 'playwright-core'
import { createOpenLink } from '#bot/cards/deepLink'
import { botId } from '#infra/local/seedPeople'
import { expectNoAxeViolations, openPage, takePicture, type OpenPage } from '../../support/browser/browser.ts'
import { contactOf, enter } from '../../support/customer.ts'
import { admin, button, startAdminWorld, type AdminWorld } from '../support/adminWorld.ts'

let world: AdminWorld
let opened: OpenPage[] = []
beforeAll(async () => {
  world = await startAdminWorld()
}, 180_000)
afterEach(async () => {
  await Promise.all(opened.map(({ page }) => page.context().close()))
  opened = []
})
afterAll(() => world.close())

const keep = <Open extends OpenPage>(open: Open): Open => {
  opened.push(open)
  return open
}

describe('the tab in Teams', () => {
  test('shows where to open it when outside Teams, and sends no request', async () => {
    const { page, errors } = keep(await openPage(world.browser, `${world.apiUrl}/tab/users`))
    await page.getByRole('heading', { name: 'Open Interact in Microsoft Teams' }).waitFor()
    await takePicture(page, 'tab-outside')
    await expectNoAxeViolations(page)
    expect(errors).toEqual([])
  })

  test('asks no other server when it starts', async () => {
    const { tab, errors, platform } = keep(await world.open(admin, 'tenant'))
    await tab.getByRole('heading', { name: 'Tenant', level: 1 }).waitFor()
    expect({ errors, platform }).toEqual({ errors: [], platform: [] })
  })

  test('opens the session of "Open in Interact" on a bot card', async () => {
    const alex = 'alex@contoso.test'
    const contact = await contactOf(world, alex)
    const session = await (await enter(world, contact)).open('Do you have it in blue', 'Mia')
    await (await enter(world, contact)).open('And in red', 'Tom')
    const link = new URL(createOpenLink(botId, world.teamsUrl)(session))
    link.searchParams.set('user', alex)
    const { page, errors } = keep(await openPage(world.browser, link.href))
    const tab = page.locator('iframe').first().contentFrame()
    await tab.getByRole('heading', { name: 'Mia' }).waitFor()
    await tab.getByRole('log').getByText('Do you have it in blue').waitFor()
    expect(errors).toEqual([])
  })

  test('follows theme changes while the page is open', async () => {
    const { page, tab } = keep(await world.open(admin, 'tenant'))
    const colour = () =>
      tab.evaluate(() => getComputedStyle(document.querySelector('header') ?? document.body).backgroundColor)
    const light = await colour()
    await page.locator('#theme').selectOption('dark')
    await tab.waitForFunction(
      (before) => getComputedStyle(document.querySelector('header') ?? document.body).backgroundColor !== before,
      light,
    )
    await page.locator('#theme').selectOption('contrast')
    await tab.waitForFunction(
      () => getComputedStyle(document.querySelector('header') ?? document.body).backgroundColor === 'rgb(0, 0, 0)',
    )
    expect(await colour()).toBe('rgb(0, 0, 0)')
  })

  test('opens the page of a deep link', async () => {
    const diego = await world.userId('diego@contoso.test')
    const { tab } = keep(await world.open(admin, `users/${diego}/interact`))
    await tab.getByRole('heading', { name: 'Diego Siciliani', level: 1 }).waitFor()
    await tab.getByText('User Snippet').waitFor()
  })

  test('tells a user who is not signed in, and can retry', async () => {
    const { page, tab } = keep(await world.open('frida@fabrikam.test', 'tenant'))
    await tab.getByRole('heading', { name: 'Tenant', level: 1 }).waitFor()
    await page.route('**/sso?*', (route) => route.fulfill({ status: 500, json: {} }))
    await page.reload()
    const again = page.frameLocator('iframe')
    await again.getByText('You’re not signed in').waitFor()
    await takePicture(page, 'tab-no-token')
    await page.unroute('**/sso?*')
    await again.getByRole('button', { name: 'Try again' }).click()
    await again.getByRole('heading', { name: 'Tenant', level: 1 }).waitFor()
  })

  /** Refuses the first request for the list of users, and returns when each request came with which token. */
  async function refuseOnce(page: Page, status: number, code: string, headers: Record<string, string> = {}) {
    const asked: { at: number; token: string | undefined }[] = []
    await page.route('**/api/v1/users?*', (route) => {
      asked.push({ at: Date.now(), token: route.request().headers().authorization })
      if (asked.length > 1) return route.continue()
      const problem = { type: 'about:blank', title: '', status, code, detail: '', requestId: 'r' }
      return route.fulfill({ status, headers, contentType: 'application/problem+json', body: JSON.stringify(problem) })
    })
    return asked
  }

  test('replaces an expired token once, without showing it', async () => {
    const { page, tab } = keep(await world.open(admin, 'tenant'))
    const asked = await refuseOnce(page, 401, 'unauthenticated')
    await tab.getByRole('link', { name: 'Users', exact: true }).click()
    await tab.getByText('14 users').waitFor()
    expect(asked).toHaveLength(2)
    expect(asked[1]?.token).not.toBe(asked[0]?.token)
  })

  test.each([
    [429, 'tooManyRequests'],
    [503, 'unavailable'],
  ])('reads again after the Retry-After of an answer %i, without showing it', async (status, code) => {
    const { page, tab } = keep(await world.open(admin, 'tenant'))
    const asked = await refuseOnce(page, status, code, { 'retry-after': '1' })
    await tab.getByRole('link', { name: 'Users', exact: true }).click()
    await tab.getByText('14 users').waitFor()
    const [first, second] = asked
    expect(asked).toHaveLength(2)
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(1000)
  })

  test('asks for a reload when a chunk was replaced by a newer version', async () => {
    const { page, tab } = keep(await world.open(admin, 'tenant'))
    await page.route('**/assets/UsersPage-*.js', (route) => route.fulfill({ status: 404, body: '' }))
    await tab.getByRole('link', { name: 'Users', exact: true }).click()
    await tab.getByText('A new version is available').waitFor()
    await takePicture(page, 'tab-outdated')
    await page.unroute('**/assets/UsersPage-*.js')
    await button(tab, 'Reload the page').click()
    await page.frameLocator('iframe').getByText('14 users').waitFor()
  })
})

describe('the size of the first page', () => {
  test('is at most 250 KB compressed, including all resources', async () => {
    const open = keep(await openPage(world.browser, 'about:blank'))
    const sizes = new Map<string, Promise<number>>()
    open.page.on('response', (response) => {
      const url = response.url()
      if (!url.startsWith(`${world.apiUrl}/tab`)) return
      sizes.set(
        url,
        response.body().then((body) => gzipSync(body, { level: 9 }).length),
      )
    })
    await open.page.goto(`${world.teamsUrl}/?user=${admin}&theme=light&locale=en`)
    const tab = open.page.frameLocator('iframe')
    await tab.getByText('First steps').waitFor()
    await tab.getByText('2 sets').waitFor()
    const total = (await Promise.all(sizes.values())).reduce((sum, size) => sum + size, 0)
    expect(sizes.size).toBeGreaterThan(3)
    expect(total).toBeLessThanOrEqual(250 * 1024)
  })
})
