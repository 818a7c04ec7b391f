import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Frame } from 'playwright-core'
import { expectNoAxeViolations, takePicture } from '../../support/browser/browser.ts'
import { eventually } from '../../support/eventually.ts'
import { admin, startAdminWorld, type AdminWorld, type Look, type OpenTab } from '../support/adminWorld.ts'

let world: AdminWorld
let pages: Record<string, string>
beforeAll(async () => {
  world = await startAdminWorld()
  const alex = await world.userId('alex@contoso.test')
  const first = async (path: string) => {
    const { body } = await world.ask(admin, 'GET', path)
    return (body.items as { id: string }[])[0]?.id ?? ''
  }
  const templates = 'configuration/domain-templates'
  const messages = 'configuration/direct-system-messages'
  pages = {
    overview: '',
    users: 'users',
    general: `users/${alex}`,
    interact: `users/${alex}/interact`,
    'without-licence': `users/${await world.userId('nestor@contoso.test')}/interact`,
    'licence-missing': `users/${await world.userId('isaiah@contoso.test')}/interact`,
    templates,
    template: `${templates}/${await first('/domain-templates')}`,
    messages,
    'message-set': `${messages}/${await first('/direct-system-messages')}`,
    units: 'configuration/organization-units',
    tenant: 'tenant',
    nothing: 'nothing-here',
  }
}, 180_000)
afterAll(() => world.close())

/** Opens every page with one look and runs the check once its skeletons are gone. */
async function eachPage(look: Look, check: (open: OpenTab, name: string) => Promise<void>) {
  for (const [name, path] of Object.entries(pages)) {
    const open = await world.open(admin, path, look)
    await waitUntilLoaded(open.tab)
    await check(open, name)
    expect(open.errors).toEqual([])
    await open.page.context().close()
  }
}

async function waitUntilLoaded(tab: Frame) {
  await tab.waitForFunction(() => document.querySelector('.fui-Skeleton') === null)
  await tab.waitForFunction(() => document.querySelector('main h1, main h2') !== null)
}

const overflowing = (tab: Frame) =>
  tab.evaluate(() => {
    const main = document.querySelector('main')
    return main !== null && main.scrollWidth > main.clientWidth
  })

const headerColour = (tab: Frame) =>
  tab.evaluate(() => getComputedStyle(document.querySelector('header') ?? document.body).backgroundColor)

async function switchTheme({ page, tab }: OpenTab, theme: 'dark' | 'contrast') {
  const before = await headerColour(tab)
  await page.locator('#theme').selectOption(theme)
  await eventually(async () => (await headerColour(tab)) !== before, `the ${theme} theme`)
}

describe('every page', () => {
  test('has no accessibility or Content Security Policy violations in light, dark and high contrast', async () => {
    await eachPage({}, async (open, name) => {
      await takePicture(open.page, `tab-${name}-light`)
      await expectNoAxeViolations(open.tab)
      for (const theme of ['dark', 'contrast'] as const) {
        await switchTheme(open, theme)
        await takePicture(open.page, `tab-${name}-${theme}`)
        // A theme changes nothing but colours.
        await expectNoAxeViolations(open.tab, 'color-contrast')
      }
    })
  }, 600_000)

  test('is laid out right-to-left in Arabic, without English headings', async () => {
    await eachPage({ locale: 'ar' }, async ({ page, tab }, name) => {
      await takePicture(page, `tab-${name}-ar`)
      // The page itself, not only the document around it: Fluent's parts follow the provider that they are in.
      const direction = await tab.locator('main').evaluate((page) => getComputedStyle(page).direction)
      expect([await tab.evaluate(() => document.documentElement.lang), direction]).toEqual(['ar', 'rtl'])
      // Fluent's default labels are English, so none may remain.
      expect(await tab.getByLabel(/[a-z]{4} value$/i).count()).toBe(0)
      const named = [
        'general',
        'interact',
        'template',
        'message-set',
        'without-licence',
        'licence-missing',
        'overview',
      ].includes(name)
      if (!named) expect(await tab.locator('h1').innerText()).toMatch(/[\u0600-\u06ff]/)
      expect(await overflowing(tab)).toBe(false)
    })
  }, 600_000)

  test('fits a phone and 200 % zoom in German, which has the longest words', async () => {
    const options = { viewport: { width: 390, height: 800 } }
    await eachPage({ locale: 'de', options }, async ({ page, tab }, name) => {
      await takePicture(page, `tab-${name}-phone-de`)
      expect(await overflowing(tab)).toBe(false)
    })
  }, 600_000)
})
