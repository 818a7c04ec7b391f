import { randomUUID } from 'node:crypto'
import { describe, expect, test } from '@jest/globals'
import type { Frame } from 'playwright-core'
import { translations as ar } from '../../../../tab/i18n/compiled/ar.ts'
import { translations as callsInArabic } from '../../../../tab/i18n/calls/compiled/ar.ts'
import { translations as callsInEnglish } from '../../../../tab/i18n/calls/compiled/en.ts'
import { translations as callsInGerman } from '../../../../tab/i18n/calls/compiled/de.ts'
import { translations as de } from '../../../../tab/i18n/compiled/de.ts'
import { translations as en } from '../../../../tab/i18n/compiled/en.ts'
import { expectNoAxeViolations, takePicture } from '../../../support/browser/browser.ts'
import { startMeetingWorld } from '../../../support/meetingWorld.ts'
import { devices } from '../../../widget/support/callPages.ts'
import { admin, adminWorldAround, button, worldOfFile, type Look, type OpenTab } from '../../support/adminWorld.ts'
import { alex, calling, chatting, takePart } from '../../support/callingCustomer.ts'

const world = worldOfFile(() => adminWorldAround(startMeetingWorld, { args: devices }))

const narrow = { viewport: { width: 480, height: 720 } }
const catalogues = {
  en: { ...en, calls: callsInEnglish },
  de: { ...de, calls: callsInGerman },
  ar: { ...ar, calls: callsInArabic },
}
type LocalizedLook = Look & { locale: keyof typeof catalogues }
const contrast: [string, LocalizedLook] = ['in high contrast', { locale: 'en', theme: 'contrast' }]
const german: [string, LocalizedLook] = ['narrow, in German', { locale: 'de', options: narrow }]
const arabic: [string, LocalizedLook] = ['narrow and dark, in Arabic', { locale: 'ar', theme: 'dark', options: narrow }]

/** Takes a screenshot at a stage of the call and expects no accessibility violations. */
const showing =
  (look: string) =>
  async ({ page, tab }: Pick<OpenTab, 'page' | 'tab'>, moment: string) => {
    await takePicture(page, `tab-call-${moment}-${look.replace(/\W+/g, '-')}`)
    await expectNoAxeViolations(tab)
  }

type StatsCallback = Parameters<RTCStatsReport['forEach']>[0]

/** Fakes a round-trip time in the browser's statistics that makes the connection count as weak. */
const weaken = (tab: Frame) =>
  tab.evaluate(() => {
    const { forEach } = RTCStatsReport.prototype as { forEach: (this: RTCStatsReport, notify: StatsCallback) => void }
    RTCStatsReport.prototype.forEach = function (notify) {
      forEach.call(this, (entry: RTCIceCandidatePairStats, key, report) =>
        notify(entry.type === 'candidate-pair' ? { ...entry, currentRoundTripTime: 0.4 } : entry, key, report),
      )
    }
  })

const coloursOf = (tab: Frame, name: string) =>
  button(tab, name).evaluate((element) => {
    const { color, backgroundColor } = getComputedStyle(element)
    return { color, backgroundColor }
  })

const setCallProvider = (callProvider: string) =>
  world.ask(admin, 'PATCH', '/tenant', { body: { callProvider }, ifMatch: '*' })

/** A video call from Mia that the agent has accepted and the customer has not joined yet. */
async function accepted() {
  const [name, look] = contrast
  const { calls } = catalogues[look.locale]
  const caller = await calling(world, 'video')
  const at = await world.open(alex, `chats/${caller.sessionId}/accept`, look)
  const stage = at.tab.getByRole('region', { name: calls.stage({ name: 'Mia' }) })
  await stage.getByText(calls.connecting({ name: 'Mia' })).waitFor()
  return { at, stage, calls, show: showing(name), caller }
}

