import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import { expectNoAxeViolations, takePicture } from '../support/browser.ts'
import { about, expectKeysAct, expectRoomForAll, expectTabThroughAll, looksOf } from './support/faceChecks.ts'
import { startViews, type Views } from './support/views.ts'
import { windowFaces, type Shown } from './support/windowFaces.ts'

let views: Awaited<ReturnType<typeof startViews>>
let view: Views
beforeAll(async () => {
  views = await startViews()
})
afterEach(async () => {
  expect(view.errors).toEqual([])
  await view.close()
})
afterAll(() => views.stop())

const [width, height] = [480, 720]
const wide = { viewport: { width, height } }
const faces = Object.entries<Shown>(windowFaces)
type Name = keyof typeof windowFaces
const focused = () => view.page.evaluate(() => document.activeElement?.ariaLabel ?? document.activeElement?.textContent)

describe('every face of the call window reads well and breaks no rule of accessibility', () => {
  test('light', async () => {
    view = await views.open('call', wide)
    for (const [name, { face }] of faces) {
      await view.clear()
      await view.showCall(face)
      await takePicture(view.page, `call-light-${name}`)
      await expectRoomForAll(view.page)
      await expectNoAxeViolations(view.page)
    }
  })

  const representative: Name[] = [
    'test-video-untried',
    'test-video-passed',
    'test-no-camera',
    'ringing',
    'talking-audio',
    'their-screen',
    'they-are-muted-video',
    'interrupted',
    'meeting',
    'over-unanswered',
    'over-lost',
  ]
  test.each(looksOf(width, height))('%s', async (look, options, locale, name) => {
    view = await views.open('call', options, locale)
    for (const each of representative) {
      await view.clear()
      await view.showCall(about(windowFaces[each].face, name))
      await takePicture(view.page, `call-${look}-${each}`)
      await expectRoomForAll(view.page)
      await expectNoAxeViolations(view.page)
    }
  })
})

describe('the keyboard', () => {
  test('reaches everything in the order in which it is read, sees where it is, and does what a press does', async () => {
    view = await views.open('call', wide)
    for (const [, { face, does }] of faces) {
      await view.clear()
      await view.showCall(face)
      await expectTabThroughAll(view.page)
      await expectKeysAct(view.page, does, view.done)
    }
  })

  test('is taken to what can be done first in each new face', async () => {
    view = await views.open('call', wide)
    const way: [Name, string][] = [
      ['test-audio-untried', 'Allow the microphone'],
      ['test-denied', 'Try again'],
      ['test-audio-passed', 'Call Alex Wilber'],
      ['ringing', 'Cancel'],
      ['joining', 'Mute'],
      ['talking-audio', 'Mute'],
      ['meeting', 'Join the meeting in Teams'],
      ['elsewhere', 'Go on here'],
      ['over-you-hung-up', 'Call again'],
    ]
    for (const [name, expected] of way) {
      await view.showCall(windowFaces[name].face)
      expect([name, await focused()]).toEqual([name, expected])
    }
  })

  test('stays where a person has put it while the call goes on', async () => {
    view = await views.open('call', wide)
    await view.showCall(windowFaces['connecting-audio'].face)
    await view.page.getByRole('button', { name: 'Hang up' }).focus()
    await view.showCall(windowFaces['talking-audio'].face)
    await view.showCall(windowFaces['weak-audio'].face)
    expect(await focused()).toBe('Hang up')
  })
})
