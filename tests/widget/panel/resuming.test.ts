import { afterAll, afterEach, describe, expect, test } from '@jest/globals'
import { closeBrowser, eventually, openShop, type Shop } from '../support/shop.ts'

let shop: Shop
afterEach(() => shop.stop())
afterAll(closeBrowser)

const active = async () => {
  await shop.begin()
  await shop.server.agent.accepts()
  await shop.panel.getByText('has joined').waitFor()
}
const stored = () => shop.server.messages()

describe('after a reload', () => {
  test('messages, the draft and the agent’s new messages are shown', async () => {
    shop = await openShop()
    await active()
    await shop.say('First')
    await eventually(stored, ['Hello', 'First'])
    await shop.panel.locator('textarea').fill('Half a thou')
    await shop.page.reload()
    await shop.server.agent.writes('Meanwhile')
    await eventually(shop.messages, ['Hello', 'First', 'Meanwhile'])
    expect(await shop.panel.locator('textarea').inputValue()).toBe('Half a thou')
    await shop.say('Second')
    await eventually(shop.messages, ['Hello', 'First', 'Meanwhile', 'Second'])
    expect(shop.api.asked('/sessions')).toHaveLength(1)
  })

  test('a message whose acknowledgement was lost is sent again with the same key, and shown once', async () => {
    shop = await openShop()
    await active()
    shop.api.troubles.loseFrames = true
    shop.api.hold('/messages', 'cutAfter')
    await shop.say('Only once')
    await shop.panel.getByRole('log').getByText('Waiting for connection').waitFor()
    await shop.page.reload()
    shop.api.hold('/messages', null)
    shop.api.troubles.loseFrames = false
    await eventually(shop.messages, ['Hello', 'Only once'])
    await eventually(stored, ['Hello', 'Only once'])
    await eventually(
      () => new Set(shop.api.asked('/messages').map(({ body }) => (body as { key: string }).key)).size,
      1,
    )
  })

  test('a message that was never accepted is sent', async () => {
    shop = await openShop()
    await active()
    shop.api.hold('/messages', 'cut')
    await shop.say('Not yet')
    await shop.panel.getByRole('log').getByText('Waiting for connection').waitFor()
    await shop.page.reload()
    shop.api.hold('/messages', null)
    await eventually(stored, ['Hello', 'Not yet'])
    await eventually(shop.messages, ['Hello', 'Not yet'])
  })

  test('a minimised panel stays minimised and counts unread messages', async () => {
    shop = await openShop()
    await active()
    await shop.panel.getByRole('button', { name: 'Minimise' }).click()
    await shop.page.locator('iframe').waitFor({ state: 'hidden' })
    await shop.page.reload()
    await shop.server.agent.writes('While you were away')
    await shop.page.getByRole('button', { name: 'Chat Unread: 1' }).waitFor()
    expect(await shop.page.locator('iframe').isVisible()).toBe(false)
  })

  test('an ended chat still accepts its offline message', async () => {
    shop = await openShop()
    await shop.begin()
    await shop.server.agent.declines()
    await shop.panel.getByLabel('Your message').fill('Call me')
    await shop.page.reload()
    await shop.panel.getByRole('button', { name: 'Send message' }).click()
    await shop.panel.getByText('Your message for Alex Wilber was sent.').waitFor()
    expect(shop.server.events().at(-1)).toMatchObject({ kind: 'offlineMessageLeft', text: 'Call me' })
  })

  test('an invalid resume secret leads to a new start with the text still in the draft', async () => {
    shop = await openShop()
    await active()
    shop.api.hold('/messages', 'cut')
    await shop.say('Do not lose me')
    await shop.panel.getByRole('log').getByText('Waiting for connection').waitFor()
    shop.api.forgetResumes()
    await shop.page.reload()
    await shop.panel.getByLabel('Your name').waitFor()
    expect(await shop.panel.locator('textarea').inputValue()).toBe('Do not lose me')
    expect(shop.api.asked('/launch').map(({ body }) => 'handle' in (body as object))).toEqual([false, true, false])
    await eventually(() => shop.page.evaluate(() => sessionStorage.length), 0)
  })

  test('a page that is refused shows no error without a click', async () => {
    shop = await openShop()
    await active()
    shop.api.next('/launch', { refused: 'contactUnavailable' })
    await shop.page.reload()
    await eventually(() => shop.page.evaluate(() => sessionStorage.length), 0)
    expect(await shop.note.innerText()).toBe('')
    expect(shop.page.frames()).toHaveLength(1)
  })
})

