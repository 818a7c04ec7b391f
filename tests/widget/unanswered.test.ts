import { afterAll, afterEach, describe, expect, test } from '@jest/globals'
import { closeBrowser, openShop, type Shop } from './support/shop.ts'

let shop: Shop
afterEach(() => shop.stop())
afterAll(closeBrowser)

describe('the truth when nobody can talk', () => {
  test.each([
    ['declined', 'Alex Wilber cannot take your chat now.', async () => shop.world.agent.declines()],
    ['unanswered', 'Alex Wilber did not answer in time.', async () => shop.world.pass(46)],
  ])('%s: told, and a message can be left once', async (_outcome, sentence, happen) => {
    shop = await openShop()
    await shop.begin()
    await happen()
    await shop.panel.getByText(sentence).waitFor()
    await shop.panel.getByLabel('Your message').fill('Call me')
    await shop.panel.getByLabel('E-mail, optional').fill('not an address')
    await shop.panel.getByRole('button', { name: 'Send message' }).click()
    await shop.panel.getByText('This does not look like an e-mail address.').waitFor()
    await shop.panel.getByLabel('E-mail, optional').fill('mia@example.com')
    await shop.panel.getByRole('button', { name: 'Send message' }).click()
    await shop.panel.getByText('Your message has been left for Alex Wilber.').waitFor()
    expect(await shop.panel.getByLabel('Your message').count()).toBe(0)
    expect((await shop.world.all()).at(-1)).toMatchObject({
      kind: 'messageLeft',
      text: 'Call me',
      email: 'mia@example.com',
    })
  })

  test('an agent who is away gets the message without a line in between', async () => {
    shop = await openShop('/', {}, ({ world }) => (world.available = false))
    await shop.launcher.click()
    await shop.panel.getByLabel('Your name').fill('Mia')
    await shop.panel.getByLabel('Your message').fill('Back tomorrow?')
    await shop.panel.getByRole('button', { name: 'Leave a message' }).click()
    await shop.panel.getByText('Your message has been left').waitFor()
    const kinds = (await shop.world.all()).map(({ kind }) => kind)
    expect(kinds).toEqual(['opened', 'ended', 'messageLeft'])
  })

  test('a user without chat is said to be so', async () => {
    shop = await openShop('/', {}, ({ world }) => (world.modalities = ['video']))
    await shop.launcher.click()
    await shop.panel.getByText('Alex Wilber cannot be reached by chat here.').waitFor()
  })

  test('settings that change end the chat with their own words', async () => {
    shop = await openShop()
    await shop.begin()
    await shop.world.agent.accepts()
    await shop.world.noLongerAllowed()
    await shop.panel.getByText('It can no longer be held on this page.').waitFor()
    expect(await shop.panel.locator('textarea').count()).toBe(0)
  })
})
