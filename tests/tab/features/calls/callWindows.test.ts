import { describe, expect, test } from '@jest/globals'
import type { Frame, Page } from 'playwright-core'
import { expectNoAxeViolations, takePicture } from '../../../support/browser/browser.ts'
import { eventually } from '../../../support/eventually.ts'
import { heardAndSeen } from '../../../support/mediaChecks.ts'
import { devices, hears, sees, type Window } from '../../../widget/support/callPages.ts'
import { openInteract } from '../../../support/users.ts'
import { admin, adminWorldOfFile, button, type OpenTab } from '../../support/adminWorld.ts'
import { alex, calling, chatting, takePart, type Caller } from '../../support/callingCustomer.ts'
import { waitForLiveTracks, watchMedia } from '../../support/observedMedia.ts'

const world = adminWorldOfFile({ args: devices })
const stage = (tab: Frame) => tab.getByRole('region', { name: /^Call with/ })
const log = (tab: Frame) => tab.getByRole('log')
const sessionOf = async (sessionId: string) => (await world.ask(alex, 'GET', `/sessions/${sessionId}`)).body

/** A video call that Alex has accepted, with audio and video in both directions. */
async function connectedCall(): Promise<OpenTab & Caller & { there: Window }> {
  const caller = await calling(world, 'video')
  const open = await world.open(alex, `chats/${caller.sessionId}`)
  await watchMedia(open.tab)
  await button(open.tab, 'Accept').click()
  await stage(open.tab).getByText('Waiting for Mia').waitFor()
  const there = await takePart(world, caller)
  await there.phase('talking')
  await Promise.all([heardAndSeen(open.tab), hears(there), sees(there, 'camera')])
  return { ...open, ...caller, there }
}

/** Answers the browser's `beforeunload` dialogs and counts them. */
function answering(page: Page) {
  const asked = { stays: true, times: 0 }
  page.on('dialog', (dialog) => {
    if (dialog.type() === 'beforeunload') asked.times++
    void (asked.stays ? dialog.dismiss() : dialog.accept())
  })
  return asked
}

/** The tab after Teams has reloaded it, once it shows this text. */
async function tabAgain(page: Page, says: string): Promise<Frame> {
  await page.frameLocator('iframe').getByText(says).first().waitFor()
  const tab = await (await page.waitForSelector('iframe')).contentFrame()
  if (!tab) throw new Error('The tab is not there')
  return tab
}

describe('leaving the tab during a call', () => {
  test('asks before a reload, keeps the call after either answer, and does not ask after its end', async () => {
    const { page, tab, sessionId, there } = await connectedCall()
    const asked = answering(page)
    await page.evaluate(() => setTimeout(() => location.reload()))
    await eventually(() => asked.times === 1, 'the browser asks')
    await Promise.all([heardAndSeen(tab), hears(there), sees(there, 'camera')])

    asked.stays = false
    await page.reload()
    expect(asked.times).toBe(2)
    const again = await tabAgain(page, 'This call is still active.')
    await watchMedia(again)
    await button(again, 'Rejoin').click()
    await Promise.all([heardAndSeen(again), hears(there), sees(there, 'camera')])
    expect(await sessionOf(sessionId)).toMatchObject({ status: 'active', call: { status: 'started' } })
    await button(again, 'Hang up').click()
    await log(again)
      .getByText(/^You hung up/)
      .waitFor()
    await page.reload()
    expect(asked.times).toBe(2)
    await there.close()
  })

  test('asks in the tab when Teams navigates away, and hangs up after the confirmation', async () => {
    const { page, tab, sessionId, there } = await connectedCall()
    await page.locator('#locale').selectOption('de')
    await tab.getByRole('dialog').getByText('Leave the call with Mia?').waitFor()
    await takePicture(page, 'tab-call-leave')
    await expectNoAxeViolations(tab)
    await Promise.all([heardAndSeen(tab), hears(there)])
    await button(tab, 'Hang up and leave').click()
    await there.phase('over')
    expect(await sessionOf(sessionId)).toMatchObject({ status: 'ended', outcome: 'endedByUser' })
    await tabAgain(page, 'Sie haben aufgelegt')
    await there.close()
  })

  test('asks about the call and about unsaved changes, one after the other', async () => {
    const path = `/users/${await world.userId(alex)}`
    const become = async (role: string) =>
      expect((await world.ask(admin, 'PATCH', path, { body: { role } })).status).toBe(200)
    await become('tenantAdmin')
    const { page, tab, there } = await connectedCall()
    const teams = page.frameLocator('iframe')
    await openInteract(teams, 'Alex Wilber')
    await teams.getByRole('switch', { name: 'Audio & Video' }).uncheck()
    await page.locator('#locale').selectOption('de')
    await button(tab, 'Hang up and leave').click()
    await Promise.all([there.phase('over'), tab.getByText('Leave without saving?').waitFor()])
    await button(tab, 'Leave').click()
    await teams.getByText('Benutzer').first().waitFor()
    await become('agent')
    await there.close()
  })

  test('does not navigate away when the call ends after the agent chose to stay', async () => {
    const { page, tab, there } = await connectedCall()
    await page.locator('#locale').selectOption('de')
    await button(tab, 'Cancel').click()
    await tab.getByRole('dialog').waitFor({ state: 'detached' })
    await button(tab, 'Hang up').click()
    await Promise.all([there.phase('over'), waitForLiveTracks(tab)])
    await button(tab, 'Close').click()
    await stage(tab).waitFor({ state: 'detached' })
    await there.close()
  })

  test('does not ask after the call has ended', async () => {
    const { page, tab, there } = await connectedCall()
    await button(tab, 'Hang up').click()
    await log(tab)
      .getByText(/^You hung up/)
      .waitFor()
    await page.locator('#locale').selectOption('de')
    await tabAgain(page, 'Sie haben aufgelegt')
    await there.close()
  })

  test('continues navigation when the customer ends the call during the confirmation', async () => {
    const { page, tab, there } = await connectedCall()
    await page.locator('#locale').selectOption('de')
    await tab.getByRole('dialog').getByText('Leave the call with Mia?').waitFor()
    await there.ask((party) => party.callSession().hangUp())
    await tabAgain(page, 'Mia hat aufgelegt')
    await there.close()
  })
})

