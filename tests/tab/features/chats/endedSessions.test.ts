import { describe, expect, it } from '@jest/globals'
import type { Frame } from 'playwright-core'
import { takePicture } from '../../../support/browser/browser.ts'
import { eventually } from '../../../support/eventually.ts'
import { chatsForEachTest } from '../../support/openChats.ts'

const world = chatsForEachTest()

type InTab = Pick<Frame, 'getByRole' | 'getByText'>
const row = (tab: InTab, name: string) => tab.getByRole('link', { name })
const unreadBadge = (tab: InTab, name: string) => row(tab, name).getByRole('img', { name: '1 unread line' })

/** A session that was not answered in time, with a message in it. */
function missed(name: string): string {
  const sessionId = world.api.room.open({ name, text: `Hello from ${name}`, ringMs: 0 })
  world.api.room.dispatch(sessionId, { kind: 'timerFired' })
  return sessionId
}

/** Opens a session with an unread badge and waits until tab and server know that it was read. */
async function reads(tab: Frame, name: string, sessionId: string): Promise<void> {
  await unreadBadge(tab, name).waitFor()
  await row(tab, name).click()
  await unreadBadge(tab, name).waitFor({ state: 'detached' })
  await eventually(() => world.api.room.find(sessionId)?.unseen.length === 0, 'the server knows that it was read')
}

describe('a session that has ended', () => {
  it('shows its outcome in the list', async () => {
    missed('Cara')
    const left = missed('Dora')
    world.api.room.dispatch(left, { kind: 'customerLeavesOfflineMessage', text: 'Call me', email: null })
    const declined = world.api.room.open({ name: 'Erik', text: 'Hello from Erik' })
    world.api.room.dispatch(declined, { kind: 'agentDeclines' })
    const { tab, page } = await world.open()
    await tab.getByRole('link', { name: /Cara.*Missed · Hello from Cara/ }).waitFor()
    await tab.getByRole('link', { name: /Dora.*Left a message · Hello from Dora/ }).waitFor()
    await row(tab, 'Erik').getByText('You declined').waitFor()
    await unreadBadge(tab, 'Cara').waitFor()
    expect(await unreadBadge(tab, 'Erik').count()).toBe(0)
    await takePicture(page, 'tab-chats-ended')
  })

  it('loses its unread badge when it is opened, also after a reload', async () => {
    const cara = missed('Cara')
    missed('Dora')
    const { tab, page } = await world.open()
    await reads(tab, 'Cara', cara)
    await page.reload()
    const again = page.frameLocator('iframe')
    await unreadBadge(again, 'Dora').waitFor()
    expect(await unreadBadge(again, 'Cara').count()).toBe(0)
  })

  it('is unread again when an offline message follows, also after the agent declined, until that is read', async () => {
    const erik = world.api.room.open({ name: 'Erik', text: 'Hello from Erik' })
    world.api.room.dispatch(erik, { kind: 'agentDeclines' })
    const { tab, page } = await world.open()
    await row(tab, 'Erik').getByText('You declined').waitFor()
    world.api.room.dispatch(erik, { kind: 'customerLeavesOfflineMessage', text: 'Call me', email: null })
    await reads(tab, 'Erik', erik)
    await page.reload()
    const again = page.frameLocator('iframe')
    await row(again, 'Erik').getByText('Left a message').waitFor()
    expect(await unreadBadge(again, 'Erik').count()).toBe(0)
  })

  it('loses its unread badge when opened by a link while Teams has the focus', async () => {
    const { tab } = await world.open({ path: `chats/${missed('Cara')}` })
    await row(tab, 'Cara').waitFor()
    await unreadBadge(tab, 'Cara').waitFor({ state: 'detached' })
    expect(await tab.evaluate(() => document.hasFocus())).toBe(false)
  })

  it('keeps its unread badge when it ends while the agent works elsewhere, until they come back', async () => {
    const cara = world.api.room.open({ name: 'Cara', text: 'Hello' })
    world.api.room.dispatch(cara, { kind: 'agentAccepts' })
    const { tab } = await world.open({ path: `chats/${cara}` })
    world.api.room.dispatch(cara, { kind: 'customerEnds' })
    await tab.getByText('This session has ended. You cannot write any more.').waitFor()
    await unreadBadge(tab, 'Cara').waitFor()
    expect(world.api.room.find(cara)?.unseen.length).toBe(1)
    await tab.getByRole('log').click()
    await unreadBadge(tab, 'Cara').waitFor({ state: 'detached' })
  })

  it('has no message box and still shows an unsent draft', async () => {
    const sessionId = world.api.room.open({ name: 'Cara', text: 'Hello' })
    world.api.room.dispatch(sessionId, { kind: 'agentAccepts' })
    const { tab, page } = await world.open({ path: `chats/${sessionId}` })
    await tab.getByRole('textbox').fill('I will look at')
    world.api.room.dispatch(sessionId, { kind: 'customerEnds' })
    await tab.getByText('This session has ended. You cannot write any more.').waitFor()
    await tab.getByText('I will look at', { exact: true }).waitFor()
    await tab.locator('h2:focus', { hasText: 'Cara' }).waitFor()
    await takePicture(page, 'tab-chats-ended-draft')
    expect(await tab.getByRole('textbox').count()).toBe(0)
    expect(await tab.getByRole('button', { name: 'Send' }).count()).toBe(0)
  })
})