describe('the agent’s view of a call', () => {
  test.each([contrast, german, arabic])('is readable and usable from ringing to the end: %s', async (name, look) => {
    const { calls, chats, shell } = catalogues[look.locale]
    const show = showing(name)
    const caller = await calling(world, 'audio')
    const at = await world.open(alex, 'chats', look)
    const { tab, page } = at
    const stage = tab.getByRole('region', { name: calls.stage({ name: 'Mia' }) })
    const waitForText = (text: string) => stage.getByText(text, { exact: true }).waitFor()
    await button(tab, chats.acceptFrom({ name: 'Mia' })).waitFor()
    await show(at, 'rings')
    await weaken(tab)
    await button(tab, chats.acceptFrom({ name: 'Mia' })).click()
    await waitForText(calls.connecting({ name: 'Mia' }))
    await show(at, 'waits')
    const hangUp = await coloursOf(tab, calls.hangUp)
    expect(hangUp.color).not.toBe(hangUp.backgroundColor)

    const there = await takePart(world, caller, 'audio')
    await stage.getByText(/^0:\d\d$/).waitFor()
    await page.keyboard.press('Control+Shift+M')
    await there.ask((party) => party.capture.setMicrophone(false))
    await Promise.all([waitForText(calls.theyAreMuted({ name: 'Mia' })), waitForText(calls.youAreMuted)])
    await show(at, 'muted')
    await button(tab, calls.devices).click()
    await tab.getByRole('menuitemradio').first().waitFor()
    await takePicture(page, `tab-call-devices-${look.locale}`)
    await page.keyboard.press('Escape')
    await there.ask((party) => party.capture.setCamera(true))
    await button(tab, calls.cameraOn).click()
    await stage.locator('video').nth(1).waitFor()
    await there.ask((party) => party.capture.shareScreen())
    await stage.getByLabel(calls.theirScreen({ name: 'Mia' })).waitFor()
    await waitForText(calls.quality.fair)
    await tab.getByRole('textbox', { name: /Mia/ }).focus()
    await show(at, 'screen')

    const tom = await calling(world, 'video', 'Tom')
    const isNarrow = look.options === narrow
    if (isNarrow) await button(tab, chats.backToList).click()
    await button(tab, chats.acceptFrom({ name: 'Tom' })).click()
    await tab.getByRole('dialog', { name: calls.secondTitle({ name: 'Tom' }) }).waitFor()
    await show(at, 'second')
    await page.keyboard.press('Escape')
    await tom.customer.ask('POST', `/sessions/${tom.sessionId}/call/end`, {})
    if (!isNarrow) await tab.getByRole('link', { name: shell.mySnippet }).click()
    await tab.getByText(calls.inCallWith({ name: 'Mia' })).waitFor()
    await tab.getByRole('heading', { level: 1 }).waitFor({ state: 'attached' })
    await show(at, 'bar')
    await button(tab, calls.back).click()
    await there.ask((party) => party.callSession().hangUp())
    await waitForText(`${calls.ended.hungUpByCustomer({ name: 'Mia' })}.`)
    await show(at, 'over')
    await there.close()
  })

  test('shows when the connection is interrupted', async () => {
    const { at, stage, calls, show, caller } = await accepted()
    const there = await takePart(world, caller)
    await stage.getByLabel(calls.theirVideo({ name: 'Mia' })).waitFor()
    await there.close()
    await stage.getByText(calls.reconnecting).waitFor()
    await show(at, 'interrupted')
    await at.page.context().close()
  })

  test('shows when another window has the call', async () => {
    const { at, stage, calls, show, caller } = await accepted()
    const other = await world.open(alex, `chats/${caller.sessionId}`, contrast[1])
    await button(other.tab, calls.joinAgain).click()
    await stage.getByText(calls.elsewhere).waitFor()
    await show(at, 'elsewhere')
    await button(other.tab, calls.hangUp).click()
    await stage.getByText(calls.ended.hungUpByUser).waitFor()
  })

  test.each([contrast, arabic])('links to the meeting when the call is a Teams meeting: %s', async (name, look) => {
    const { calls, chats } = catalogues[look.locale]
    const show = showing(name)
    await setCallProvider('teams-meeting')
    const { customer, sessionId } = await chatting(world)
    const at = await world.open(alex, `chats/${sessionId}`, look)
    await customer.ask('POST', `/sessions/${sessionId}/call`, { key: randomUUID(), media: 'video' })
    await button(at.tab, chats.accept).waitFor()
    await show(at, 'rings-within')
    await button(at.tab, chats.accept).click()
    await button(at.tab, calls.openMeeting).waitFor()
    await show(at, 'meeting')
    await button(at.tab, calls.endCall).click()
    await at.tab
      .getByRole('region', { name: calls.stage({ name: 'Mia' }) })
      .getByText(calls.ended.hungUpByUser)
      .waitFor()
    await setCallProvider('webrtc')
  })

  test('lets the agent leave the tab without confirmation while the call is a Teams meeting', async () => {
    await setCallProvider('teams-meeting')
    const { sessionId } = await calling(world, 'audio')
    const { page, tab } = await world.open(alex, `chats/${sessionId}/accept`)
    await button(tab, catalogues.en.calls.openMeeting).waitFor()
    await page.locator('#locale').selectOption('de')
    await page.frameLocator('iframe').getByRole('button', { name: catalogues.de.calls.openMeeting }).waitFor()
    await setCallProvider('webrtc')
  })

  test.each([contrast, german])('explains why the microphone or camera is unavailable: %s', async (name, look) => {
    const { calls, chats } = catalogues[look.locale]
    const { sessionId } = await calling(world, 'video')
    const at = await world.open(alex, `chats/${sessionId}`, look)
    await at.tab.evaluate(() => {
      navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('No', 'NotFoundError'))
    })
    await button(at.tab, chats.accept).click()
    const stage = at.tab.getByRole('region', { name: calls.stage({ name: 'Mia' }) })
    await stage.getByText(calls.noDevice.noDevice).waitFor()
    await showing(name)(at, 'no-device')
    await button(at.tab, calls.goOnByChat).click()
    await stage.waitFor({ state: 'detached' })
  })
})