describe('with network failures', () => {
  test('the panel shows a lost connection, reconnects, and misses no event', async () => {
    shop = await openShop()
    await active()
    shop.api.troubles.noSockets = true
    shop.api.cutStreams()
    await shop.panel.locator('.banner', { hasText: 'Connection lost.' }).waitFor()
    await shop.server.agent.writes('During the cut')
    shop.api.troubles.noSockets = false
    await eventually(shop.messages, ['Hello', 'During the cut'])
    await eventually(() => shop.panel.locator('.banner').count(), 0)
  })

  test('messages written offline are sent in order when the network is back', async () => {
    shop = await openShop()
    await active()
    await shop.page.context().setOffline(true)
    await shop.panel.locator('.banner', { hasText: 'You’re offline.' }).waitFor()
    await shop.say('One')
    await shop.say('Two')
    await shop.say('Three')
    await shop.page.context().setOffline(false)
    await eventually(stored, ['Hello', 'One', 'Two', 'Three'])
    await eventually(shop.messages, ['Hello', 'One', 'Two', 'Three'])
  })

  test('the chat works by long polls where WebSockets fail', async () => {
    shop = await openShop('/', {}, (api) => (api.troubles.noSockets = true))
    await active()
    await shop.server.agent.writes('By poll')
    await eventually(shop.messages, ['Hello', 'By poll'])
    await eventually(() => shop.panel.locator('.banner').count(), 0)
  })

  test('the banner disappears as soon as polls succeed, even without new events', async () => {
    shop = await openShop()
    await active()
    shop.api.troubles.noSockets = true
    shop.api.cutStreams()
    await shop.panel.locator('.banner', { hasText: 'Connection lost.' }).waitFor()
    await eventually(() => shop.panel.locator('.banner').count(), 0)
  })

  test('a message waits for the Retry-After of a busy server and is then sent', async () => {
    shop = await openShop()
    await active()
    shop.api.next('/messages', { refused: 'unavailable' })
    await shop.say('Patience')
    await shop.panel.getByRole('log').getByText('Waiting for connection').waitFor()
    await eventually(stored, ['Hello', 'Patience'])
    const [refused, repeated, ...others] = shop.api.asked('/messages').map(({ at }) => at)
    expect((repeated ?? 0) - (refused ?? 0)).toBeGreaterThanOrEqual(2000)
    expect(others).toEqual([])
  })

  test('the token is renewed before it expires, and sent on the stream', async () => {
    shop = await openShop('/', {}, (api) => api.tokensLast(3))
    await active()
    await eventually(() => shop.api.asked('/renew').length > 1 && shop.api.hellos.length > 2, true)
    await shop.server.agent.writes('Still here')
    await eventually(shop.messages, ['Hello', 'Still here'])
  })

  test('the panel gets a new ticket when its token is not valid any more, and continues', async () => {
    shop = await openShop()
    await active()
    shop.api.forgetTokens()
    await shop.say('After the night')
    await eventually(stored, ['Hello', 'After the night'])
    await shop.server.agent.writes('Good morning')
    await eventually(shop.messages, ['Hello', 'After the night', 'Good morning'])
    expect(shop.api.asked('/launch')).toHaveLength(2)
  })

  test('a session whose response was lost is not opened twice', async () => {
    shop = await openShop('/', {}, (api) => api.hold('/sessions', 'cutAfter'))
    await shop.launcher.click()
    await shop.panel.locator('input[name=name]').fill('Mia')
    await shop.panel.locator('textarea').fill('Hello')
    await shop.panel.locator('button[type=submit]').click()
    await shop.panel.locator('.banner', { hasText: 'Connection lost.' }).waitFor()
    shop.api.hold('/sessions', null)
    await shop.panel.getByRole('timer').waitFor()
    await eventually(stored, ['Hello'])
    await eventually(shop.messages, ['Hello'])
    expect(shop.api.asked('/sessions').length).toBeGreaterThan(1)
    expect(shop.api.asked('/messages')).toHaveLength(0)
  })
})
