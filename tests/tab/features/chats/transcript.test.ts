import { describe, expect, it } from '@jest/globals'
import type { Frame } from 'playwright-core'
import { chatsForEachTest } from '../../support/openChats.ts'

const world = chatsForEachTest()

const phone = { viewport: { width: 390, height: 760 } }
const log = (tab: Frame) => tab.getByRole('log')
const row = (tab: Frame, name: string) => tab.getByRole('link', { name })

const hostile = [
  '<img src=x onerror="document.body.dataset.hurt=1">',
  '[click](javascript:alert(1)) **bold**',
  'javascript:alert(1) vbscript:x data:text/html,x \\\\server\\share https://evil.example/',
  '{{7*7}} ${7*7} \u202Eesrever',
]

describe('Chats', () => {
  it('shows a customer’s text as typed, without creating elements, links or requests', async () => {
    const sessionId = await world.server.open({
      name: '<b>Cara</b>',
      email: '"><script>x</script>@example.com',
      page: {
        url: 'javascript:alert(1)',
        title: '<i>Shop</i>',
        referrer: 'javascript:alert(2)',
        context: { '<u>': '<s>' },
      },
    })
    for (const text of hostile) await world.server.customer.writes(text, sessionId)
    await world.server.agent.accepts(sessionId)
    const { tab, platform, errors } = await world.open({ path: `chats/${sessionId}` })
    await log(tab)
      .getByText(hostile[3] ?? '', { exact: true })
      .waitFor()
    expect(await log(tab).locator('p').allInnerTexts()).toEqual(hostile)
    expect(await log(tab).locator('a, img, b, i, s, u, script').count()).toBe(0)
    const links = await tab.locator('aside a').evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).href))
    expect(links).toEqual(['https://shop.contoso.example/'])
    expect(await tab.locator('body').getAttribute('data-hurt')).toBeNull()
    expect(platform.filter((url) => !url.includes('res.cdn.office.net'))).toEqual([])
    expect(errors).toEqual([])
  })

  it('marks messages that the agent edited or deleted in Teams, in the conversation and in the list', async () => {
    const sessionId = await world.server.open({ name: 'Cara' })
    await world.server.agent.accepts(sessionId)
    await world.server.agent.writes('At 4')
    const { tab } = await world.open({ path: `chats/${sessionId}` })
    await log(tab).getByText('At 4').waitFor()
    await world.server.agent.edits('At 5')
    await log(tab).getByText('At 5').waitFor()
    await log(tab).getByText('Edited').waitFor()
    await world.server.agent.deletes()
    await log(tab).getByText('Message deleted').waitFor()
    await row(tab, 'Cara').getByText('Message deleted').waitFor()
    expect(await log(tab).getByText('Edited').count()).toBe(0)
  })

  it('shows the customer’s verification, page, language, local time, context and earlier sessions', async () => {
    const before = await world.server.open({ name: 'Cara Rossi', email: 'CARA@example.com' })
    await world.server.agent.declines(before)
    const page = { title: 'Boots', locale: 'it-IT', timeZone: 'Asia/Kathmandu', context: { cart: '3 items' } }
    const sessionId = await world.server.open({
      name: 'Cara Rossi',
      email: 'cara@example.com',
      verified: true,
      preview: true,
      page,
    })
    const { tab } = await world.open({ path: `chats/${sessionId}` })
    const about = tab.getByRole('complementary', { name: 'About the customer' })
    await about.getByText('Boots').waitFor()
    const said = await about.innerText()
    for (const fact of [
      'Verified',
      'Preview',
      'cara@example.com',
      'shop.contoso.example',
      'Italian (Italy)',
      'cart: 3 items',
      'You declined',
    ])
      expect(said).toContain(fact)
    const there = new Intl.DateTimeFormat('en', { timeZone: 'Asia/Kathmandu', minute: '2-digit' })
      .format(Date.now())
      .padStart(2, '0')
    expect(said).toMatch(new RegExp(`:(${there}|${String((Number(there) + 59) % 60).padStart(2, '0')})`))
  })

  it('shows a verified customer’s ID, and no earlier session of an unverified one with the same e-mail address', async () => {
    const vera = { name: 'Vera Vouched', email: 'vera@example.com' }
    const typed = await world.server.open(vera)
    const earlier = await world.server.open({ ...vera, email: 'old@example.com', subject: 'customer-17' })
    const sessionId = await world.server.open({ ...vera, subject: 'customer-17' })
    for (const id of [typed, earlier]) await world.server.agent.declines(id)
    const { tab } = await world.open({ path: `chats/${sessionId}` })
    const about = tab.getByRole('complementary', { name: 'About the customer' })
    await about.getByText('Customer ID on the site').waitFor()
    await about.getByText('customer-17').waitFor()
    const links = about.getByRole('list').getByRole('link')
    expect(await links.evaluateAll((all) => all.map((link) => link.getAttribute('href')))).toEqual([
      expect.stringContaining(earlier),
    ])
  })

  it('marks a message as read only when the agent has it in view', async () => {
    const cara = await world.server.open({ name: 'Cara' })
    const dora = await world.server.open({ name: 'Dora' })
    for (const id of [cara, dora]) await world.server.agent.accepts(id)
    const { tab } = await world.open({ path: `chats/${cara}` })
    await tab.getByRole('textbox').click()
    await world.server.customer.writes('unread', dora)
    await world.server.customer.writes('read', cara)
    await row(tab, 'Dora').getByRole('img', { name: '1 unread message' }).waitFor()
    await untilTrue(() => world.server.find(cara)?.seenUpTo === 3)
    expect(world.server.find(dora)?.seenUpTo).toBe(0)
    await row(tab, 'Dora').click()
    await untilTrue(() => world.server.find(dora)?.seenUpTo === 3)
  })

  it('shows a ringing session in the title and the menu and announces it to screen readers', async () => {
    const { tab } = await world.open()
    await tab.getByText('No sessions yet').first().waitFor()
    const sessionId = await world.server.open({ name: 'Cara' })
    await tab.locator('[aria-live=polite]', { hasText: 'Incoming session from Cara' }).waitFor()
    await tab.getByRole('link', { name: 'Chats 1 waiting' }).waitFor()
    await tab.waitForFunction(() => document.title.startsWith('(1) '))
    await world.server.agent.accepts(sessionId)
    await tab.waitForFunction(() => !document.title.startsWith('('))
    await row(tab, 'Cara').click()
    await world.server.customer.writes('Here I am', sessionId)
    await tab.locator('[aria-live=polite]', { hasText: 'Cara: Here I am' }).waitFor()
  })

  it('shows that the customer is typing until the message arrives', async () => {
    const sessionId = await world.server.open({ name: 'Cara' })
    await world.server.agent.accepts(sessionId)
    const { tab } = await world.open({ path: `chats/${sessionId}` })
    await log(tab).getByText('You accepted').waitFor()
    world.server.customer.types(sessionId)
    await log(tab).getByText('Cara is typing').waitFor()
    await world.server.customer.writes('done', sessionId)
    await log(tab).getByText('Cara is typing').waitFor({ state: 'detached' })
  })

  it('shows the time left of an idle session, and the offline message of a missed one', async () => {
    const idle = await world.server.open({ name: 'Cara', idleWarningMs: 0, idleEndMs: 240_000 })
    await world.server.agent.accepts(idle)
    await world.server.fireTimer(idle)
    const missed = await world.server.open({ name: 'Erik', ringMs: 0 })
    await world.server.fireTimer(missed)
    await world.server.customer.leavesMessage('Call me', 'erik@example.com', missed)
    const { tab } = await world.open({ path: `chats/${idle}` })
    await log(tab)
      .getByText(/The session ends in (4:00|3:5\d)/)
      .waitFor()
    await row(tab, 'Erik').getByText('Left a message').waitFor()
    await row(tab, 'Erik').click()
    await log(tab).getByText('Not answered in time').waitFor()
    await log(tab).getByText('erik@example.com').waitFor()
    await tab.locator('dd', { hasText: 'erik@example.com' }).waitFor()
  })

  it('shows one column at a time on a phone, and Esc goes back', async () => {
    const sessionId = await world.server.open({ name: 'Cara', text: 'Hello' })
    await world.server.agent.accepts(sessionId)
    const { tab, page } = await world.open({ options: phone })
    await row(tab, 'Cara').click()
    await log(tab).getByText('Hello').waitFor()
    expect(await row(tab, 'Cara').count()).toBe(0)
    await tab.getByRole('button', { name: 'About the customer' }).click()
    await tab.locator('h2:focus', { hasText: 'Customer' }).waitFor()
    expect(await log(tab).count()).toBe(0)
    await page.keyboard.press('Escape')
    await tab.locator('h2:focus', { hasText: 'Cara' }).waitFor()
    await log(tab).waitFor()
    await page.keyboard.press('Escape')
    await row(tab, 'Cara').waitFor()
    expect(await log(tab).count()).toBe(0)
  })

  it('keeps the focus on a session that moves to another group', async () => {
    const sessionId = await world.server.open({ name: 'Cara', text: 'Hello' })
    const { tab } = await world.open()
    await row(tab, 'Cara').focus()
    await world.server.agent.accepts(sessionId)
    await tab.getByRole('heading', { name: 'Waiting for your reply' }).waitFor()
    await tab.locator('a:focus', { hasText: 'Cara' }).waitFor()
  })

  it('explains that the session of a link does not exist', async () => {
    const { tab } = await world.open({ path: 'chats/5e551011-dead-4000-8000-000000000001' })
    await tab.getByText('Session not found').waitFor()
    await tab.getByRole('link', { name: 'Back to sessions' }).click()
    await tab.getByText('No sessions yet').first().waitFor()
  })
})

async function untilTrue(what: () => boolean): Promise<void> {
  const end = Date.now() + 10_000
  while (!what()) {
    if (Date.now() > end) throw new Error(`It did not happen: ${what.toString()}`)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}
