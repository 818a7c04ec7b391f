import { describe, expect, test } from '@jest/globals'
import { expectNoAxeViolations, takePicture } from '../support/browser.ts'
import { about, expectKeysAct, expectRoomForAll, expectTabThroughAll, looksOf } from './support/faceChecks.ts'
import { viewsOfFile, type Views } from './support/views.ts'
import { windowFaces, type Shown } from './support/windowFaces.ts'

const views = viewsOfFile()
let view: Views

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
    'ringing-video',
    'talking-audio',
    'their-screen',
    'they-are-muted-video',
    'interrupted',
    'meeting',
    'over-unanswered',
    'over-lost',
  ]
  const zoomed = { viewport: { width: 320, height: 256 } }
  test.each([...looksOf(width, height), ['zoomed', zoomed, 'en', 'Alex Wilber'] as const])(
    '%s',
    async (look, options, locale, name) => {
      view = await views.open('call', options, locale)
      for (const each of representative) {
        await view.clear()
        await view.showCall(about(windowFaces[each].face, name))
        await takePicture(view.page, `call-${look}-${each}`)
        await expectRoomForAll(view.page)
        await expectNoAxeViolations(view.page)
      }
    },
  )
})

test('what has become of a call is said in one sentence', async () => {
  view = await views.open('call', wide)
  const sentences: [Name, string][] = [
    ['over-you-hung-up', 'You hung up · 1 min 23 sec'],
    ['over-they-hung-up', 'Alex Wilber hung up · 1 hr 2 min'],
    ['over-declined', 'Alex Wilber cannot take the call now.'],
    ['over-cancelled', 'You cancelled the call.'],
    ['over-unanswered', 'Alex Wilber did not answer in time.'],
    ['over-away', 'Alex Wilber is not available right now.'],
    ['over-not-joined', 'The call did not come about.'],
    ['over-lost', 'The connection was lost. You can go on writing or call again.'],
    ['over-failed', 'The call could not go on.'],
    ['over-session-ended', 'Call ended'],
    ['over-not-allowed', 'The conversation has ended. It can no longer be held on this page.'],
    ['not-possible', 'Alex Wilber cannot be called here at the moment.'],
    ['not-possible-at-once', 'Not available here at the moment.'],
    ['network', 'The connection did not work.'],
    ['elsewhere', 'The call goes on in another window.'],
  ]
  const told: typeof sentences = []
  for (const [name] of sentences) {
    await view.showCall(windowFaces[name].face)
    told.push([name, await view.page.getByRole('heading').innerText()])
  }
  expect(told).toEqual(sentences)
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
