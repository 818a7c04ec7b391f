import { describe, expect, test } from '@jest/globals'
import { expectNoAxeViolations, takePicture } from '../../../support/browser/browser.ts'
import { admin, adminWorldOfFile, button, saveBar, saved } from '../../support/adminWorld.ts'

const world = adminWorldOfFile()

const open = (path: string, upn = admin) => world.open(upn, path)
/** Changes a user or their Interact settings by API. */
const change = async (path: string, body: Record<string, unknown>) => {
  const { headers } = await world.ask(admin, 'GET', path)
  const { status } = await world.ask(admin, 'PATCH', path, { body, ifMatch: headers.get('etag') ?? '' })
  expect(status).toBe(200)
}
const pathOf = async (name: string) => `users/${await world.userId(`${name}@contoso.test`)}`

describe('the list of users', () => {
  test('can be searched with /, filtered, and says when no user matches', async () => {
    const { tab, page } = await open('users')
    await tab.getByText('14 users').waitFor()
    await tab.getByRole('heading', { level: 1 }).focus()
    await page.keyboard.press('/')
    await page.keyboard.type('wil')
    await tab.getByText('2 users').waitFor()
    expect(await tab.getByRole('row').count()).toBe(3)
    await tab.getByRole('combobox', { name: 'Licences' }).click()
    await tab.getByRole('option', { name: 'Contact Center' }).click()
    await tab.getByText('1 user', { exact: true }).waitFor()
    await tab.getByRole('combobox', { name: 'Interact' }).click()
    await tab.getByRole('option', { name: 'Not active' }).click()
    await tab.getByText('No users found').waitFor()
    await takePicture(page, 'tab-users-none')
    await expectNoAxeViolations(tab)
    await button(tab, 'Clear filters').first().click()
    await tab.getByText('14 users').waitFor()
    expect(await tab.getByRole('searchbox').inputValue()).toBe('')
  })

  test('opens a user with a click anywhere in the row', async () => {
    const { tab } = await open('users')
    await tab.getByRole('row', { name: 'Alex Wilber' }).getByRole('cell').last().click({ force: true })
    await tab.getByRole('heading', { name: 'Alex Wilber', level: 1 }).waitFor()
  })

  test('supports the arrow keys and opens with Enter', async () => {
    const { tab, page } = await open('users')
    await tab.getByRole('link', { name: 'Adele Vance' }).focus()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await tab.getByRole('heading', { name: 'Alex Wilber', level: 1 }).waitFor()
    const focused = await tab.evaluate(() => document.activeElement?.textContent)
    expect(focused).toBe('Alex Wilber')
  })

  test('loads page by page and shows a lower bound as the count', async () => {
    const { tab, page } = await open('tenant')
    const person = (number: number) => ({
      id: `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
      displayName: `Person ${number}`,
      userPrincipalName: `person${number}@contoso.test`,
      mail: null,
      department: null,
      jobTitle: null,
      organizationUnitId: '00000000-0000-4000-8000-000000000000',
      licences: ['contactCenter', 'interact'],
      role: 'agent',
      administers: [],
      interact: { active: true, audioVideo: false, instantMessaging: true, reason: null },
      available: true,
      lastReachedAt: null,
    })
    await page.route('**/api/v1/users?*', (route) => {
      const second = new URL(route.request().url()).searchParams.get('cursor') === 'two'
      const items = Array.from({ length: 50 }, (_, row) => person(row + (second ? 50 : 0)))
      const total = { count: 1000, atLeast: true }
      return route.fulfill({ json: { items, nextCursor: second ? null : 'two', total } })
    })
    await tab.getByRole('link', { name: 'Users', exact: true }).click()
    await tab.getByText('1,000+ users').waitFor()
    expect(await tab.getByRole('row').count()).toBe(51)
    await button(tab, 'Load more').click()
    await tab.getByText('Person 99').waitFor()
    expect(await tab.getByRole('row').count()).toBe(101)
    expect(await button(tab, 'Load more').count()).toBe(0)
  })

  test('shows an error when it cannot be loaded, keeps the menu and can retry', async () => {
    const { tab, page } = await open('tenant')
    await page.route('**/api/v1/users?*', (route) => route.abort())
    await tab.getByRole('link', { name: 'Users', exact: true }).click()
    await tab.getByText('The server can’t be reached. Check your connection and try again.').waitFor()
    await takePicture(page, 'tab-users-failed')
    await tab.getByRole('link', { name: 'Overview', exact: true }).waitFor()
    await page.unroute('**/api/v1/users?*')
    await button(tab, 'Try again').click()
    await tab.getByText('14 users').waitFor()
  })
})

describe('a user', () => {
  test('without a licence is told in Chats whom to ask for one', async () => {
    const { tab } = await open('chats', 'henrietta@contoso.test')
    await tab.getByText('Ask Olga Petrova (Sales) for one.').waitFor()
  })

  test('has no Interact page without the Contact Center licence, and the General page says why', async () => {
    const { tab, page } = await open(await pathOf('nestor'))
    await tab.getByText('This user has no Interact page yet.').waitFor()
    expect(await tab.getByRole('link', { name: 'Interact', exact: true }).count()).toBe(0)
    await tab.getByRole('checkbox', { name: 'Contact Center' }).check()
    await saved(tab)
    await tab.getByRole('link', { name: 'Interact', exact: true }).click()
    await tab.getByText('Not reachable: a licence is missing.').waitFor()
    expect(await tab.getByRole('switch', { name: 'Active' }).isDisabled()).toBe(true)
    await tab.getByText('Can’t be turned on yet. The Interact licence is missing.').waitFor()
    await takePicture(page, 'tab-licence-missing')
    await tab.getByRole('link', { name: 'Fix this' }).first().click()
    await tab.getByRole('checkbox', { name: 'Interact' }).check()
    await saved(tab)
    await tab.getByRole('link', { name: 'Interact', exact: true }).click()
    await tab.getByRole('switch', { name: 'Active', disabled: false }).waitFor()
  })

  test.each([
    ['Interact', 'contactCenter'],
    ['Contact Center', 'interact'],
  ])('can be switched off while the %s licence is missing, but not on again', async (missing, held) => {
    const path = `/${await pathOf('lidia')}`
    await change(path, { licences: ['contactCenter', 'interact'] })
    await change(`${path}/interact`, { active: true })
    await change(path, { licences: [held] })
    const { tab, page } = await open(`${path.slice(1)}/interact`)
    const active = tab.getByRole('switch', { name: 'Active' })
    await tab
      .getByText(`If you turn it off, you can’t turn it back on yet. The ${missing} licence is missing.`)
      .waitFor()
    await takePicture(page, `tab-active-without-${held}`)
    await active.uncheck()
    await active.check()
    expect(await saveBar(tab).count()).toBe(0)
    await active.uncheck()
    await saved(tab)
    expect((await world.ask(admin, 'GET', `${path}/interact`)).body).toMatchObject({ active: false })
    await tab.getByRole('switch', { name: 'Active', disabled: false }).waitFor({ state: 'detached' })
  })

  test('keeps the Interact page while Active is on, and General says so', async () => {
    const path = `/${await pathOf('lidia')}`
    await change(path, { licences: ['contactCenter', 'interact'] })
    await change(`${path}/interact`, { active: true })
    const { tab, page } = await open(path.slice(1))
    await tab.getByRole('checkbox', { name: 'Contact Center' }).uncheck()
    await tab.getByText('Without the Contact Center licence, customers can’t reach this user.').waitFor()
    await saved(tab)
    await takePicture(page, 'tab-active-without-licence')
    await tab.getByRole('link', { name: 'Interact', exact: true }).click()
    await tab.getByRole('switch', { name: 'Active' }).uncheck()
    await saved(tab)
    await tab.getByRole('heading', { name: 'No Interact page yet' }).waitFor()
    expect(await tab.getByRole('link', { name: 'Interact', exact: true }).count()).toBe(0)
  })

  test('can be made an admin of units', async () => {
    const { tab } = await open(await pathOf('isaiah'))
    await tab.getByRole('radio', { name: 'Organization unit admin' }).check()
    await tab.getByRole('combobox', { name: 'Administers' }).click()
    await tab.getByRole('menuitemcheckbox', { name: 'Contoso / Sales / Germany' }).click()
    await tab.getByRole('combobox', { name: 'Administers' }).press('Escape')
    await saved(tab)
    const { body } = await world.ask(admin, 'GET', `/${await pathOf('isaiah')}`)
    expect(body).toMatchObject({ role: 'organizationUnitAdmin' })
    expect(body.administers).toHaveLength(1)
  })

  test('has two variants of the snippet to copy, and a key that is rotated after a warning', async () => {
    const { tab, page } = await open(`${await pathOf('megan')}/interact`)
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    const snippet = tab.getByRole('group', { name: 'User Snippet' })
    const before = await snippet.innerText()
    expect(before).toContain('/widget/v1/loader.js"')
    await tab.getByRole('button', { name: 'Copy: User Snippet' }).click()
    await tab.getByRole('button', { name: 'Copied: User Snippet' }).waitFor()
    await tab.getByRole('radio', { name: 'Pinned' }).check()
    expect(await snippet.innerText()).toContain('integrity="sha')
    await tab.getByRole('radio', { name: 'Latest' }).check()
    await button(tab, 'Replace…').click()
    await tab.getByText('Pages with the old key can’t open new sessions').waitFor()
    await takePicture(page, 'tab-rotate')
    await expectNoAxeViolations(tab)
    const hours = tab.getByRole('spinbutton', { name: 'Hours until the old key stops working' })
    await hours.fill('999')
    await hours.press('Tab')
    await tab.getByText('The maximum is 168.').waitFor()
    await takePicture(page, 'tab-rotate-too-long')
    await hours.fill('24')
    await hours.press('Tab')
    await tab.getByText('The maximum is 168.').waitFor({ state: 'detached' })
    await button(tab, 'Replace the key').click()
    await tab.getByText(/^The old key works until/).waitFor()
    expect(await snippet.innerText()).not.toBe(before)
  })

  test('has switches aligned with the fields above and below', async () => {
    const { tab } = await open(`${await pathOf('alex')}/interact`)
    const left = async (part: string) => (await tab.locator(part).first().boundingBox())?.x
    await tab.getByText('User Snippet').waitFor()
    expect(await left('.fui-Switch__indicator')).toBe(await left('.fui-Dropdown'))
  })

  test('can be previewed on a separate page', async () => {
    const { tab, page } = await open(`${await pathOf('alex')}/interact`)
    const [preview] = await Promise.all([page.context().waitForEvent('page'), button(tab, 'Preview').click()])
    expect(preview.url()).toMatch(new RegExp(`^${world.widgetUrl}/widget/v1/preview#.{20,}`))
  })
})

describe('roles', () => {
  test('an agent sees their own snippet and chats, and no administration', async () => {
    const { tab, page } = await open('users', 'alex@contoso.test')
    await tab.getByText('Page not found').waitFor()
    expect(await tab.getByRole('navigation').first().getByRole('link').allInnerTexts()).toEqual(['My snippet', 'Chats'])
    await tab.getByRole('link', { name: 'My snippet' }).click()
    await tab.getByText('User Snippet').waitFor()
    await takePicture(page, 'tab-agent')
    await expectNoAxeViolations(tab)
    expect(await tab.getByRole('switch').count()).toBe(0)
    expect(await button(tab, 'Replace…').count()).toBe(0)
  })

  test('a user without a licence sees that in Chats and has no availability menu', async () => {
    const { tab } = await open('chats', 'joni@contoso.test')
    await tab.getByText('You don’t have an Interact licence').waitFor()
    expect(await tab.getByRole('button', { name: /availability/ }).count()).toBe(0)
    expect(await tab.getByRole('link', { name: 'Show my snippet' }).count()).toBe(0)
  })

  test('an admin of units sees no Tenant page and no users outside their units', async () => {
    const { tab } = await open('tenant', 'olga@contoso.test')
    await tab.getByText('Page not found').waitFor()
    expect(await tab.getByRole('link', { name: 'Tenant', exact: true }).count()).toBe(0)
    await tab.getByRole('link', { name: 'Users', exact: true }).click()
    await tab.getByText('Alex Wilber').waitFor()
    expect(await tab.getByText('Megan Bowen').count()).toBe(0)
  })
})
