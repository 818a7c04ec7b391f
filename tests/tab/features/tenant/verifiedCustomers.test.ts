import { beforeEach, describe, expect, test } from '@jest/globals'
import type { Frame } from 'playwright-core'
import { expectNoAxeViolations, takePicture } from '../../../support/browser/browser.ts'
import { admin, adminWorldOfFile, button, saved, type Look } from '../../support/adminWorld.ts'

const world = adminWorldOfFile()

const secretPath = '/tenant/verified-customer-secret'
const open = (path: string, { upn = admin, ...look }: Look & { upn?: string } = {}) => world.open(upn, path, look)
const pathOf = async (name: string) => `users/${await world.userId(`${name}@contoso.test`)}/interact`
const stateOf = async () => (await world.ask(admin, 'GET', '/tenant')).body.verifiedCustomers
const makeSecret = async () => {
  expect((await world.ask(admin, 'POST', secretPath, { body: { graceHours: 2 } })).status).toBe(201)
}
const panel = (tab: Frame) => tab.getByRole('region', { name: 'Verified customers' })
const dialog = (tab: Frame) => tab.getByRole('dialog')
const shownOnce = (tab: Frame) => tab.getByRole('alertdialog', { name: 'Your new secret' })
const shownSecret = (tab: Frame) => shownOnce(tab).getByRole('group', { name: 'Secret' }).innerText()
const requireVerified = async (name: string, required: boolean) => {
  const body = { requireVerifiedCustomer: required }
  expect((await world.ask(admin, 'PATCH', `/${await pathOf(name)}`, { body, ifMatch: '*' })).status).toBe(200)
}

describe('without a secret', () => {
  test('the switch is disabled, explains why and links a tenant admin to where the secret is created', async () => {
    const { tab, page } = await open(await pathOf('alex'), { options: { viewport: { width: 1200, height: 1800 } } })
    const control = tab.getByRole('switch', { name: 'Verified customers only' })
    await control.waitFor()
    expect(await control.isDisabled()).toBe(true)
    await tab.getByText('The tenant has no signing secret yet.').waitFor()
    await takePicture(page, 'tab-verified-waits')
    await tab.getByRole('link', { name: 'Create the secret' }).click()
    await panel(tab).getByText('No secret yet.').waitFor()
    expect(await button(tab, 'Remove…').count()).toBe(0)
  })

  test('the switch works at once for an admin who creates the secret and comes back', async () => {
    const { tab } = await open(await pathOf('alex'))
    const control = tab.getByRole('switch', { name: 'Verified customers only' })
    await tab.getByRole('link', { name: 'Create the secret' }).click()
    await button(tab, 'Create a secret').click()
    await button(tab, 'I’ve stored it').click()
    await tab.evaluate(() => history.back())
    await control.waitFor()
    await tab.getByText('The tenant has no signing secret yet.').waitFor({ state: 'detached', timeout: 5000 })
    expect(await control.isDisabled()).toBe(false)
    expect((await world.ask(admin, 'DELETE', secretPath)).status).toBe(204)
  })

  test('an OU admin sees who can create it', async () => {
    const { tab } = await open(await pathOf('alex'), { upn: 'olga@contoso.test' })
    await tab.getByText('The tenant has no signing secret yet. A tenant admin can fix this.').waitFor()
    expect(await tab.getByRole('link', { name: 'Create the secret' }).count()).toBe(0)
  })
})

