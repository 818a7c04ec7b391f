import { afterAll, afterEach, describe, expect, test } from '@jest/globals'
import { closeBrowser, eventually, openShop, type Shop } from '../support/shop.ts'

let shop: Shop
afterEach(() => shop.stop())
afterAll(closeBrowser)

const stateMark = () => shop.panel.locator('.customer .under .mark').last().getAttribute('class')
const spoken = () => shop.panel.locator('p[role=status]').innerText()

describe('a chat', () => {
  test('counts down by server time while ringing, keeps early messages, and continues after the agent joined', async () => {
    shop = await openShop('/', {}, (api) => void api.server.pass(-7200))
    await shop.begin('I need boots')
    expect(await shop.panel.getByRole('timer').innerText()).toMatch(/^0:(4|3)\d left$/)
    await shop.say('Size 42')
    await eventually(shop.messages, ['I need boots', 'Size 42'])
    await eventually(stateMark, 'mark stored')
    await shop.server.agent.accepts()
    await shop.panel.getByText('Alex Wilber has joined.').waitFor()
    await shop.server.agent.writes('Hello Mia')
    await shop.say('Thanks\nand hello')
    await eventually(shop.messages, ['I need boots', 'Size 42', 'Hello Mia', 'Thanks\nand hello'])
    expect(shop.errors).toEqual([])
  })

  test('shows the delivery state of each message: stored, in Teams, seen', async () => {
    shop = await openShop()
    await shop.begin()
    await shop.server.agent.accepts()
    await shop.say('Are you there?')
    await eventually(stateMark, 'mark stored')
    const message = shop.server.events().findLast((event) => event.kind === 'message')
    await shop.server.deliver(message?.seq ?? 0, 'delivered')
    await eventually(stateMark, 'mark delivered')
    await eventually(spoken, 'Delivered to Teams')
    await shop.server.agent.sees()
    await eventually(stateMark, 'mark seen')
    await eventually(spoken, 'Seen')
  })

  test('lets the customer resend a message that did not reach Teams', async () => {
    shop = await openShop()
    await shop.begin()
    await shop.server.agent.accepts()
    await shop.say('Hello?')
    await eventually(stateMark, 'mark stored')
    const message = shop.server.events().findLast((event) => event.kind === 'message')
    await shop.server.deliver(message?.seq ?? 0, 'notDelivered')
    await shop.log.getByText('Not delivered').waitFor()
    await shop.panel.getByRole('button', { name: 'Try again' }).click()
    await eventually(shop.messages, ['Hello', 'Hello?', 'Hello?'])
  })

  test('follows the agent’s edits and deletions, and marks them', async () => {
    shop = await openShop()
    await shop.begin()
    await shop.server.agent.accepts()
    await shop.server.agent.writes('At 4')
    await shop.server.agent.edits('At 5')
    await shop.server.agent.writes('The code is 1234')
    await shop.log.getByText('1234').waitFor()
    await shop.server.agent.deletes()
    await eventually(shop.messages, ['Hello', 'At 5', 'Message deleted'])
    await shop.log.getByText('Edited').waitFor()
    expect(shop.errors).toEqual([])
  })

  test('shows that the agent is typing, and sends typing indicators at most every three seconds', async () => {
    shop = await openShop()
    await shop.begin()
    await shop.server.agent.accepts()
    await shop.panel.getByText('has joined').waitFor()
    shop.server.agent.types()
    await shop.panel.getByText('Alex Wilber is typing').waitFor()
    await shop.server.agent.writes('Hi')
    await eventually(() => shop.panel.getByText('Alex Wilber is typing').count(), 0)
    await shop.panel.locator('textarea').pressSequentially('Hello there')
    await eventually(() => shop.api.asked('/typing').length, 1)
  })

  test('inserts a line break on Shift+Enter, sends on Enter, and sends nothing empty', async () => {
    shop = await openShop()
    await shop.begin()
    const box = shop.panel.locator('textarea')
    await box.press('Enter')
    await box.pressSequentially('one')
    await box.press('Shift+Enter')
    await box.pressSequentially('two')
    await box.press('Enter')
    await eventually(shop.messages, ['Hello', 'one\ntwo'])
    await eventually(stateMark, 'mark stored')
    expect(shop.api.asked('/messages')).toHaveLength(1)
  })

  test('focuses the text box after the first message, and grows it with the text', async () => {
    shop = await openShop()
    await shop.begin()
    await shop.panel.locator('textarea:focus').waitFor()
    const box = shop.panel.locator('textarea')
    const oneRow = (await box.boundingBox())?.height ?? 0
    await shop.page.keyboard.type('One sentence that is much longer than the box is wide. '.repeat(2))
    expect((await box.boundingBox())?.height).toBeGreaterThan(oneRow * 1.5)
    expect(await box.evaluate(({ scrollHeight, clientHeight }) => scrollHeight - clientHeight)).toBeLessThanOrEqual(0)
    await shop.page.keyboard.press('Enter')
    await eventually(async () => (await shop.messages()).length, 2)
    expect((await box.boundingBox())?.height).toBe(oneRow)
  })

  test('keeps the focus in the text box when the button sends, so that the keyboard of a phone stays open', async () => {
    shop = await openShop()
    await shop.begin()
    await shop.panel.locator('textarea').fill('Size 42')
    await shop.panel.getByRole('button', { name: 'Send', exact: true }).click()
    await eventually(shop.messages, ['Hello', 'Size 42'])
    expect(await shop.panel.locator('textarea:focus').count()).toBe(1)
  })

  test('shows all text as typed, and links only web addresses that show their host', async () => {
    shop = await openShop()
    await shop.begin('<img src=x onerror=alert(1)>')
    await shop.server.agent.accepts()
    const hostile = [
      '<script>alert(1)</script>',
      'javascript:alert(1) https://bank.example@evil.example/ data:text/html,x',
      '{{constructor}} &lt;b&gt; \u202Egnp.exe',
      'See https://shop.example/a?b=1&c=2. And (http://x.example/y)',
    ]
    for (const text of hostile) await shop.server.agent.writes(text)
    await eventually(shop.messages, ['<img src=x onerror=alert(1)>', ...hostile])
    const links = await shop.panel
      .locator('.log a')
      .evaluateAll((all) =>
        all.map((link) => [link.getAttribute('href'), link.getAttribute('rel'), link.getAttribute('target')]),
      )
    const rel = 'noopener noreferrer nofollow'
    expect(links).toEqual([
      ['https://shop.example/a?b=1&c=2', rel, '_blank'],
      ['http://x.example/y', rel, '_blank'],
    ])
    expect(await shop.panel.locator('.log :is(img, script, b)').count()).toBe(0)
    expect(shop.errors).toEqual([])
  })

  test('warns before the idle time-out, clears the warning on a message, and ends the chat after it', async () => {
    shop = await openShop()
    await shop.begin()
    await shop.server.agent.accepts()
    await shop.server.agent.writes('How can I help?')
    await shop.server.pass(601)
    await shop.panel.getByText('No one has written for a while. The chat ends in').waitFor()
    await shop.say('Still here')
    await eventually(() => shop.panel.locator('.banner').count(), 0)
    await shop.server.agent.writes('Good')
    await shop.server.pass(601)
    await shop.panel.locator('.banner').waitFor()
    await shop.server.pass(301)
    await shop.panel.getByText('The chat ended because no one wrote for a while.').waitFor()
  })

  test('ends the chat after a confirmation, and offers a new one', async () => {
    shop = await openShop()
    await shop.begin()
    await shop.server.agent.accepts()
    await shop.panel.getByText('has joined').waitFor()
    await shop.panel.getByRole('button', { name: 'End chat' }).click()
    await shop.panel.getByRole('button', { name: 'Keep chatting' }).click()
    expect(shop.api.asked('/end')).toHaveLength(0)
    await shop.panel.getByRole('button', { name: 'End chat' }).click()
    await shop.panel.getByRole('dialog').getByRole('button', { name: 'End chat' }).click()
    await shop.panel.getByText('You ended the chat.').waitFor()
    await shop.panel.getByRole('button', { name: 'Start a new chat' }).click()
    await eventually(spoken, '')
    expect(await shop.panel.locator('input[name=name]').inputValue()).toBe('Mia')
    await shop.panel.locator('textarea').fill('Me again')
    await shop.panel.locator('button[type=submit]').click()
    await eventually(shop.messages, ['Me again'])
  })

  test('replaces the built-in texts with the direct system messages', async () => {
    shop = await openShop('/', {}, ({ server }) => {
      server.texts = {
        connecting: 'We are looking for Alex.',
        connected: 'Alex is all yours.',
        endedByUser: 'Bye <b>Mia</b>.',
      }
    })
    await shop.begin()
    await shop.panel.getByText('We are looking for Alex.').waitFor()
    await shop.server.agent.accepts()
    await shop.panel.getByText('Alex is all yours.').waitFor()
    await shop.server.agent.ends()
    await shop.panel.getByText('Bye <b>Mia</b>.').waitFor()
  })

  test('shows no built-in text for a moment before the direct system message arrives', async () => {
    shop = await openShop('/', {}, ({ server }) => {
      server.texts = { connecting: 'We are looking for Alex.' }
    })
    await shop.launcher.click()
    await shop.panel.locator('input[name=name]').waitFor()
    Object.assign(shop.api.troubles, { noSockets: true, loseReads: true })
    await shop.fillIn()
    expect(await shop.panel.locator('.ringing .title').innerText()).toBe('Contacting Alex Wilber')
    Object.assign(shop.api.troubles, { noSockets: false, loseReads: false })
    await shop.panel.getByText('We are looking for Alex.').waitFor()
  })

  test.each([
    ['Alex Wilber has joined.', async () => shop.server.agent.accepts()],
    ['Alex Wilber can’t accept your chat right now.', async () => shop.server.agent.declines()],
    ['Alex Wilber didn’t answer in time.', async () => shop.server.pass(46)],
  ])('marks the button of a minimised panel that was ringing: %s', async (sentence, happen) => {
    shop = await openShop()
    await shop.begin()
    await shop.panel.getByRole('button', { name: 'Minimise' }).click()
    await happen()
    await shop.page.getByRole('button', { name: `Chat ${sentence} Unread: 1` }).click()
    await shop.panel.getByText(sentence).waitFor()
    expect(await shop.page.getByRole('button', { name: 'Unread' }).count()).toBe(0)
  })

  test('counts unread messages on the button of a minimised panel', async () => {
    shop = await openShop()
    await shop.begin()
    await shop.server.agent.accepts()
    await shop.panel.getByText('has joined').waitFor()
    await shop.panel.getByRole('button', { name: 'Minimise' }).click()
    await shop.server.agent.writes('One')
    await shop.server.agent.writes('Two')
    await shop.page.getByRole('button', { name: 'Chat Unread: 2' }).click()
    await shop.panel.getByText('Two').waitFor()
    expect(await shop.page.getByRole('button', { name: 'Unread' }).count()).toBe(0)
  })
})
