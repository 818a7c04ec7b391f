import { afterAll, afterEach, describe, expect, test } from '@jest/globals'
import { closeBrowser, eventually, openShop, type Shop } from '../support/shop.ts'

let shop: Shop
afterEach(() => shop.stop())
afterAll(closeBrowser)

describe('a session that is not answered', () => {
  test.each([
    ['declined', 'Alex Wilber can’t accept your chat right now.', async () => shop.server.agent.declines()],
    ['unanswered', 'Alex Wilber didn’t answer in time.', async () => shop.server.pass(46)],
  ])('accepts one offline message after it was %s', async (_outcome, sentence, happen) => {
    shop = await openShop()
    await shop.begin('Do you have it in red?')
    await shop.say('In 42')
    await eventually(() => shop.server.events().filter(({ kind }) => kind === 'message').length, 2)
    await happen()
    await shop.panel.getByText(sentence).waitFor()
    await eventually(() => shop.panel.getByLabel('Your message').inputValue(), 'Do you have it in red?\nIn 42')
    await shop.panel.getByLabel('Your message').fill('Call me')
    await shop.panel.getByText('Without an email address, no one can reply to you.').waitFor()
    await shop.panel.getByLabel('Email (optional)').fill('not an address')
    await shop.panel.getByRole('button', { name: 'Send message' }).click()
    await shop.panel.getByText('Enter a valid email address.').waitFor()
    await shop.panel.getByLabel('Email (optional)').fill('mia@example.com')
    await shop.panel.getByText('You’ll get replies at this address.').waitFor()
    expect(await shop.panel.getByText('no one can reply to you').count()).toBe(0)
    await shop.panel.getByRole('button', { name: 'Send message' }).click()
    await shop.panel.getByText('Your message for Alex Wilber was sent.').waitFor()
    expect(await shop.panel.getByLabel('Your message').count()).toBe(0)
    expect((await shop.messages()).at(-1)).toBe('Call me')
    await shop.log.getByText('You’ll get replies at mia@example.com.').waitFor()
    expect(shop.server.events().at(-1)).toMatchObject({
      kind: 'offlineMessageLeft',
      text: 'Call me',
      email: 'mia@example.com',
    })
  })

  test('puts only the unsent draft into the offline message', async () => {
    shop = await openShop()
    await shop.begin('Do you have it in red?')
    await shop.panel.locator('textarea').fill('Or in bl')
    await shop.server.agent.declines()
    await eventually(() => shop.panel.getByLabel('Your message').inputValue(), 'Or in bl')
  })

  test('keeps the question in the offline message after a reload, and keeps it empty once cleared', async () => {
    shop = await openShop()
    await shop.begin('Do you have it in red?')
    await shop.server.agent.declines()
    await shop.panel.getByLabel('Your message').waitFor()
    await shop.page.reload()
    await eventually(() => shop.panel.getByLabel('Your message').inputValue(), 'Do you have it in red?')
    await shop.panel.getByLabel('Your message').fill('')
    await shop.panel.getByRole('button', { name: 'Send message' }).click()
    await shop.panel.getByText('Enter a message.').waitFor()
  })

  test('leaves the offline message without a chat message when the agent is away', async () => {
    shop = await openShop('/', {}, ({ server }) => (server.available = false))
    await shop.launcher.click()
    await shop.panel.getByLabel('Your name').fill('Mia')
    await shop.panel.getByLabel('Your message').fill('Back tomorrow?')
    await shop.panel.getByRole('button', { name: 'Leave a message' }).click()
    await shop.panel.getByText('Your message for Alex Wilber was sent.').waitFor()
    await shop.log.getByText('Without an email address, no one can reply to you.').waitFor()
    expect(await shop.messages()).toEqual(['Back tomorrow?'])
    const kinds = shop.server.events().map(({ kind }) => kind)
    expect(kinds).toEqual(['opened', 'ended', 'offlineMessageLeft'])
  })

  test('shows the waiting time when too many sessions are open, and keeps the text', async () => {
    shop = await openShop('/', {}, (api) => api.next('/sessions', { refused: 'tooManyRequests', retryAfter: 40 }))
    await shop.launcher.click()
    await shop.panel.getByLabel('Your name').fill('Mia')
    await shop.panel.getByLabel('Your message').fill('In red?')
    await shop.panel.getByRole('button', { name: 'Start chat' }).click()
    await shop.panel.getByText('Try again in 40 seconds.').waitFor()
    await shop.panel.getByRole('button', { name: 'Try again' }).click()
    await eventually(() => shop.panel.getByLabel('Your message').inputValue(), 'In red?')
    await shop.panel.getByRole('button', { name: 'Start chat' }).click()
    await shop.panel.getByRole('timer').waitFor()
    const keys = shop.api.asked('/sessions').map(({ body }) => (body as { key: string }).key)
    expect(keys).toEqual([keys[0], keys[0]])
  })

  test('offers only calls, without a text box, for a user without chat', async () => {
    shop = await openShop('/', {}, ({ server }) => (server.modalities = ['audio', 'video']))
    await shop.launcher.click()
    for (const name of ['Call', 'Video call']) await shop.panel.getByRole('button', { name, exact: true }).waitFor()
    expect(await shop.panel.getByRole('button', { name: 'Start chat' }).count()).toBe(0)
    expect(await shop.panel.locator('textarea').count()).toBe(0)
  })

  test('shows its own text when changed settings end the chat', async () => {
    shop = await openShop()
    await shop.begin()
    await shop.server.agent.accepts()
    await shop.server.noLongerAllowed()
    await shop.panel.getByText('is no longer possible on this page').waitFor()
    expect(await shop.panel.locator('textarea').count()).toBe(0)
  })
})
