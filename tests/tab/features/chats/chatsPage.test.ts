import { describe, expect, it } from '@jest/globals'
import type { Frame } from 'playwright-core'
import { chatsForEachTest } from '../../support/openChats.ts'

const world = chatsForEachTest()

const box = (tab: Frame) => tab.getByRole('textbox')
const row = (tab: Frame, name: string) => tab.getByRole('link', { name })
const log = (tab: Frame) => tab.getByRole('log')
const focusedIn = (tab: Frame) => tab.locator('textarea:focus')

/** A session that the agent has already accepted. */
async function active(name: string): Promise<string> {
  const sessionId = await world.server.open({ name, text: `Hello from ${name}` })
  await world.server.agent.accepts(sessionId)
  return sessionId
}

describe('the agent', () => {
  it('accepts a ringing session in the list and can write immediately', async () => {
    const { tab, page } = await world.open()
    const sessionId = await world.server.open({ name: 'Cara', text: 'Do these run small?' })
    await tab.getByRole('img', { name: /seconds left/ }).waitFor()
    await tab.getByRole('button', { name: 'Accept Cara' }).click()
    await log(tab).getByText('Do these run small?').waitFor()
    await focusedIn(tab).waitFor()
    await page.keyboard.type('Hello Cara,')
    await page.keyboard.press('Shift+Enter')
    await page.keyboard.type('no, they do not.')
    await page.keyboard.press('Enter')
    await log(tab).getByText('Sent', { exact: true }).waitFor()
    expect(world.server.messages(sessionId)).toEqual(['Do these run small?', 'Hello Cara,\nno, they do not.'])
    expect(await box(tab).inputValue()).toBe('')
  })

  it('sees the open conversation again after a reload, until the link to another one is clicked', async () => {
    await active('Dora')
    const { tab, page } = await world.open({ path: `chats/${await active('Cara')}` })
    await log(tab).getByText('Hello from Cara').waitFor()
    await row(tab, 'Dora').click()
    await log(tab).getByText('Hello from Dora').waitFor()
    const link = page.url()
    const again = page.frameLocator('iframe').getByRole('log')
    await page.reload()
    await again.getByText('Hello from Dora').waitFor()
    await page.goto('about:blank')
    await page.goto(link)
    await again.getByText('Hello from Cara').waitFor()
  })

  it('cannot write while a session rings and sees what to do', async () => {
    const sessionId = await world.server.open({ name: 'Cara' })
    const { tab } = await world.open({ path: `chats/${sessionId}` })
    await tab.getByText('Accept to reply.').waitFor()
    expect(await box(tab).isEditable()).toBe(false)
    await tab.getByRole('button', { name: 'Decline', exact: true }).click()
    await log(tab).getByText('You declined').waitFor()
    await tab.locator('h2:focus', { hasText: 'Cara' }).waitFor()
    expect(world.server.find(sessionId)).toMatchObject({ status: 'ended', outcome: 'declined' })
  })

  it('keeps draft and focus while other sessions ring, receive messages and are answered in Teams', async () => {
    const cara = await active('Cara')
    const dora = await active('Dora')
    const { tab, page } = await world.open({ path: `chats/${cara}` })
    await box(tab).click()
    await page.keyboard.type('For Cara ')
    await world.server.open({ name: 'Erik', text: 'Anybody?' })
    await world.server.customer.writes('Dora again', dora)
    await world.server.agent.writes('From Teams', dora)
    await row(tab, 'Erik').waitFor()
    await row(tab, 'Dora').getByText('You:').waitFor()
    await row(tab, 'Dora').getByText('From Teams').waitFor()
    await page.keyboard.type('alone')
    await page.keyboard.press('Enter')
    await log(tab).getByText('Sent', { exact: true }).waitFor()
    expect(world.server.messages(cara)).toEqual(['Hello from Cara', 'For Cara alone'])
    expect(world.server.messages(dora)).not.toContain('For Cara alone')
  })

  it('keeps the focus on a session whose buttons disappear because it was accepted in Teams', async () => {
    const sessionId = await world.server.open({ name: 'Cara' })
    const { tab } = await world.open()
    await tab.getByRole('button', { name: 'Accept Cara' }).focus()
    await world.server.agent.accepts(sessionId)
    await tab.locator('a:focus', { hasText: 'Cara' }).waitFor()
  })

  it('keeps the scroll position when reading further up and sees the number of new messages', async () => {
    const sessionId = await active('Cara')
    for (let message = 1; message <= 60; message++) await world.server.customer.writes(`Line ${message}`, sessionId)
    const { tab } = await world.open({ path: `chats/${sessionId}` })
    await log(tab).getByText('Line 60', { exact: true }).waitFor()
    await log(tab).getByText('Line 10', { exact: true }).scrollIntoViewIfNeeded()
    // Scroll events are dispatched with the next frame.
    await log(tab).evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))
    const place = async () => Math.round((await log(tab).getByText('Line 10', { exact: true }).boundingBox())?.y ?? 0)
    const before = await place()
    await world.server.customer.writes('Line 61', sessionId)
    await world.server.customer.writes('Line 62', sessionId)
    const below = tab.getByRole('button', { name: '2 new messages' })
    await below.waitFor()
    expect(await place()).toBe(before)
    await below.click()
    await below.waitFor({ state: 'detached' })
    expect(await log(tab).getByText('Line 62', { exact: true }).isVisible()).toBe(true)
  })

  it('switches sessions with Alt and a digit and finds each draft again', async () => {
    await active('Cara')
    await active('Dora')
    const { tab, page } = await world.open()
    await row(tab, 'Cara').click()
    await focusedIn(tab).waitFor()
    await page.keyboard.type('draft for Cara')
    // Cara's session is read and quiet now, so Dora's unread session comes first.
    await tab.getByRole('heading', { name: 'Active', exact: true }).waitFor()
    await page.keyboard.press('Alt+1')
    await tab.getByRole('textbox', { name: 'Write to Dora' }).waitFor()
    await focusedIn(tab).waitFor()
    await page.keyboard.type('draft for Dora')
    await row(tab, 'Cara').click()
    expect(await tab.getByRole('textbox', { name: 'Write to Cara' }).inputValue()).toBe('draft for Cara')
    await row(tab, 'Dora').click()
    expect(await tab.getByRole('textbox', { name: 'Write to Dora' }).inputValue()).toBe('draft for Dora')
  })

  it('confirms ending a session and then has the focus in the conversation', async () => {
    const sessionId = await active('Cara')
    const { tab } = await world.open({ path: `chats/${sessionId}` })
    await tab.getByRole('button', { name: 'End', exact: true }).click()
    await tab.getByRole('button', { name: 'Cancel' }).click()
    expect(world.server.find(sessionId)?.status).toBe('active')
    await tab.getByRole('button', { name: 'End', exact: true }).click()
    await tab.getByRole('button', { name: 'End session' }).click()
    await log(tab).getByText('You ended the session').waitFor()
    await tab.getByText('This session has ended. You can’t send messages any more.').waitFor()
    await tab.locator('h2:focus', { hasText: 'Cara' }).waitFor()
  })

  it('sees that a message waits for the connection, and can send it sooner and only once', async () => {
    const sessionId = await active('Cara')
    const { tab, page } = await world.open({ path: `chats/${sessionId}` })
    await log(tab).getByText('Hello from Cara').waitFor()
    world.api.troubles.down = true
    await box(tab).fill('Are you there?')
    await page.keyboard.press('Enter')
    await log(tab).getByText('Waiting for connection').waitFor()
    world.api.troubles.down = false
    await log(tab).getByRole('button', { name: 'Try again' }).click()
    await log(tab).getByText('Sent', { exact: true }).waitFor()
    expect(world.server.messages(sessionId)).toEqual(['Hello from Cara', 'Are you there?'])
  })

  it('cannot send more than 4,000 characters and sees by how many the text is too long', async () => {
    const sessionId = await active('Cara')
    const { tab, page } = await world.open({ path: `chats/${sessionId}` })
    await box(tab).fill('🙂'.repeat(1999))
    await tab.getByText('2 characters left').waitFor()
    await box(tab).fill('🙂'.repeat(2001))
    await tab.getByText('2 characters too many').waitFor()
    await page.keyboard.press('Enter')
    await box(tab).fill('shorter')
    await page.keyboard.press('Enter')
    await log(tab).getByText('Sent', { exact: true }).waitFor()
    expect(world.server.messages(sessionId)).toEqual(['Hello from Cara', 'shorter'])
  })

  it('sees when the connection is lost and when it is restored', async () => {
    const { tab } = await world.open()
    world.api.troubles.down = true
    world.api.cut()
    await tab.getByText('You’re offline.').waitFor({ timeout: 25_000 })
    world.api.troubles.down = false
    await tab.getByText('You’re offline.').waitFor({ state: 'detached', timeout: 25_000 })
  })

  it('switches to away in the menu and sees how to become available again', async () => {
    const { tab } = await world.open()
    await tab.getByRole('button', { name: 'Your availability: Available' }).click()
    await tab.getByRole('menuitemradio', { name: /^Away/ }).click()
    await tab.getByText('Customers see that you’re not available').waitFor()
    await tab.getByRole('button', { name: 'Set yourself to available' }).click()
    await tab.getByRole('link', { name: 'Show my snippet' }).waitFor()
    await tab.getByRole('button', { name: 'Your availability: Available' }).waitFor()
  })

  it('can use the message box while a toast is shown in a narrow window', async () => {
    const { tab } = await world.open({
      path: `chats/${await active('Cara')}`,
      options: { viewport: { width: 480, height: 720 } },
    })
    await tab.getByRole('button', { name: /^Your availability/ }).click()
    world.api.troubles.down = true
    await tab.getByRole('menuitemradio', { name: /^Away/ }).click()
    const note = tab.getByRole('region', { name: 'Notes' })
    const said = note.getByText('Your availability wasn’t changed.', { exact: true })
    await said.waitFor()
    await box(tab).click({ trial: true, timeout: 3000 })
    expect(await said.isVisible()).toBe(true)
  })

  it('switches the sound off permanently', async () => {
    const { tab, page } = await world.open()
    const menu = tab.getByRole('button', { name: /^Your availability/ })
    const sound = tab.getByRole('menuitemcheckbox', { name: 'Play a sound for incoming sessions' })
    await menu.click()
    expect(await sound.getAttribute('aria-checked')).toBe('true')
    await sound.click()
    await page.reload()
    const again = page.frameLocator('iframe')
    await again.getByRole('button', { name: /^Your availability/ }).click()
    expect(await again.getByRole('menuitemcheckbox').getAttribute('aria-checked')).toBe('false')
  })
})
