import { describe, expect, test } from '@jest/globals'
import { expectNoAxeViolations, takePicture } from '../../support/browser/browser.ts'
import { about, expectKeysAct, expectRoomForAll, expectTabThroughAll, looksOf } from '../support/viewChecks.ts'
import { viewsOfFile, type Views } from '../support/views.ts'
import { windowFaces, type Shown } from '../support/callWindowViews.ts'

const views = viewsOfFile()
let view: Views

const [width, height] = [480, 720]
const wide = { viewport: { width, height } }
const faces = Object.entries<Shown>(windowFaces)
type Name = keyof typeof windowFaces
const focused = () => view.page.evaluate(() => document.activeElement?.ariaLabel ?? document.activeElement?.textContent)

describe('every view of the call window fits its window and has no accessibility violations', () => {
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

test('shows one sentence for each outcome of a call', async () => {
  view = await views.open('call', wide)
  const sentences: [Name, string][] = [
    ['over-you-hung-up', 'You hung up · 1 min 23 sec'],
    ['over-they-hung-up', 'Alex Wilber hung up · 1 hr 2 min'],
    ['over-declined', 'Alex Wilber can’t accept the call right now.'],
    ['over-cancelled', 'You cancelled the call.'],
    ['over-unanswered', 'Alex Wilber didn’t answer in time.'],
    ['over-away', 'Alex Wilber isn’t available right now.'],
    ['over-not-joined', 'The call couldn’t be connected.'],
    ['over-lost', 'The connection was lost. You can keep writing or call again.'],
    ['over-failed', 'The call failed.'],
    ['over-session-ended', 'Call ended'],
    ['over-not-allowed', 'The chat has ended and is no longer possible on this page.'],
    ['not-possible', 'You can’t call Alex Wilber here right now.'],
    ['not-possible-at-once', 'Not available here right now.'],
    ['network', 'Couldn’t connect.'],
    ['too-many', 'Try again in 40 seconds.'],
    ['elsewhere', 'The call continues in another window.'],
  ]
  const sent: typeof sentences = []
  for (const [name] of sentences) {
    await view.showCall(windowFaces[name].face)
    sent.push([name, await view.page.getByRole('heading').innerText()])
  }
  expect(sent).toEqual(sentences)
  expect(await view.page.title()).toBe('Call with Alex Wilber')
})

test('shows notes, problems, videos and initials in each view', async () => {
  view = await views.open('call', wide)
  const allow = 'Allow it next to the address above, then try again.'
  const notes: Partial<Record<Name, string>> = {
    'test-waiting': 'AW | Your browser is asking for permission. Select Allow.',
    'test-denied': `AW | Your browser blocked the microphone or camera for this page. ${allow}`,
    'test-no-device': 'AW | No microphone was found. Connect one, then try again.',
    'test-in-use': 'AW | Another app is using the microphone or camera. Close it, then try again.',
    'test-unsupported': 'AW | This browser doesn’t support calls.',
    'test-no-camera': 'The camera can’t be used. You can still see and hear Alex Wilber.',
    'test-video-passed': 'Your video',
    ringing: 'AW | 0:32 left',
    'ringing-late': 'AW | Just a moment longer',
    'ringing-video': 'AW | 0:32 left | Your video',
    'connecting-audio': 'AW | Connecting',
    'talking-audio': '1:23 | AW',
    'talking-video': '1:23 | Alex Wilber’s video | Your video',
    'talking-their-camera': '1:23 | Alex Wilber’s video',
    'their-screen': '1:23 | Alex Wilber’s screen | Alex Wilber’s video | Your video',
    'their-screen-alone': '1:23 | Alex Wilber’s screen',
    'own-screen': '1:23 | Alex Wilber’s video | Your video | Alex Wilber can see your screen.',
    'they-are-muted': '1:23 | AW | Alex Wilber is muted',
    'weak-audio': '1:23 | AW | The connection is weak.',
    'weak-video': '1:23 | Alex Wilber’s video | Your video | The connection is weak. Turning off your camera may help.',
    'nothing-arrives': '1:23 | AW | The connection was interrupted. Reconnecting…',
    interrupted: '1:23 | Alex Wilber’s video | Your video | The connection was interrupted. Reconnecting…',
    meeting: 'AW | The call continues in Microsoft Teams.',
  }
  const telling = '[role=status] p, p[role=status], [role=alert], [role=timer], video, .face'
  const seen: typeof notes = {}
  for (const name of Object.keys(notes) as Name[]) {
    await view.clear()
    await view.showCall(windowFaces[name].face)
    const sent = await view.page
      .locator('main')
      .evaluate(
        (main, all) =>
          [...main.querySelectorAll<HTMLElement>(all)]
            .filter((each) => each.checkVisibility() && !each.closest('.unseen'))
            .map((each) => each.ariaLabel ?? each.innerText),
        telling,
      )
    seen[name] = sent.filter(Boolean).join(' | ')
  }
  expect(seen).toEqual(notes)
})

test('reports the guest as joined after the meeting link was opened', async () => {
  view = await views.open('call', wide)
  await view.showCall(windowFaces.meeting.face)
  await view.done()
  const opens = view.page.waitForEvent('popup')
  await view.page.getByRole('link', { name: 'Join the meeting in Teams' }).click()
  await (await opens).close()
  expect(await view.done()).toEqual(['openedMeeting'])
})

test('shows a muted microphone in another colour', async () => {
  view = await views.open('call', wide)
  const colourOf = (name: string) =>
    view.page.getByRole('button', { name, exact: true }).evaluate((each) => getComputedStyle(each).backgroundColor)
  await view.showCall(windowFaces['talking-audio'].face)
  const on = await colourOf('Mute')
  await view.showCall(windowFaces.muted.face)
  expect(await colourOf('Unmute')).not.toBe(on)
})

describe('the keyboard in the call window', () => {
  test('reaches all controls in reading order with a visible focus, and activates them', async () => {
    view = await views.open('call', wide)
    for (const [name, { face, does }] of faces) {
      await view.clear()
      await view.showCall(face)
      const offered = await view.page.locator('.ways button:not([aria-disabled=true])').allInnerTexts()
      if (offered.length > 0) expect([name, offered.sort()]).toEqual([name, Object.keys(does).sort()])
      await expectTabThroughAll(view.page)
      await expectKeysAct(view.page, does, view.done)
    }
  })

  test('starts at the first action of each new view', async () => {
    view = await views.open('call', wide)
    const way: [Name, string][] = [
      ['test-audio-untried', 'Allow microphone'],
      ['test-denied', 'Try again'],
      ['test-audio-passed', 'Call Alex Wilber'],
      ['ringing', 'Cancel'],
      ['joining', 'Mute'],
      ['talking-audio', 'Mute'],
      ['meeting', 'Join the meeting in Teams'],
      ['elsewhere', 'Continue here'],
      ['over-you-hung-up', 'Call again'],
    ]
    for (const [name, expected] of way) {
      await view.showCall(windowFaces[name].face)
      expect([name, await focused()]).toEqual([name, expected])
    }
  })

  test('keeps the focus while the call continues', async () => {
    view = await views.open('call', wide)
    await view.showCall(windowFaces['connecting-audio'].face)
    await view.page.getByRole('button', { name: 'Hang up' }).focus()
    await view.showCall(windowFaces['talking-audio'].face)
    await view.showCall(windowFaces['weak-audio'].face)
    expect(await focused()).toBe('Hang up')
  })
})
