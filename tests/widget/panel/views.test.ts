import { afterAll, afterEach, describe, expect, test } from '@jest/globals'
import type { BrowserContextOptions } from 'playwright-core'
import { expectNoAxeViolations, takePicture } from '../../support/browser/browser.ts'
import { closeBrowser, openShop, type Shop } from '../support/shop.ts'

let shop: Shop
afterEach(() => shop.stop())
afterAll(closeBrowser)

const looks: [string, string, BrowserContextOptions][] = [
  ['light', '/', { viewport: { width: 900, height: 760 } }],
  ['dark', '/?data-accent=%23223344', { viewport: { width: 900, height: 760 }, colorScheme: 'dark' }],
  ['forced', '/', { viewport: { width: 900, height: 760 }, forcedColors: 'active' }],
  ['phone', '/', { viewport: { width: 360, height: 640 }, isMobile: true, hasTouch: true }],
  ['german', '/?lang=de', { viewport: { width: 900, height: 760 } }],
  ['arabic', '/?lang=ar&data-accent=%23ffcc00', { viewport: { width: 900, height: 760 } }],
]

/** Goes through all views of the panel in one visit. */
async function walk(look: (face: string) => Promise<void>) {
  const { panel, server, launcher } = shop
  await launcher.waitFor()
  await look('closed')
  await launcher.click()
  await panel.locator('textarea').waitFor()
  await look('start')
  await panel.locator('button[type=submit]').click()
  await panel.locator('[aria-invalid=true]').first().waitFor()
  await look('start-wrong')
  await panel.locator('input[name=name]').fill('Mia')
  await panel.locator('textarea').fill('Hello, do these boots come in 42?')
  await panel.locator('button[type=submit]').click()
  await panel.getByRole('timer').waitFor()
  await look('ringing')
  await server.agent.accepts()
  await panel.locator('.note').waitFor()
  await server.agent.writes('Hello Mia. They do: https://shop.example.com/boots?size=42')
  await server.agent.writes('Shall I put a pair aside for you, so that you can try them on tomorrow?')
  await shop.say('Yes please')
  await panel.locator('.mark.stored').last().waitFor()
  await server.agent.sees()
  await panel.locator('.mark.seen').last().waitFor()
  shop.api.hold('/messages', 'cut')
  await shop.say('Size 42 and the brown ones, if there are any left.')
  await panel.locator('.mark.waiting').waitFor()
  shop.server.agent.types()
  await panel.locator('.typing').waitFor()
  await look('chat')
  shop.api.hold('/messages', null)
  shop.api.troubles.noSockets = true
  shop.api.cutStreams()
  await panel.locator('.banner').waitFor()
  await look('reconnecting')
  shop.api.troubles.noSockets = false
  await panel.locator('.banner').waitFor({ state: 'detached' })
  await panel.locator('.mark.waiting').waitFor({ state: 'detached' })
  await server.agent.writes('Three pairs are left.')
  await panel.getByText('Three pairs are left.').waitFor()
  await server.pass(605)
  await panel.locator('.banner').waitFor()
  await look('warned')
  await panel.locator('header button').last().click()
  await panel.getByRole('dialog').waitFor()
  await look('ending')
  await panel.getByRole('dialog').locator('button').first().click()
  await server.agent.ends()
  await panel.locator('.ended').waitFor()
  await look('ended')
  await panel.locator('.ended button').click()
  await panel.locator('textarea').fill('Another question')
  await panel.locator('button[type=submit]').click()
  await panel.getByRole('timer').waitFor()
  await server.agent.declines()
  await panel.locator('.ended form').waitFor()
  await look('declined')
  await panel.locator('.ended form textarea').fill('Call me tomorrow')
  await panel.locator('.ended form button').click()
  await panel.locator('.ended form').waitFor({ state: 'detached' })
  await look('left')
  await panel.locator('header button').first().click()
  await shop.page.locator('iframe').waitFor({ state: 'hidden' })
}

describe('every view of the panel fits and has no accessibility violations', () => {
  test.each(looks)(
    '%s',
    async (name, path, options) => {
      shop = await openShop(path, options, ({ server }) => (server.preview = name === 'german'))
      const seen: string[] = []
      await walk(async (face) => {
        seen.push(face)
        await takePicture(shop.page, `widget-${name}-${face}`)
        await expectNoAxeViolations(shop.page)
        if (face !== 'closed') await expectNoAxeViolations(shop.frame())
        const wide = (): boolean => document.documentElement.scrollWidth > innerWidth
        expect(await (face === 'closed' ? shop.page : shop.frame()).evaluate(wide)).toBe(false)
      })
      expect(seen).toHaveLength(11)
    },
    120_000,
  )

  test('away, refused, and without chat', async () => {
    shop = await openShop('/', { viewport: { width: 900, height: 760 } }, ({ server }) => (server.available = false))
    await shop.launcher.click()
    await shop.panel.getByLabel('Email (optional)').waitFor()
    await takePicture(shop.page, 'widget-away')
    await expectNoAxeViolations(shop.frame())
    shop.server.modalities = ['audio', 'video']
    await shop.page.reload()
    shop.api.next('/launch', { refused: 'contactUnavailable' })
    await shop.launcher.click()
    await shop.note.getByText('Not available').waitFor()
    await takePicture(shop.page, 'widget-refused')
    await expectNoAxeViolations(shop.page)
    await shop.launcher.click()
    await shop.panel.getByRole('button', { name: 'Leave a message' }).waitFor()
    await takePicture(shop.page, 'widget-no-chat')
    await expectNoAxeViolations(shop.frame())
  })

  test('a name of a hundred letters without a space does not push controls out of the panel', async () => {
    shop = await openShop('/', { viewport: { width: 900, height: 760 } }, ({ server }) => {
      server.displayName = 'N'.repeat(100)
    })
    await shop.begin()
    await shop.server.agent.accepts()
    await shop.panel.locator('.note').waitFor()
    await takePicture(shop.page, 'widget-long-name')
    const out = await shop.panel.locator('button, textarea').evaluateAll(
      (all) =>
        all.filter((each) => {
          const { left, right, top, bottom } = each.getBoundingClientRect()
          return left < 0 || top < 0 || right > innerWidth || bottom > innerHeight
        }).length,
    )
    expect(out).toBe(0)
    expect(await shop.panel.locator('header button').count()).toBe(2)
  })

  test('on a phone the panel fills the screen, and its fields are large enough to prevent zooming', async () => {
    shop = await openShop('/', { viewport: { width: 360, height: 640 }, isMobile: true, hasTouch: true })
    await shop.launcher.click()
    await shop.panel.locator('textarea').waitFor()
    expect(await shop.page.locator('iframe').boundingBox()).toEqual({ x: 0, y: 0, width: 360, height: 640 })
    const sizes = await shop.panel
      .locator('input, textarea')
      .evaluateAll((boxes) => boxes.map((box) => parseFloat(getComputedStyle(box).fontSize)))
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(16)
  })

  test('a right-to-left message keeps the bubble corner on its writer’s side', async () => {
    shop = await openShop()
    await shop.begin('مرحبا، هل الخيمة متوفرة؟')
    const look = await shop.panel.locator('.customer .text').evaluate((bubble) => {
      const { borderBottomLeftRadius, borderBottomRightRadius } = getComputedStyle(bubble)
      return { borderBottomLeftRadius, borderBottomRightRadius }
    })
    expect(look).toEqual({ borderBottomLeftRadius: '12px', borderBottomRightRadius: '2px' })
  })
})
