import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import type { Page } from 'playwright-core'
import { expectNoAxeViolations, takePicture } from '../../support/browser/browser.ts'
import { passTest, pressToClose, startCallGround, type CallGround, type Customer } from '../support/callShop.ts'

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

const button = (window: Page, name: string) => window.getByRole('button', { name, exact: true })
const inPanel = (text: string | RegExp) => customer.panel.getByText(text).first().waitFor()
const inWindow = (window: Page, text: string | RegExp) => window.getByText(text).first().waitFor()

/** Calls from the start form. Returns the ringing window. */
async function call(media = 'Call'): Promise<Page> {
  customer = await ground.visit()
  await customer.begin()
  const window = await customer.opens(() => customer.press(media))
  await passTest(window)
  await inWindow(window, /^Ringing Alex/)
  return window
}

/** Starts a chat that the agent accepts. */
async function chat(): Promise<void> {
  customer = await ground.visit()
  await customer.begin()
  await customer.panel.locator('textarea').fill('Hello')
  await customer.press('Start chat')
  await customer.panel.getByRole('timer').waitFor()
  await customer.agent('/accept')
  await customer.panel.getByRole('button', { name: 'Video call' }).waitFor()
}
const agentRings = () => customer.agent('/call', { key: randomUUID(), media: 'audio' })

describe('a call from the start form', () => {
  test('tests the devices, rings, shows in bar and window that the agent accepted, and hangs up', async () => {
    const window = await call('Video call')
    await inPanel(/^Calling Alex/)
    expect(await window.getByRole('timer').innerText()).toMatch(/^0:\d\d left$/)
    await expectNoAxeViolations(window)
    await takePicture(window, 'call-ringing')
    await customer.agent('/accept')
    await inPanel(/^In a call with Alex/)
    await button(window, 'Hang up').waitFor()
    await expectNoAxeViolations(window)
    await takePicture(window, 'call-running')
    await button(window, 'Hang up').click()
    await inWindow(window, 'You hung up')
    await inPanel('You hung up')
  })

  test('plays the agent’s audio on the selected speaker', async () => {
    const window = await call()
    await customer.agent('/accept')
    await button(window, 'Devices').click()
    const speaker = window.getByLabel('Speaker')
    const other = await speaker.locator('option').nth(1).getAttribute('value')
    await speaker.selectOption(other)
    const heardAt = (chosen: string | null) => {
      const their = document.querySelector<HTMLVideoElement>('video.their')
      return their !== null && their.sinkId === chosen
    }
    await window.waitForFunction(heardAt, other)
    await button(window, 'Hang up').click()
    await inWindow(window, 'You hung up')
  })

  test('stops ringing in the window when it is cancelled in the panel', async () => {
    const window = await call()
    await customer.press('Cancel')
    await inWindow(window, 'You cancelled the call.')
    await button(window, 'Call again').waitFor()
  })

  test('offers an offline message or a chat after the call was declined', async () => {
    const window = await call()
    await customer.agent('/decline')
    await pressToClose(window, 'Leave a message')
    await customer.panel.getByRole('button', { name: 'Start a chat instead' }).click()
    await customer.panel.getByRole('button', { name: 'Start chat' }).waitFor()
    expect(window.isClosed()).toBe(true)
  })

  test('closes the call window when a new chat is started', async () => {
    const window = await call()
    await customer.agent('/decline')
    await button(window, 'Call again').waitFor()
    const closed = window.waitForEvent('close')
    await customer.press('Start a chat instead')
    await closed
    await customer.panel.getByRole('button', { name: 'Start chat' }).waitFor()
  })

  test('offers an offline message in window and panel when the call is not answered', async () => {
    const window = await call()
    ground.clock.ahead += 60_000
    await button(window, 'Leave a message').waitFor()
    await customer.panel.getByRole('button', { name: 'Send message' }).waitFor()
  })

  test('cancels the call when the window is closed', async () => {
    const window = await call()
    await window.close({ runBeforeUnload: true })
    await inPanel('You cancelled the call.')
  })

  test('asks for a missing name and opens no window', async () => {
    customer = await ground.visit()
    await customer.begin('')
    await customer.press('Call')
    await inPanel('Enter your name.')
    expect(customer.page.context().pages()).toHaveLength(1)
  })

  test('shows a link when the browser blocks the window, and the link opens it', async () => {
    customer = await ground.visit()
    await customer.begin()
    await customer.panel.locator('body').evaluate(() => {
      globalThis.open = () => null
    })
    await customer.press('Call')
    await inPanel('Your browser blocked the call window.')
    const window = await customer.opens(() => customer.panel.getByRole('link', { name: 'Open call window' }).click())
    await inWindow(window, /^Ready to call Alex/)
    await inPanel('The call starts in a separate window.')
    await window.close()
    await customer.panel.getByText('The call starts in a separate window.').waitFor({ state: 'detached' })
  })
})

describe('a call in a chat', () => {
  test('is started by the customer; after it, the chat continues and a second call needs no device test', async () => {
    await chat()
    const window = await customer.opens(() => customer.panel.getByRole('button', { name: 'Video call' }).click())
    await passTest(window)
    await inPanel(/^Calling Alex/)
    await customer.agent('/call/accept')
    await inPanel(/^In a call with Alex/)
    await customer.panel.getByRole('textbox').fill('Can you hear me?')
    await customer.agent('/call/end')
    await inWindow(window, /hung up/)
    await button(window, 'Call again').click()
    await inWindow(window, /^Ringing Alex/)
  })

  test('is started by the agent, shown in a bar, and answered in the window', async () => {
    await chat()
    await agentRings()
    await inPanel(/would like to talk to you\./)
    const window = await customer.opens(() => customer.press('Answer'))
    await passTest(window, 'Answer')
    await inPanel(/^In a call with Alex/)
    await customer.press('Hang up')
    await inWindow(window, 'You hung up')
  })

  test('is declined by the customer, and the chat continues', async () => {
    await chat()
    await agentRings()
    await customer.press('Decline')
    await inPanel('You declined the call.')
    await customer.panel.getByRole('textbox').waitFor()
  })

  test('is found again by name after a reload of the page', async () => {
    await chat()
    const window = await customer.opens(() => customer.panel.getByRole('button', { name: 'Video call' }).click())
    await passTest(window)
    await customer.agent('/call/accept')
    await button(window, 'Hang up').waitFor()
    await customer.page.reload()
    await inPanel(/^In a call with Alex/)
    await customer.press('Show window')
    expect(customer.page.context().pages()).toHaveLength(2)
    await customer.press('Hang up')
    await inWindow(window, 'You hung up')
  })
})