describe('the secret', () => {
  test('is shown once with a warning, in a dialog that only its button closes', async () => {
    const { tab, page } = await open('tenant')
    await button(tab, 'Create a secret').click()
    await shownOnce(tab).getByText('It’s shown only once.').waitFor()
    const secret = await shownSecret(tab)
    expect(Buffer.from(secret, 'base64url')).toHaveLength(32)
    await takePicture(page, 'tab-secret-shown')
    await expectNoAxeViolations(tab)
    await page.keyboard.press('Escape')
    expect(await shownOnce(tab).count()).toBe(1)
    await button(tab, 'I’ve stored it').click()
    await shownOnce(tab).waitFor({ state: 'detached' })
    await panel(tab).getByText('It can’t be shown again.').waitFor()
    expect(await tab.evaluate(() => document.documentElement.innerHTML)).not.toContain(secret)
    expect(await stateOf()).toMatchObject({ since: expect.any(String) })
  })

  test('is replaced after a confirmation, and the previous one stays valid for the chosen hours', async () => {
    await makeSecret()
    const { tab, page } = await open('tenant')
    await button(tab, 'Replace…').click()
    await dialog(tab).getByText('Replace the secret?').waitFor()
    await dialog(tab).getByRole('spinbutton').fill('24')
    await dialog(tab).getByRole('spinbutton').press('Tab')
    await takePicture(page, 'tab-secret-replace')
    await expectNoAxeViolations(tab)
    await button(tab, 'Replace the secret').click()
    await shownOnce(tab).getByText('It’s shown only once.').waitFor()
    await button(tab, 'I’ve stored it').click()
    await panel(tab).getByText('The old secret works until').waitFor()
    const { previousUntil } = (await stateOf()) as { previousUntil: string }
    expect(Math.round((Date.parse(previousUntil) - Date.now()) / 3_600_000)).toBe(24)
  })

  test('comes with server code to copy', async () => {
    const { tab } = await open('tenant')
    const code = await panel(tab).getByRole('group', { name: 'Code for your server' }).innerText()
    expect(code).toContain("algorithm: 'HS256', audience: contactId, subject: String(customer.id)")
    expect(await button(tab, 'Copy: Code for your server').count()).toBe(1)
    expect(await button(tab, 'Copy: Snippet attribute').count()).toBe(1)
  })
})

describe('with a secret', () => {
  beforeEach(makeSecret)

  test('the switch can be saved as on, and the page says that only verified customers reach the user', async () => {
    const { tab } = await open(await pathOf('alex'))
    await tab.getByRole('switch', { name: 'Verified customers only' }).check()
    await saved(tab)
    await tab.getByText('Reachable only by verified customers.').waitFor()
    expect((await world.ask(admin, 'GET', `/${await pathOf('alex')}`)).body).toMatchObject({
      requireVerifiedCustomer: true,
    })
    await expectNoAxeViolations(tab)
    await requireVerified('alex', false)
  })

  test('the secret cannot be removed while a user requires it, and can afterwards with a confirmation', async () => {
    await requireVerified('alex', true)
    const first = await open('tenant')
    await button(first.tab, 'Remove…').click()
    await dialog(first.tab).getByText('1 user requires verified customers. First turn off').waitFor()
    await takePicture(first.page, 'tab-secret-required')
    await expectNoAxeViolations(first.tab)
    expect(await button(first.tab, 'Remove the secret').count()).toBe(0)
    await requireVerified('alex', false)
    const { tab, page } = await open('tenant')
    await button(tab, 'Remove…').click()
    await dialog(tab).getByText('Customers can no longer be verified').waitFor()
    await takePicture(page, 'tab-secret-remove')
    await button(tab, 'Remove the secret').click()
    await panel(tab).getByText('No secret yet.').waitFor()
    expect(await stateOf()).toMatchObject({ since: null })
  })

  test('a secret that was removed before the save is reported at the switch', async () => {
    const { tab } = await open(await pathOf('alex'))
    await tab.getByRole('switch', { name: 'Verified customers only' }).check()
    expect((await world.ask(admin, 'DELETE', secretPath)).status).toBe(204)
    await button(tab, 'Save').click()
    await tab.getByText('The tenant has no secret for verified customers yet.').waitFor()
  })
})

describe('the verified customers panel', () => {
  test.each([
    ['light', 'en'],
    ['dark', 'en'],
    ['light', 'ar'],
    ['contrast', 'de'],
  ] as const)('has no accessibility violations in %s and %s', async (theme, locale) => {
    await makeSecret()
    await makeSecret()
    const { tab, page } = await open('tenant', { theme, locale, options: { viewport: { width: 1200, height: 2000 } } })
    await tab.getByText('jsonwebtoken').first().waitFor()
    await takePicture(page, `tab-verified-${theme}-${locale}`)
    await expectNoAxeViolations(tab)
  })
})
