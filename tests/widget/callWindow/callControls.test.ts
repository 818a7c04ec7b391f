import { describe, expect, test } from '@jest/globals'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { expectNoAxeViolations, takePicture } from '../../support/browser/browser.ts'
import { expectRoomForAll, expectTabThroughAll } from '../support/viewChecks.ts'
import { viewsOfFile, type Views } from '../support/views.ts'
import { windowFaces } from '../support/callWindowViews.ts'

const views = viewsOfFile()
let view: Views

const wide = { viewport: { width: 480, height: 720 } }
const button = (name: string) => view.page.getByRole('button', { name, exact: true })

describe('the call controls', () => {
  test('open the device selection without moving the buttons', async () => {
    view = await views.open('call', wide)
    await view.showCall(windowFaces['talking-video'].face)
    const before = await button('Hang up').boundingBox()
    await button('Devices').click()
    expect(await button('Devices').getAttribute('aria-expanded')).toBe('true')
    expect(await button('Hang up').boundingBox()).toEqual(before)
    await view.page.getByLabel('Microphone').selectOption('Internal')
    expect(await view.done()).toEqual(['choose'])
    await takePicture(view.page, 'call-light-devices')
    await expectRoomForAll(view.page)
    await expectNoAxeViolations(view.page)
    await expectTabThroughAll(view.page)
    await button('Devices').click()
    expect(await view.page.getByLabel('Microphone').count()).toBe(0)
  })

  test.each<[string, BrowserContextOptions, number]>([
    ['when the browser supports it', wide, 1],
    ['not on a phone', { viewport: { width: 360, height: 640 }, isMobile: true, hasTouch: true }, 0],
  ])('offer screen sharing: %s', async (_, options, offers) => {
    view = await views.open('call', options)
    await view.showCall(windowFaces['talking-video'].face)
    await button('Hang up').waitFor()
    expect(await button('Share screen').count()).toBe(offers)
  })

  test('keep their position from joining to talking, and when a note appears', async () => {
    view = await views.open('call', wide)
    const places: unknown[] = []
    for (const name of ['joining', 'connecting-audio', 'talking-audio', 'weak-audio', 'they-are-muted'] as const) {
      await view.showCall(windowFaces[name].face)
      places.push(await button('Hang up').boundingBox())
    }
    expect(places).toEqual(places.map(() => places[0]))
  })

  test.each([
    ['upright', 480, 720],
    ['wide', 1200, 700],
    ['as low as a phone in landscape', 640, 360],
  ])('keep videos off the shared screen in a window that is %s', async (_, width, height) => {
    view = await views.open('call', { viewport: { width, height } })
    await view.showCall(windowFaces['their-screen'].face)
    await takePicture(view.page, `call-light-screen-${width}`)
    const covered = await view.page.evaluate(() => {
      const boxOf = (place: string) => document.querySelector(place)?.getBoundingClientRect() ?? new DOMRect()
      const { width: wide, height: high, left, top } = boxOf('.screen')
      // A 16:9 video is centred in its box.
      const part = Math.min(wide / 16, high / 9)
      const x = left + (wide - part * 16) / 2
      const y = top + (high - part * 9) / 2
      return ['.self', '.their'].filter((place) => {
        const own = boxOf(place)
        return own.right > x && own.left < x + part * 16 && own.bottom > y && own.top < y + part * 9
      })
    })
    expect(covered).toEqual([])
  })

  test('offer a button that turns the sound on where the browser blocks autoplay', async () => {
    view = await views.open('call', wide)
    await view.page.evaluate(() => {
      const media = HTMLMediaElement.prototype
      const play = Reflect.get<HTMLMediaElement, 'play'>(media, 'play')
      let clicked = false
      addEventListener('click', () => (clicked = true), { capture: true })
      media.play = function () {
        const allowed = clicked || this.muted
        return allowed ? play.call(this) : Promise.reject(new DOMException('Not without a click', 'NotAllowedError'))
      }
    })
    await view.showCall(windowFaces['talking-their-camera'].face)
    await button('Turn on sound').waitFor()
    await takePicture(view.page, 'call-light-no-sound')
    await expectRoomForAll(view.page)
    await expectNoAxeViolations(view.page)
    await button('Turn on sound').click()
    await button('Turn on sound').waitFor({ state: 'detached' })
  })
})

test('ignores a second click while the permission prompt is open, and moves nothing', async () => {
  view = await views.open('call', wide)
  await view.showCall(windowFaces['test-video-untried'].face)
  const allow = button('Allow microphone and camera')
  const before = await allow.boundingBox()
  await view.showCall(windowFaces['test-waiting'].face)
  await view.page.getByRole('status').getByText('Your browser is asking for permission. Select Allow.').waitFor()
  expect(await allow.boundingBox()).toEqual(before)
  await allow.press('Enter')
  expect(await view.done()).toEqual([])
})

describe('motion', () => {
  /** Whether the level bar falls when the level does. */
  const falls = (page: Page) =>
    page.evaluate(
      () =>
        new Promise<boolean>((answer) => {
          const meter = document.querySelector('meter')
          if (!meter) return
          const drawn = [meter.value]
          new MutationObserver(() => {
            drawn.push(meter.value)
            if (drawn.length > 8) answer(drawn.some((value, place) => value < (drawn[place - 1] ?? 0)))
          }).observe(meter, { attributes: true })
        }),
    )
  const glides = (page: Page) =>
    page.locator('.rest').evaluate((ring) => parseFloat(getComputedStyle(ring).transitionDuration) > 0)

  test.each([
    ['with reduced motion, the level bar only fills and the ring does not animate', 'reduce', false],
    ['otherwise, the level bar follows the voice and the ring animates', 'no-preference', true],
  ] as const)('%s', async (_, reducedMotion, moves) => {
    view = await views.open('call', { ...wide, reducedMotion })
    await view.showCall(windowFaces['test-audio-passed'].face)
    expect(await falls(view.page)).toBe(moves)
    expect(await view.page.locator('meter').evaluate((meter: HTMLMeterElement) => meter.value)).toBeGreaterThan(0)
    await view.showCall(windowFaces.ringing.face)
    expect(await glides(view.page)).toBe(moves)
  })
})
