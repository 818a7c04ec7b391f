import { describe, expect, it } from '@jest/globals'
import type { Frame } from 'playwright-core'
import { takePicture } from '../../../support/browser/browser.ts'
import { eventually } from '../../../support/eventually.ts'
import { chatsForEachTest } from '../../support/openChats.ts'

const world = chatsForEachTest()

type InTab = Pick<Frame, 'getByRole' | 'getByText'>
const row = (tab: InTab, name: string) => tab.getByRole('link', { name })
const mark = (tab: InTab, name: string) => row(tab, name).getByRole('img', { name: '1 unread line' })

/** A session that rang out with a line in it. */
function missed(name: string): string {
  const sessionId = world.api.room.open({ name, text: `Hello from ${name}`, ringMs: 0 })
  world.api.room.take(sessionId, { kind: 'timerFired' })
  return sessionId
}

/** Opens a session that is marked, until tab and server know that it was read. */
async function reads(tab: Frame, name: string, sessionId: string): Promise<void> {
  await mark(tab, name).waitFor()
  await row(tab, name).click()
  await mark(tab, name).waitFor({ state: 'detached' })
  await eventually(() => world.api.room.find(sessionId)?.unseen.length === 0, 'the server knows that it was read')
}

describe('a session that has ended', () => {
  it('says in the list what it was', async () => {
    missed('Cara')
    const left = missed('Dora')
    world.api.room.take(left, { kind: 'customerLeavesOfflineMessage', text: 'Call me', email: null })
    const declined = world.api.room.open({ name: 'Erik', text: 'Hello from Erik' })
    world.api.room.take(declined, { kind: 'agentDeclines' })
    const { tab, page } = await world.open()
    await tab.getByRole('link', { name: /Cara.*Missed · Hello from Cara/ }).waitFor()
    await tab.getByRole('link', { name: /Dora.*Left a message · Hello from Dora/ }).waitFor()
    await row(tab, 'Erik').getByText('You declined').waitFor()
    await mark(tab, 'Cara').waitFor()
    expect(await mark(tab, 'Erik').count()).toBe(0)
    await takePicture(page, 'tab-chats-ended')
  })

  it('loses its mark once it was opened, and after a reload as well', async () => {
    const cara = missed('Cara')
    missed('Dora')
    const { tab, page } = await world.open()
    await reads(tab, 'Cara', cara)
    await page.reload()
    const again = page.frameLocator('iframe')
    await mark(again, 'Dora').waitFor()
    expect(await mark(again, 'Cara').count()).toBe(0)
  })

  it('is marked again when a message was left after it, also for who had declined, until that was read', async () => {
    const erik = world.api.room.open({ name: 'Erik', text: 'Hello from Erik' })
    world.api.room.take(erik, { kind: 'agentDeclines' })
    const { tab, page } = await world.open()
    await row(tab, 'Erik').getByText('You declined').waitFor()
    world.api.room.take(erik, { kind: 'customerLeavesOfflineMessage', text: 'Call me', email: null })
    await reads(tab, 'Erik', erik)
    await page.reload()
    const again = page.frameLocator('iframe')
    await row(again, 'Erik').getByText('Left a message').waitFor()
    expect(await mark(again, 'Erik').count()).toBe(0)
  })

  it('loses its mark where a link led to it as well, while Teams around the tab has the focus', async () => {
    const { tab } = await world.open({ path: `chats/${missed('Cara')}` })
    await row(tab, 'Cara').waitFor()
    await mark(tab, 'Cara').waitFor({ state: 'detached' })
    expect(await tab.evaluate(() => document.hasFocus())).toBe(false)
  })

  it('keeps its mark where it ended before an agent who worked elsewhere, until they come back', async () => {
    const cara = world.api.room.open({ name: 'Cara', text: 'Hello' })
    world.api.room.take(cara, { kind: 'agentAccepts' })
    const { tab } = await world.open({ path: `chats/${cara}` })
    world.api.room.take(cara, { kind: 'customerEnds' })
    await tab.getByText('This session has ended. You cannot write any more.').waitFor()
    await mark(tab, 'Cara').waitFor()
    expect(world.api.room.find(cara)?.unseen.length).toBe(1)
    await tab.getByRole('log').click()
    await mark(tab, 'Cara').waitFor({ state: 'detached' })
  })

  it('has no box to write in, and keeps what was begun where it can be read', async () => {
    const sessionId = world.api.room.open({ name: 'Cara', text: 'Hello' })
    world.api.room.take(sessionId, { kind: 'agentAccepts' })
    const { tab, page } = await world.open({ path: `chats/${sessionId}` })
    await tab.getByRole('textbox').fill('I will look at')
    world.api.room.take(sessionId, { kind: 'customerEnds' })
    await tab.getByText('This session has ended. You cannot write any more.').waitFor()
    await tab.getByText('I will look at', { exact: true }).waitFor()
    await tab.locator('h2:focus', { hasText: 'Cara' }).waitFor()
    await takePicture(page, 'tab-chats-ended-draft')
    expect(await tab.getByRole('textbox').count()).toBe(0)
    expect(await tab.getByRole('button', { name: 'Send' }).count()).toBe(0)
  })
})
