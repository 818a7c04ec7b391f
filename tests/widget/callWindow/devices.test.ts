import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals'
import type { Page } from 'playwright-core'
import { pressToClose, startCallGround, type CallGround, type Customer } from '../support/callShop.ts'

/** Simulated device failure: the name of a DOMException, for all devices or only for cameras. */
type DeviceFault = { name: string; cameraAlone: boolean } | null
declare global {
  var trouble: DeviceFault
}

let ground: CallGround
let customer: Customer
beforeAll(async () => {
  ground = await startCallGround()
}, 180_000)
afterEach(async () => {
  expect(customer.errors()).toEqual([])
  await customer.close()
})
afterAll(() => ground.stop())

const button = (window: Page, name: string | RegExp) => window.getByRole('button', { name, exact: true })
const problem = (window: Page) => window.getByRole('alert').filter({ hasText: /./ })

/** Opens a call window in a browser whose devices fail until the test changes it. */
async function opens(media: string, name: string, cameraAlone = false): Promise<Page> {
  customer = await ground.visit()
  await customer.page.context().addInitScript(
    (first: DeviceFault) => {
      globalThis.trouble = first
      const { mediaDevices } = navigator as Partial<Navigator>
      if (!mediaDevices) return
      const ask = mediaDevices.getUserMedia.bind(mediaDevices)
      mediaDevices.getUserMedia = (wanted) => {
        const { trouble } = globalThis
        const isTroubled = trouble && (!trouble.cameraAlone || wanted?.video !== undefined)
        return isTroubled ? Promise.reject(new DOMException('Not now', trouble.name)) : ask(wanted)
      }
    },
    { name, cameraAlone },
  )
  await customer.begin()
  const window = await customer.opens(() => customer.press(media))
  await button(window, /^Allow/).click()
  return window
}
const becomes = (window: Page, trouble: DeviceFault) =>
  window.evaluate((next) => {
    globalThis.trouble = next
  }, trouble)

test('shows advice for each microphone problem, and continues after a successful retry', async () => {
  const window = await opens('Call', 'NotAllowedError')
  const sent: [string, RegExp][] = [
    ['NotAllowedError', /^Your browser blocked the microphone/],
    ['NotFoundError', /^No microphone was found/],
    ['NotReadableError', /^Another app is using the microphone/],
    ['UnknownError', /^The microphone couldn’t be used/],
  ]
  for (const [name, sentence] of sent) {
    await becomes(window, { name, cameraAlone: false })
    await button(window, 'Try again').click()
    await problem(window).getByText(sentence).waitFor()
  }
  await becomes(window, null)
  await button(window, 'Try again').click()
  await button(window, /^Call Alex/).click()
  await window
    .getByText(/^Ringing Alex/)
    .first()
    .waitFor()
  await customer.press('Cancel')
})

test('calls without a camera that fails, and turns it on once it works', async () => {
  const window = await opens('Video call', 'NotReadableError', true)
  await problem(window)
    .getByText(/^The camera can’t be used/)
    .waitFor()
  await button(window, /^Call Alex/).click()
  await window
    .getByText(/^Ringing Alex/)
    .first()
    .waitFor()
  await customer.agent('/accept')
  await button(window, 'Turn camera on').click()
  await problem(window)
    .getByText(/^Another app is using/)
    .waitFor()
  await becomes(window, null)
  await button(window, 'Turn camera on').click()
  await window.locator('video.self').waitFor()
  await problem(window).waitFor({ state: 'detached' })
  await button(window, 'Hang up').click()
})

test('offers to write instead in a browser without media devices', async () => {
  customer = await ground.visit()
  await customer.page.context().addInitScript(() => {
    Object.defineProperty(navigator, 'mediaDevices', { value: undefined })
  })
  await customer.begin()
  const window = await customer.opens(() => customer.press('Call'))
  await button(window, /^Allow/).click()
  await problem(window).getByText('This browser doesn’t support calls.').waitFor()
  expect(await button(window, 'Try again').count()).toBe(0)
  await pressToClose(window, 'Chat instead')
  await customer.panel.getByRole('button', { name: 'Start chat' }).waitFor()
})
