import { afterAll, afterEach, describe, expect, test } from '@jest/globals'
import type { Route } from 'playwright-core'
import { closeBrowser, eventually, openShop, type Shop } from '../support/shop.ts'

let shop: Shop
afterEach(() => shop.stop())
afterAll(closeBrowser)

describe('a second chat', () => {
  test('starts with the current availability: the user is away, or not available on this page any more', async () => {
    shop = await openShop()
    await shop.begin()
    await shop.server.agent.accepts()
    await shop.server.agent.ends()
    shop.server.available = false
    await shop.panel.getByRole('button', { name: 'Start a new chat' }).click()
    await shop.panel.getByRole('button', { name: 'Leave a message' }).waitFor()
    await shop.panel.locator('textarea').fill('Call me')
    await shop.panel.locator('input[name=email]').fill('mia@example.com')
    await shop.panel.locator('button[type=submit]').click()
    shop.api.hold('/launch', { refused: 'contactUnavailable' })
    await shop.panel.getByRole('button', { name: 'Start a new chat' }).click()
    await shop.panel.getByText('Not available here right now.').waitFor()
    expect(await shop.panel.locator('textarea').count()).toBe(0)
  })

  test('sends the e-mail address of the offline message, so that the agent sees the same customer', async () => {
    shop = await openShop()
    await shop.begin()
    await shop.server.agent.declines()
    await shop.panel.getByLabel('Email (optional)').fill('mia@example.com')
    await shop.panel.getByRole('button', { name: 'Send message' }).click()
    await shop.panel.getByText('Your message for Alex Wilber was sent.').waitFor()
    await shop.panel.getByRole('button', { name: 'Start a new chat' }).click()
    await shop.panel.locator('textarea').fill('Me again')
    await shop.panel.locator('button[type=submit]').click()
    await shop.panel.getByRole('timer').waitFor()
    const customers = shop.api.asked('/sessions').map(({ body }) => (body as { customer: unknown }).customer)
    expect(customers).toEqual([{ name: 'Mia' }, { name: 'Mia', email: 'mia@example.com' }])
  })

  test('cannot be started before the new launch has succeeded', async () => {
    shop = await openShop()
    await shop.begin()
    await shop.server.agent.declines()
    const launches: Route[] = []
    await shop.page.route('**/widget/v1/launch', (route) => void launches.push(route))
    await shop.panel.getByRole('button', { name: 'Start a new chat' }).click()
    await eventually(() => launches.length, 1)
    await shop.panel.locator('[aria-busy=true]').waitFor()
    expect(await shop.panel.locator('textarea').count()).toBe(0)
    await launches[0]?.continue()
    await shop.panel.locator('textarea:focus').fill('Me again')
    await shop.panel.locator('button[type=submit]').click()
    await shop.panel.getByRole('timer').waitFor()
    await eventually(shop.messages, ['Me again'])
    expect(shop.api.asked('/sessions')).toHaveLength(2)
  })
})
