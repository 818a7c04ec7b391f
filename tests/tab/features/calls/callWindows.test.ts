import { describe, expect, test } from '@jest/globals'
import type { Frame, Page } from 'playwright-core'
import { expectNoAxeViolations, takePicture } from '../../../support/browser/browser.ts'
import { eventually } from '../../../support/eventually.ts'
import { heardAndSeen } from '../../../support/mediaChecks.ts'
import { devices, hears, sees, type Window } from '../../../widget/support/callPages.ts'
import { openInteract } from '../../../support/users.ts'
import { admin, adminWorldOfFile, button, type OpenTab } from '../../support/adminWorld.ts'
import { alex, calling, chatting, takePart, type Caller } from '../../support/callingCustomer.ts'
import { lights, watchMedia } from '../../support/observedMedia.ts'

const world = adminWorldOfFile({ args: devices })
const stage = (tab: Frame) => tab.getByRole('region', { name: /^Call with/ })
const log = (tab: Frame) => tab.getByRole('log')
const sessionOf = async (sessionId: string) => (await world.ask(alex, 'GET', `/sessions/${sessionId}`)).body

/** Alex has taken a video call, and both hear and see each other. */
async function talking(): Promise<OpenTab & Caller & { there: Window }> {
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

/** Answers the browser's own question before a page goes, and says how often it was asked. */
function answering(page: Page) {
  const asked = { stays: true, times: 0 }
  page.on('dialog', (dialog) => {
    if (dialog.type() === 'beforeunload') asked.times++
    void (asked.stays ? dialog.dismiss() : dialog.accept())
  })
  return asked
}

/** The tab that Teams has loaded anew, once it says this. */
async function tabAgain(page: Page, says: string): Promise<Frame> {
  await page.frameLocator('iframe').getByText(says).first().waitFor()
  const tab = await (await page.waitForSelector('iframe')).contentFrame()
  if (!tab) throw new Error('The tab is not there')
  return tab
}

describe('who leaves the tab during a call', () => {
  test('by reloading it is asked first; the call outlives both answers, and no question follows its end', async () => {
    const { page, tab, sessionId, there } = await talking()
    const asked = answering(page)
    await page.evaluate(() => setTimeout(() => location.reload()))
    await eventually(() => asked.times === 1, 'the browser asks')
    await Promise.all([heardAndSeen(tab), hears(there), sees(there, 'camera')])

    asked.stays = false
    await page.reload()
    expect(asked.times).toBe(2)
    const again = await tabAgain(page, 'This call goes on.')
    await watchMedia(again)
    await button(again, 'Join again').click()
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

  test('because Teams shows something else is asked in the tab, and hangs up knowingly', async () => {
    const { page, tab, sessionId, there } = await talking()
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

  test('with something unsaved besides is asked about both, one after the other', async () => {
    const path = `/users/${await world.userId(alex)}`
    const become = async (role: string) =>
      expect((await world.ask(admin, 'PATCH', path, { body: { role } })).status).toBe(200)
    await become('tenantAdmin')
    const { page, tab, there } = await talking()
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

  test('and would rather stay is not taken away when the call ends', async () => {
    const { page, tab, there } = await talking()
    await page.locator('#locale').selectOption('de')
    await button(tab, 'Cancel').click()
    await tab.getByRole('dialog').waitFor({ state: 'detached' })
    await button(tab, 'Hang up').click()
    await Promise.all([there.phase('over'), lights(tab)])
    await button(tab, 'Close').click()
    await stage(tab).waitFor({ state: 'detached' })
    await there.close()
  })

  test('after the call is asked nothing', async () => {
    const { page, tab, there } = await talking()
    await button(tab, 'Hang up').click()
    await log(tab)
      .getByText(/^You hung up/)
      .waitFor()
    await page.locator('#locale').selectOption('de')
    await tabAgain(page, 'Sie haben aufgelegt')
    await there.close()
  })

  test('is not kept by a call that the customer has ended meanwhile', async () => {
    const { page, tab, there } = await talking()
    await page.locator('#locale').selectOption('de')
    await tab.getByRole('dialog').getByText('Leave the call with Mia?').waitFor()
    await there.ask((party) => party.callSession().hangUp())
    await tabAgain(page, 'Mia hat aufgelegt')
    await there.close()
  })
})

describe('a second window of the same agent', () => {
  test('takes the call over with sound and pictures; the first one says so, goes dark, and takes it back', async () => {
    const { tab, sessionId, there } = await talking()
    await lights(tab, 'audio', 'video')
    const other = await world.open(alex, `chats/${sessionId}`)
    await watchMedia(other.tab)
    await button(other.tab, 'Join again').click()
    await stage(tab).getByText('This call goes on in another window of yours.').waitFor()
    await Promise.all([heardAndSeen(other.tab), hears(there), sees(there, 'camera'), lights(tab)])
    await lights(other.tab, 'audio', 'video')

    await button(tab, 'Go on here').click()
    await stage(other.tab).getByText('This call goes on in another window of yours.').waitFor()
    await Promise.all([heardAndSeen(tab), hears(there), sees(there, 'camera'), lights(other.tab)])
    // The one that stepped back ends nothing by going.
    await other.page.context().close()
    await Promise.all([heardAndSeen(tab), hears(there)])
    await button(tab, 'Hang up').click()
    await Promise.all([there.phase('over'), lights(tab)])
    await there.close()
  })
})

describe('microphone, camera and screen go dark', () => {
  test.each<[string, (at: Awaited<ReturnType<typeof talking>>) => Promise<unknown>]>([
    ['the agent hangs up', ({ tab }) => button(tab, 'Hang up').click()],
    ['the customer hangs up', ({ there }) => there.ask((party) => party.callSession().hangUp())],
    ['the session ends', ({ sessionId }) => world.ask(alex, 'POST', `/sessions/${sessionId}/end`, { body: {} })],
  ])('when %s, and stay so after "Close"', async (_how, ends) => {
    const at = await talking()
    const { tab, there } = at
    await button(tab, 'Share screen').click()
    await lights(tab, 'audio', 'video', 'video')
    await ends(at)
    await lights(tab)
    await button(tab, 'Close').click()
    await stage(tab).waitFor({ state: 'detached' })
    await lights(tab)
    await there.close()
  })

  test('when another call is taken instead, while that one’s own are on', async () => {
    const { tab, there } = await talking()
    const second = await chatting(world, 'Tom')
    await second.customer.ask('POST', `/sessions/${second.sessionId}/call`, {
      key: crypto.randomUUID(),
      media: 'audio',
    })
    await button(tab, 'Accept Tom').click()
    await button(tab, 'Hang up and accept').click()
    await tab.getByRole('region', { name: 'Call with Tom' }).getByText('Waiting for Tom').waitFor()
    await Promise.all([there.phase('over'), lights(tab, 'audio')])
    await button(tab, 'Hang up').click()
    await lights(tab)
    await there.close()
  })
})
