import { randomUUID } from 'node:crypto'
import { describe, expect, test } from '@jest/globals'
import type { Frame } from 'playwright-core'
import { expectNoAxeViolations, takePicture } from '../../../support/browser/browser.ts'
import { eventually } from '../../../support/eventually.ts'
import { adminWorldOfFile, button } from '../../support/adminWorld.ts'
import { devices } from '../../../widget/support/callPages.ts'
import { alex, calling, chatting, takePart } from '../../support/callingCustomer.ts'

const world = adminWorldOfFile({ args: devices })
const log = (tab: Frame) => tab.getByRole('log')

const callOf = async (sessionId: string) => (await world.ask(alex, 'GET', `/sessions/${sessionId}`)).body.call
const stage = (tab: Frame) => tab.getByRole('region', { name: /^Call with/ })

describe('an incoming call', () => {
  test('connects audio and video after the click and continues on every page of the tab until one side hangs up', async () => {
    const { tab, page } = await world.open(alex, 'chats')
    const caller = await calling(world, 'video')
    const { sessionId } = caller
    await tab.getByRole('link', { name: /Mia.*Video call/ }).waitFor()
    await takePicture(page, 'tab-call-rings')
    await button(tab, 'Accept Mia').click()
    await stage(tab).getByText('Waiting for Mia').waitFor()
    await takePicture(page, 'tab-call-waits')
    const there = await takePart(world, caller)
    await tab.locator('[aria-live=polite]', { hasText: 'Mia has joined' }).waitFor()
    await stage(tab).getByLabel('Mia’s video').waitFor()
    await stage(tab)
      .getByText(/^0:\d\d$/)
      .waitFor()
    await takePicture(page, 'tab-call-talks')
    await expectNoAxeViolations(tab)

    await page.keyboard.press('Control+Shift+M')
    await stage(tab).getByText('You’re muted').waitFor()
    await tab.getByRole('link', { name: 'My snippet' }).click()
    await tab.getByText(/^In a call with Mia · 0:\d\d$/).waitFor()
    await tab.getByRole('heading', { level: 1 }).waitFor()
    await takePicture(page, 'tab-call-bar')
    await expectNoAxeViolations(tab)
    await button(tab, 'Unmute').click()
    await button(tab, 'Return to call').click()
    await stage(tab).getByLabel('Mia’s video').waitFor()
    await button(tab, 'Hang up').click()
    await log(tab)
      .getByText(/^You hung up · \d:\d\d/)
      .waitFor()
    expect((await world.ask(alex, 'GET', `/sessions/${sessionId}`)).body).toMatchObject({
      status: 'ended',
      outcome: 'endedByUser',
    })
    await there.close()
  })
})

describe('an agent who views another session', () => {
  test('sees the running call and a toast when it ends, and the result only on the call’s own session', async () => {
    const nora = await calling(world, 'audio', 'Nora')
    await chatting(world, 'Olaf')
    const { tab } = await world.open(alex, `chats/${nora.sessionId}/accept`)
    await stage(tab).getByText('Waiting for Nora').waitFor()
    const to = (name: string) => tab.getByRole('link', { name }).click()
    await to('Olaf')
    await tab.getByRole('heading', { name: 'Olaf', exact: true }).waitFor()
    await stage(tab).getByText('Waiting for Nora').waitFor()
    await button(tab, 'Mute').focus()
    await nora.customer.ask('POST', `/sessions/${nora.sessionId}/call/end`, {})
    await stage(tab).waitFor({ state: 'detached' })
    expect(await tab.evaluate(() => document.activeElement?.id)).toBe('main')
    const note = tab.getByRole('region', { name: 'Notes' })
    await note.getByText('Nora hung up.', { exact: true }).waitFor()
    await note.getByRole('button', { name: 'Return to call' }).click()
    await stage(tab).getByText('Nora hung up.').waitFor()
    await to('Olaf')
    await stage(tab).waitFor({ state: 'detached' })
    await to('Nora')
    await stage(tab).getByText('Nora hung up.').waitFor()
    await button(tab, 'Close').click()
    await stage(tab).waitFor({ state: 'detached' })
  })
})

