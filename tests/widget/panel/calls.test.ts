import { describe, expect, test } from '@jest/globals'
import { expectNoAxeViolations, takePicture } from '../../support/browser/browser.ts'
import { about, expectKeysAct, expectRoomForAll, expectTabThroughAll, looksOf } from '../support/viewChecks.ts'
import { panelFaces, type ShownPanel } from '../support/panelViews.ts'
import { viewsOfFile, type Views } from '../support/views.ts'

const views = viewsOfFile()
let view: Views

/** Size of the panel's frame. */
const [width, height] = [384, 640]
const frame = { viewport: { width, height } }
const faces = Object.entries<ShownPanel>(panelFaces)

describe('every call view of the panel fits the frame and has no accessibility violations', () => {
  test('light', async () => {
    view = await views.open('panel', frame)
    for (const [name, { face }] of faces) {
      await view.clear()
      await view.showPanel(face)
      await takePicture(view.page, `panel-light-${name}`)
      await expectRoomForAll(view.page)
      await expectNoAxeViolations(view.page)
    }
  })

  const representative: (keyof typeof panelFaces)[] = [
    'start',
    'start-while-a-call-begins',
    'chat',
    'bar-rings',
    'bar-runs',
    'incoming-video',
    'blocked',
    'call-alone-runs',
  ]
  test.each(looksOf(width, height))('%s', async (look, options, locale, name) => {
    view = await views.open('panel', options, locale)
    for (const each of representative) {
      await view.clear()
      await view.showPanel(about(panelFaces[each].face, name))
      await takePicture(view.page, `panel-${look}-${each}`)
      await expectRoomForAll(view.page)
      await expectNoAxeViolations(view.page)
    }
  })
})

test('the keyboard reaches all call buttons in order with a visible focus, and activates them', async () => {
  view = await views.open('panel', frame)
  for (const [, { face, does }] of faces) {
    await view.clear()
    await view.showPanel(face)
    await expectTabThroughAll(view.page)
    await expectKeysAct(view.page, does, view.done)
  }
})

test('keeps the focus in the text box when the agent calls, and moves it to the call bar where there is no text box', async () => {
  view = await views.open('panel', frame)
  const focused = () =>
    view.page.evaluate(() => document.activeElement?.ariaLabel ?? document.activeElement?.textContent)
  await view.showPanel(panelFaces.chat.face)
  await view.page.getByRole('textbox', { name: 'Message' }).fill('And in')
  await view.showPanel(panelFaces.incoming.face)
  expect(await focused()).toBe('Message')
  await view.clear()
  await view.showPanel(panelFaces['call-alone-runs'].face)
  expect(await focused()).toBe('Show window')
  await view.showPanel(panelFaces['call-alone-ended'].face)
  expect(await focused()).toBe('Back to start')
})

test('announces an incoming call to screen readers', async () => {
  view = await views.open('panel', frame)
  await view.showPanel(panelFaces.chat.face)
  await view.showPanel(panelFaces['incoming-video'].face)
  await view.page.getByRole('status').getByText('Alex Wilber would like a video call with you.').waitFor()
})
