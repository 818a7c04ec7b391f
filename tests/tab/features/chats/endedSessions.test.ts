import { describe, expect, it } from '@jest/globals'
import type { Frame } from 'playwright-core'
import { takePicture } from '../../../support/browser/browser.ts'
import { eventually } from '../../../support/eventually.ts'
import { chatsForEachTest } from '../../support/openChats.ts'

const world = chatsForEachTest()

type InTab = Pick<Frame, 'getByRole' | 'getByText'>
const row = (tab: InTab, name: string) => tab.getByRole('link', { name })
const unreadBadge = (tab: InTab, name: string) => row(tab, name).getByRole('img', { name: '1 unread message' })

/** A session that was not answered in time, with a message in it. */
async function missed(name: string): Promise<string> {
  const sessionId = await world.server.open({ name, text: `Hello from ${name}`, ringMs: 0 })
  await world.server.fireTimer(sessionId)
  return sessionId
}

/** Opens a session with an unread badge and waits until tab and server know that it was read. */
async function reads(tab: Frame, name: string, sessionId: string): Promise<void> {
  await unreadBadge(tab, name).waitFor()
  await row(tab, name).click()
  await unreadBadge(tab, name).waitFor({ state: 'detached' })
  await eventually(() => world.server.find(sessionId)?.unseen.length === 0, 'the server knows that it was read')
}

describe('a session that has ended', () => {
  it('shows its outcome in the list', async () => {
    await missed('Cara')
    const left = await missed('Dora')
    await world.server.customer.leavesMessage('Call me', null, left)
    const declined = await world.server.open({ name: 'Erik', text: 'Hello from Erik' })
    await world.server.agent.declines(declined)
    const { tab, page } = await world.open()
    await tab.getByRole('link', { name: /Cara.*Missed · Hello from Cara/ }).waitFor()
    await tab.getByRole('link', { name: /Dora.*Left a message · Hello from Dora/ }).waitFor()
    await row(tab, 'Erik').getByText('You declined').waitFor()
    await unreadBadge(tab, 'Cara').waitFor()
    expect(await unreadBadge(tab, 'Erik').count()).toBe(0)
    await takePicture(page, 'tab-chats-ended')
  })

  it('loses its unread badge when it is opened, also after a reload', async () => {
    const cara = await missed('Cara')
    await missed('Dora')
    const { tab, page } = await world.open()
    await reads(tab, 'Cara', cara)
    await page.reload()
    const again = page.frameLocator('iframe')
    await unreadBadge(again, 'Dora').waitFor()
    expect(await unreadBadge(again, 'Cara').count()).toBe(0)
  })

  it('is unread again when an offline message follows, also after the agent declined, until that is read', async () => {
    const erik = await world.server.open({ name: 'Erik', text: 'Hello from Erik' })
    await world.server.agent.declines(erik)
    const { tab, page } = await world.open()
    await row(tab, 'Erik').getByText('You declined').waitFor()
    await world.server.customer.leavesMessage('Call me', null, erik)
    await reads(tab, 'Erik', erik)
    await page.reload()
    const again = page.frameLocator('iframe')
    await row(again, 'Erik').getByText('Left a message').waitFor()
    expect(await unreadBadge(again, 'Erik').count()).toBe(0)
  })

  it('loses its unread badge when opened by a link while Teams has the focus', async () => {
    const { tab } = await world.open({ path: `chats/${await missed('Cara')}` })
    await row(tab, 'Cara').waitFor()
    await unreadBadge(tab, 'Cara').waitFor({ state: 'detached' })
    expect(await tab.evaluate(() => document.hasFocus())).toBe(false)
  })

  it('keeps its unread badge when it ends while the agent works elsewhere, until they come back', async () => {
    const cara = await world.server.open({ name: 'Cara', text: 'Hello' })
    await world.server.agent.accepts(cara)
    const { tab } = await world.open({ path: `chats/${cara}` })
    await world.server.customer.ends(cara)
    await tab.getByText('This session has ended. You can’t send messages any more.').waitFor()
    await unreadBadge(tab, 'Cara').waitFor()
    expect(world.server.find(cara)?.unseen.length).toBe(1)
    await tab.getByRole('log').click()
    await unreadBadge(tab, 'Cara').waitFor({ state: 'detached' })
  })

  it('has no message box and still shows an unsent draft', async () => {
    const sessionId = await world.server.open({ name: 'Cara', text: 'Hello' })
    await world.server.agent.accepts(sessionId)
    const { tab, page } = await world.open({ path: `chats/${sessionId}` })
    await tab.getByRole('textbox').fill('I will look at')
    await world.server.customer.ends(sessionId)
    await tab.getByText('This session has ended. You can’t send messages any more.').waitFor()
    await tab.getByText('I will look at', { exact: true }).waitFor()
    await tab.locator('h2:focus', { hasText: 'Cara' }).waitFor()
    await takePicture(page, 'tab-chats-ended-draft')
    expect(await tab.getByRole('textbox').count()).toBe(0)
    expect(await tab.getByRole('button', { name: 'Send' }).count()).toBe(0)
  })
})
