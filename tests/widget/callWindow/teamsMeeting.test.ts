import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals'
import type { Page } from 'playwright-core'
import type { CallingSdk } from '#client/call/teamsMeeting/callingSdk'
import { expectNoAxeViolations, takePicture } from '../../support/browser/browser.ts'
import { eventually } from '../../support/eventually.ts'
import { startMeetingWorld } from '../../support/meetingWorld.ts'
import { passTest, startCallGround, type CallGround, type Customer } from '../support/callShop.ts'

// These tests have no access to Azure Communication Services, so they cover only what the SDK does within the browser.

let ground: CallGround
let customer: Customer
beforeAll(async () => {
  ground = await startCallGround(startMeetingWorld)
  await ground.world.ask('adele@contoso.test', 'PATCH', '/tenant', { body: { callProvider: 'teams-meeting' } })
}, 180_000)
afterEach(() => customer.close())
afterAll(() => ground.stop())

/** Starts a call that the agent accepts as a Teams meeting. `before`: SDK URL that was loaded before that. */
async function meeting() {
  customer = await ground.visit()
  await customer.begin()
  const window = await customer.opens(() => customer.press('Video call'))
  const violations: string[] = []
  window.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) violations.push(message.text())
  })
  await passTest(window)
  await window
    .getByText(/^Ringing Alex/)
    .first()
    .waitFor()
  const before = await sdkOf(window)
  await customer.agent('/accept')
  await window.getByText('Connecting').first().waitFor()
  return { window, violations, before }
}
/** URL from which the calling SDK was loaded. */
const sdkOf = (window: Page): Promise<string | undefined> =>
  window.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .map(({ name }) => name)
      .find((name) => name.includes('callingSdk')),
  )

test('loads the calling SDK when the call is accepted, under our CSP, and lists the devices', async () => {
  const { window, violations, before } = await meeting()
  expect(before).toBeUndefined()
  await eventually(async () => (await sdkOf(window)) !== undefined, 'the SDK is there')
  const address = await sdkOf(window)
  const devices = await window.evaluate(async (from) => {
    const { callingSdk } = (await import(from)) as { callingSdk: CallingSdk }
    const manager = await new callingSdk.CallClient().getDeviceManager()
    const [microphones, cameras] = await Promise.all([manager.getMicrophones(), manager.getCameras()])
    return { microphones: microphones.length > 0, cameras: cameras.length > 0 }
  }, address ?? '')
  expect(devices).toEqual({ microphones: true, cameras: true })
  expect(violations).toEqual([])
})

test('offers the meeting link when the window cannot join the meeting, and hangs up', async () => {
  const { window } = await meeting()
  const way = window.getByRole('link', { name: 'Join the meeting in Teams' })
  await way.waitFor()
  expect(await way.getAttribute('href')).toMatch(/^https:\/\/teams\.microsoft\.com\//)
  await expectNoAxeViolations(window)
  await takePicture(window, 'call-meeting')
  await window.getByRole('button', { name: 'Hang up' }).click()
  await window.getByText('You hung up').first().waitFor()
})