describe('a second window of the same agent', () => {
  test('takes over audio and video; the first window shows this, stops its devices and can take the call back', async () => {
    const { tab, sessionId, there } = await connectedCall()
    await waitForLiveTracks(tab, 'audio', 'video')
    const other = await world.open(alex, `chats/${sessionId}`)
    await watchMedia(other.tab)
    await button(other.tab, 'Rejoin').click()
    await stage(tab).getByText('This call continues in another of your windows.').waitFor()
    await Promise.all([heardAndSeen(other.tab), hears(there), sees(there, 'camera'), waitForLiveTracks(tab)])
    await waitForLiveTracks(other.tab, 'audio', 'video')

    await button(tab, 'Continue here').click()
    await stage(other.tab).getByText('This call continues in another of your windows.').waitFor()
    await Promise.all([heardAndSeen(tab), hears(there), sees(there, 'camera'), waitForLiveTracks(other.tab)])
    // Closing the window that lost the call does not end the call.
    await other.page.context().close()
    await Promise.all([heardAndSeen(tab), hears(there)])
    await button(tab, 'Hang up').click()
    await Promise.all([there.phase('over'), waitForLiveTracks(tab)])
    await there.close()
  })
})

describe('microphone, camera and screen sharing stop', () => {
  test.each<[string, (at: Awaited<ReturnType<typeof connectedCall>>) => Promise<unknown>]>([
    ['the agent hangs up', ({ tab }) => button(tab, 'Hang up').click()],
    ['the customer hangs up', ({ there }) => there.ask((party) => party.callSession().hangUp())],
    ['the session ends', ({ sessionId }) => world.ask(alex, 'POST', `/sessions/${sessionId}/end`, { body: {} })],
  ])('when %s, and stay off after "Close"', async (_how, ends) => {
    const at = await connectedCall()
    const { tab, there } = at
    await button(tab, 'Share screen').click()
    await waitForLiveTracks(tab, 'audio', 'video', 'video')
    await ends(at)
    await waitForLiveTracks(tab)
    await button(tab, 'Close').click()
    await stage(tab).waitFor({ state: 'detached' })
    await waitForLiveTracks(tab)
    await there.close()
  })

  test('when the agent accepts another call, which opens its own devices', async () => {
    const { tab, there } = await connectedCall()
    const second = await chatting(world, 'Tom')
    await second.customer.ask('POST', `/sessions/${second.sessionId}/call`, {
      key: crypto.randomUUID(),
      media: 'audio',
    })
    await button(tab, 'Accept Tom').click()
    await button(tab, 'Hang up and accept').click()
    await tab.getByRole('region', { name: 'Call with Tom' }).getByText('Waiting for Tom').waitFor()
    await Promise.all([there.phase('over'), waitForLiveTracks(tab, 'audio')])
    await button(tab, 'Hang up').click()
    await waitForLiveTracks(tab)
    await there.close()
  })
})
