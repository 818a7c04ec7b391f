import { describe, expect, it } from '@jest/globals'
import type { Frame } from 'playwright-core'
import { initialsOf } from '../../../../tab/ui/Avatar.tsx'
import { takePicture } from '../../../support/browser/browser.ts'
import { chatsForEachTest, type Look } from '../../support/openChats.ts'

const world = chatsForEachTest()

const longName = 'N'.repeat(100)

/** Elements that overflow the window horizontally, by tag and text: controls outside it, and elements that scroll sideways. */
const overflowing = (tab: Frame) =>
  tab.evaluate(() => {
    const shown = [...document.querySelectorAll<HTMLElement>('button, textarea, h2, section, aside, main')].filter(
      (each) => each.offsetParent !== null,
    )
    const out = shown.filter((each) => {
      const { left, right } = each.getBoundingClientRect()
      return left < 0 || right > innerWidth
    })
    const wide = [document.documentElement, ...shown].filter(
      (each) => getComputedStyle(each).overflowX !== 'hidden' && each.scrollWidth > each.clientWidth + 1,
    )
    return [...out, ...wide]
      .filter((each) => each.clientWidth > 1)
      .map((each) => `${each.tagName} ${each.innerText.slice(0, 20)}`)
  })

describe('a name of a hundred letters without a space', () => {
  const looks: [string, Look][] = [
    ['in a window of 1280 px', { options: { viewport: { width: 1280, height: 800 } } }],
    ['on a phone, dark', { theme: 'dark', options: { viewport: { width: 390, height: 760 } } }],
    ['from right to left', { locale: 'ar', options: { viewport: { width: 1280, height: 800 } } }],
  ]
  it.each(looks)('is truncated and displaces nothing: %s', async (name, look) => {
    const sessionId = await world.server.open({ name: longName, text: 'Hello' })
    await world.server.agent.accepts(sessionId)
    await world.server.open({ name: longName, text: 'Anybody?' })
    const { tab, page } = await world.open({ ...look, path: `chats/${sessionId}` })
    await tab.getByRole('log').getByText('Hello', { exact: true }).waitFor()
    await takePicture(page, `tab-chats-long-name-${name.replace(/\W+/g, '-')}`)
    expect(await overflowing(tab)).toEqual([])
    const heading = tab.locator('header h2', { hasText: longName })
    expect((await heading.boundingBox())?.height).toBeLessThan(40)
    expect(await heading.getAttribute('title')).toBe(longName)
    expect((await tab.getByRole('textbox').boundingBox())?.height).toBeLessThan(48)
    await tab.getByRole('textbox').fill('Hi')
    await tab.locator('button[type=submit]').click({ trial: true, timeout: 5000 })
  })
})

describe('initials', () => {
  it('keep the order of the name on a right-to-left page', async () => {
    const sessionId = await world.server.open({ name: 'Alex Wilber', text: 'Hello' })
    const { tab, page } = await world.open({ locale: 'ar', path: `chats/${sessionId}` })
    await tab.getByRole('log').getByText('Hello', { exact: true }).waitFor()
    await takePicture(page, 'tab-chats-initials-ar')
    expect(await tab.locator('.fui-Avatar__initials').allInnerTexts()).toEqual(['AW', 'AW'])
  })

  it.each([
    ['Alex Wilber', 'AW'],
    ['Mia', 'M'],
    ['Jean-Luc van der Berg (Contoso)', 'JB'],
    ['élodie Ünal', 'ÉÜ'],
    ['مها الأحمد', ''],
    ['山田 太郎', ''],
    ['  ', ''],
  ])('of %s are “%s”', (name, initials) => {
    expect(initialsOf(name)).toBe(initials)
  })
})
