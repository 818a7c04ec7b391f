import { expect } from '@jest/globals'
import type { BrowserContextOptions, Page } from 'playwright-core'

declare global {
  interface Window {
    /** All visible elements that can be reached by Tab, in document order. */
    controls: () => HTMLElement[]
  }
}
const script = `window.controls = () =>
  [...document.querySelectorAll('a[href], button, select, input, textarea, [tabindex="0"]')]
    .filter((each) => each.checkVisibility({ visibilityProperty: true }))`

/** Browser settings for the view tests. The names are part of the names of the screenshots. */
export const looksOf = (width: number, height: number): [string, BrowserContextOptions, string, string][] => {
  const viewport = { width, height }
  const phone = { viewport: { width: 360, height: 640 }, isMobile: true, hasTouch: true }
  return [
    ['dark', { viewport, colorScheme: 'dark' }, 'en', 'Alex Wilber'],
    ['forced', { viewport, forcedColors: 'active' }, 'en', 'Alex Wilber'],
    ['phone', phone, 'en', 'Alex Wilber, Contoso'],
    ['german', { viewport }, 'de', 'Alexandra Wilber-Schwarzenberger, Contoso Deutschland GmbH'],
    ['arabic', { viewport }, 'ar', 'عبد الرحمن الخطيب'],
  ]
}

/** The same view with another agent name. */
export const about = <View>(view: View, name: string): View =>
  JSON.parse(JSON.stringify(view).replaceAll('Alex Wilber', name)) as View

/** Expects that nothing is cut off, no control is covered, and each control has a sufficient target size. */
export async function expectRoomForAll(page: Page): Promise<void> {
  await page.evaluate(script)
  const wrong = await page.evaluate(() => {
    const { scrollWidth, scrollHeight } = document.documentElement
    const found: string[] = []
    if (scrollWidth > innerWidth || scrollHeight > innerHeight) found.push('The page is larger than its window')
    const nameOf = (each: Element) => each.getAttribute('aria-label') ?? (each.textContent || each.tagName)
    const finger = matchMedia('(pointer: coarse)').matches ? 44 : 24
    const all = window.controls()
    for (const each of all) {
      const { left, right, width, height } = each.getBoundingClientRect()
      if (left < 0 || right > innerWidth) found.push(`${nameOf(each)} reaches out of the window`)
      if (width < finger || height < finger) found.push(`${nameOf(each)} is small: ${width} x ${height}`)
    }
    for (const each of document.querySelectorAll('h1, h2, p, span, button, a, label'))
      if (!each.closest('.unseen') && each.clientWidth > 0 && each.scrollWidth > each.clientWidth + 1)
        found.push(`${nameOf(each)} is cut off`)
    const isLtr = getComputedStyle(document.body).direction === 'ltr'
    const boxes = all.map((each) => each.getBoundingClientRect())
    all.slice(1).forEach((each, place) => {
      const [one, next] = boxes.slice(place)
      if (!one || !next) return
      const below = next.top >= one.bottom - 1
      const beside = isLtr ? next.left >= one.right - 1 : next.right <= one.left + 1
      if (!below && !beside) found.push(`${nameOf(each)} is reached out of order, or covered`)
    })
    return found
  })
  expect(wrong).toEqual([])
}

/** Expects that Tab visits all controls in order, each with a visible focus outline. */
export async function expectTabThroughAll(page: Page): Promise<void> {
  await page.evaluate(script)
  const here = () =>
    page.evaluate(() => {
      const at = document.activeElement as HTMLElement
      const { outlineStyle, outlineWidth } = getComputedStyle(at)
      const place = window.controls().indexOf(at)
      return { place, seen: place < 0 || (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2) }
    })
  const count = await page.evaluate(() => window.controls().length)
  const places: number[] = []
  // The document itself is one tab stop.
  for (let stop = 0; stop < count + 1; stop++) {
    await page.keyboard.press('Tab')
    const { place, seen } = await here()
    expect(seen).toBe(true)
    if (place >= 0) places.push(place)
  }
  const from = places[0] ?? 0
  const round = Array.from({ length: count }, (_, offset) => (from + offset) % count)
  expect(places.slice(0, count)).toEqual(round)
}

/** Expects that Enter and Space activate the buttons. `does`: expected action by button name. */
export async function expectKeysAct(
  page: Page,
  does: Record<string, string>,
  done: () => Promise<string[]>,
): Promise<void> {
  const seen: Record<string, string> = {}
  for (const [place, name] of Object.keys(does).entries()) {
    await done()
    await page.getByRole('button', { name, exact: true }).focus()
    await page.keyboard.press(place % 2 === 0 ? 'Enter' : 'Space')
    seen[name] = (await done()).join()
  }
  expect(seen).toEqual(does)
}