describe('a call within a chat', () => {
  test('rings from the customer, is accepted and hung up, and rings again and is declined', async () => {
    const { customer, sessionId } = await chatting(world)
    const ring = (media: string) => customer.ask('POST', `/sessions/${sessionId}/call`, { key: randomUUID(), media })
    const { tab, page } = await world.open(alex, `chats/${sessionId}`)
    await log(tab).getByText('You accepted').waitFor()
    await ring('video')
    await tab.getByText('Mia would like to talk (video)', { exact: true }).first().waitFor()
    await tab.getByRole('heading', { name: 'Incoming' }).waitFor()
    await takePicture(page, 'tab-call-within')
    await expectNoAxeViolations(tab)
    await button(tab, 'Accept').click()
    await stage(tab).getByText('Waiting for Mia').waitFor()
    await customer.ask('POST', `/sessions/${sessionId}/call/end`, {})
    await stage(tab).getByText('Mia hung up.').waitFor()
    await takePicture(page, 'tab-call-over')
    await button(tab, 'Close').click()
    await stage(tab).waitFor({ state: 'detached' })

    await ring('audio')
    await button(tab, 'Decline').click()
    await log(tab).getByText('You declined the call').waitFor()
    expect(await tab.getByRole('textbox').isEditable()).toBe(true)
  })

  test('is cancelled and placed again by the agent, and can be taken over by another window and taken back', async () => {
    const { customer, sessionId } = await chatting(world)
    const { tab, page } = await world.open(alex, `chats/${sessionId}`)
    await button(tab, 'Audio call').click()
    await tab.getByText('Calling Mia').first().waitFor()
    await takePicture(page, 'tab-call-calling')
    await button(tab, 'Cancel').click()
    await log(tab).getByText('You cancelled the call').waitFor()
    await button(tab, 'Audio call').click()
    await button(tab, 'Cancel').waitFor()
    await customer.ask('POST', `/sessions/${sessionId}/call/accept`, {})
    await stage(tab).getByText('Waiting for Mia').waitFor()
    await takePicture(page, 'tab-call-audio')

    const other = await world.open(alex, `chats/${sessionId}`)
    await other.tab.getByText('This call is still active.').waitFor()
    await takePicture(other.page, 'tab-call-goes-on')
    await button(other.tab, 'Rejoin').click()
    await stage(other.tab).getByText('Waiting for Mia').waitFor()
    await stage(tab).getByText('This call continues in another of your windows.').waitFor()
    await takePicture(page, 'tab-call-elsewhere')
    await button(tab, 'Continue here').click()
    await stage(other.tab).getByText('This call continues in another of your windows.').waitFor()
    expect(await callOf(sessionId)).toMatchObject({ status: 'started', by: 'agent' })
  })
})

describe('a link to accept a call', () => {
  test('accepts the call, or explains why it no longer rings', async () => {
    const { sessionId } = await calling(world, 'audio')
    const { tab } = await world.open(alex, `chats/${sessionId}/accept`)
    await stage(tab).getByText('Waiting for Mia').waitFor()
    expect(new URL(tab.url()).pathname).toBe(`/tab/chats/${sessionId}`)
    await world.closeTabs()

    const { customer, sessionId: missed } = await calling(world, 'audio', 'Tom')
    await customer.ask('POST', `/sessions/${missed}/call/end`, {})
    const late = await world.open(alex, `chats/${missed}/accept`)
    await late.tab.getByText('This call is no longer ringing: the customer cancelled it.').waitFor()
    await takePicture(late.page, 'tab-call-too-late')
  })
})

describe('one call at a time', () => {
  test('asks before accepting a second call, and falls back to chat when the microphone is denied', async () => {
    const { sessionId: first } = await calling(world, 'audio')
    const { tab, page } = await world.open(alex, `chats/${first}/accept`)
    await stage(tab).getByText('Waiting for Mia').waitFor()
    const { sessionId: second } = await calling(world, 'audio', 'Tom')
    await button(tab, 'Accept Tom').click()
    await tab.getByText('You’re in a call with Mia. It ends if you accept this one.').waitFor()
    await takePicture(page, 'tab-call-second')
    await expectNoAxeViolations(tab)
    await tab.evaluate(() => {
      navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('No', 'NotAllowedError'))
    })
    await button(tab, 'Hang up and accept').click()
    await stage(tab).getByText('isn’t allowed to use your microphone or camera').waitFor()
    await takePicture(page, 'tab-call-denied')
    await eventually(async () => (await callOf(first)) === null, 'the first call has ended')
    await button(tab, 'Continue by chat').click()
    await log(tab).getByText('The call failed').waitFor()
    expect((await world.ask(alex, 'GET', `/sessions/${second}`)).body).toMatchObject({ status: 'active', call: null })
  })
})

describe('keyboard operation of a call', () => {
  test('works from accepting to hanging up, never loses the focus and restores it after a dialog', async () => {
    const { sessionId } = await calling(world, 'audio')
    const { tab, page } = await world.open(alex, 'chats')
    const focused = (name: string) => tab.locator(':focus').and(button(tab, name)).waitFor()
    await button(tab, 'Accept Mia').press('Enter')
    await stage(tab).getByText('Waiting for Mia').waitFor()
    await tab.getByRole('heading', { name: 'Mia' }).focus()
    for (const name of ['End', 'Mute', 'Turn camera on', 'Share screen', 'Devices', 'Hang up']) {
      await page.keyboard.press('Tab')
      await focused(name)
    }
    const { customer, sessionId: second } = await calling(world, 'audio', 'Tom')
    await button(tab, 'Accept Tom').press('Enter')
    await tab.getByRole('dialog').waitFor()
    await page.keyboard.press('Escape')
    await focused('Accept Tom')
    await customer.ask('POST', `/sessions/${second}/call/end`, {})
    await tab.locator('a:focus', { hasText: 'Tom' }).waitFor()

    await button(tab, 'Hang up').press('Enter')
    await tab.locator('h2:focus', { hasText: 'Mia' }).waitFor()
    expect(await callOf(sessionId)).toBeNull()
  })
})
