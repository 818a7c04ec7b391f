import { describe, expect, test } from '@jest/globals'
import { expectNoAxeViolations, takePicture } from '../../support/browser/browser.ts'
import { admin, adminWorldOfFile, button, saveBar } from '../support/adminWorld.ts'

const world = adminWorldOfFile()

const interactOf = async (name: string) => `/users/${await world.userId(`${name}@contoso.test`)}/interact`
const openInteract = async (name: string) => {
  const open = await world.open(admin, await interactOf(name))
  await open.tab.getByText('User Snippet').waitFor()
  return open
}
const stored = async (name: string) => (await world.ask(admin, 'GET', await interactOf(name))).body

/** Changes a setting by API, as another admin would. */
const meanwhile = async (name: string, body: Record<string, unknown>) => {
  const path = await interactOf(name)
  const { headers } = await world.ask(admin, 'GET', path)
  const { status } = await world.ask(admin, 'PATCH', path, { body, ifMatch: headers.get('etag') ?? '' })
  expect(status).toBe(200)
}

describe('a page with unsaved changes', () => {
  test('lists the changes, saves them together and can undo the save', async () => {
    const { tab, page } = await openInteract('diego')
    await tab.getByText('Not reachable: Active is off.').waitFor()
    expect(await saveBar(tab).count()).toBe(0)
    await tab.getByRole('switch', { name: 'Active' }).check()
    await tab.getByRole('switch', { name: 'Audio & Video' }).uncheck()
    expect(await saveBar(tab).innerText()).toMatch(/2 changes\s+Active and Audio & Video/)
    await takePicture(page, 'tab-dirty')
    await expectNoAxeViolations(tab)
    await button(tab, 'Save').click()
    await tab.getByText('Reachable by chat from any web page.').waitFor()
    expect(await stored('diego')).toMatchObject({ active: true, audioVideo: false })
    await tab.getByText('Diego Siciliani · Interact', { exact: true }).waitFor()
    await button(tab, 'Undo').click()
    await tab.getByText('Not reachable: Active is off.').waitFor()
    expect(await stored('diego')).toMatchObject({ active: false, audioVideo: true })
  })

  test('is clean again when the changes are reverted or discarded', async () => {
    const { tab } = await openInteract('diego')
    const active = tab.getByRole('switch', { name: 'Active' })
    await active.check()
    await saveBar(tab).waitFor()
    await active.uncheck()
    await saveBar(tab).waitFor({ state: 'detached' })
    await active.check()
    await button(tab, 'Discard').click()
    expect(await active.isChecked()).toBe(false)
    expect(await saveBar(tab).count()).toBe(0)
  })

  test('asks for confirmation before a link leaves it', async () => {
    const { tab, page } = await openInteract('diego')
    await tab.getByRole('switch', { name: 'Active' }).check()
    await tab.getByRole('link', { name: 'Tenant', exact: true }).click()
    await tab.getByText('Leave without saving?').waitFor()
    await takePicture(page, 'tab-leave')
    await expectNoAxeViolations(tab)
    await button(tab, 'Stay').click()
    expect(await tab.getByRole('switch', { name: 'Active' }).isChecked()).toBe(true)
    await tab.getByRole('link', { name: 'Tenant', exact: true }).click()
    await button(tab, 'Leave').click()
    await tab.getByRole('heading', { name: 'Tenant', level: 1 }).waitFor()
    expect(await stored('diego')).toMatchObject({ active: false })
  })

  test('asks for confirmation before the back button leaves it', async () => {
    const { tab } = await openInteract('diego')
    await tab.getByRole('link', { name: 'General', exact: true }).click()
    await tab.getByRole('checkbox', { name: 'Interact' }).uncheck()
    await tab.evaluate(() => history.back())
    await tab.getByText('Leave without saving?').waitFor()
    await button(tab, 'Stay').click()
    expect(await tab.getByRole('checkbox', { name: 'Interact' }).isChecked()).toBe(false)
    await tab.evaluate(() => history.back())
    await button(tab, 'Leave').click()
    await tab.getByText('User Snippet').waitFor()
  })

  test('stops Teams from closing the tab until the admin has decided', async () => {
    const { tab, page } = await openInteract('diego')
    await tab.getByRole('switch', { name: 'Active' }).check()
    await page.locator('#locale').selectOption('de')
    await tab.getByText('Leave without saving?').waitFor()
    await button(tab, 'Leave').click()
    await page.frameLocator('iframe').getByText('Benutzer-Snippet').waitFor()
  })
})

describe('two admins who edit the same page', () => {
  test('the second one sees who changed what and when, and can keep their own changes', async () => {
    const { tab, page } = await openInteract('lidia')
    await tab.getByRole('switch', { name: 'Audio & Video' }).uncheck()
    await meanwhile('lidia', { active: true })
    await button(tab, 'Save').click()
    await tab.getByRole('heading', { name: /^Adele Vance changed this at \d+:\d\d/ }).waitFor()
    await tab.getByText('Active: was Off, is now On').waitFor()
    await takePicture(page, 'tab-stale')
    await expectNoAxeViolations(tab)
    await button(tab, 'Keep my changes and save').click()
    await tab.getByText('Reachable by chat from any web page.').waitFor()
    expect(await stored('lidia')).toMatchObject({ active: true, audioVideo: false })
  })

  test('the second one can drop their changes and see what the first one saved, without the audit log too', async () => {
    const { tab, page } = await openInteract('lidia')
    await tab.getByRole('switch', { name: 'Instant Messaging' }).uncheck()
    await meanwhile('lidia', { audioVideo: true })
    await page.route('**/api/v1/audit?*', (route) => route.abort())
    await button(tab, 'Save').click()
    await tab.getByRole('heading', { name: 'Someone else changed this' }).waitFor()
    await button(tab, 'Reload and discard my changes').click()
    await tab.getByText('Reachable by chat, voice, and video from any web page.').waitFor()
    expect(await saveBar(tab).count()).toBe(0)
    expect(await stored('lidia')).toMatchObject({ instantMessaging: true, audioVideo: true })
  })
})

describe('validation', () => {
  test('reports Active without a modality at the field', async () => {
    const { tab, page } = await openInteract('pradeep')
    const sentence = 'Turn on Audio & Video or Instant Messaging before you turn on Active.'
    await tab.getByRole('switch', { name: 'Active' }).check()
    await tab.getByRole('switch', { name: 'Audio & Video' }).uncheck()
    await tab.getByRole('switch', { name: 'Instant Messaging' }).uncheck()
    await tab.getByText(sentence).waitFor()
    await button(tab, 'Save').click()
    await button(tab, 'Save').waitFor()
    expect(await tab.getByText(sentence).count()).toBe(1)
    await takePicture(page, 'tab-field-error')
    await expectNoAxeViolations(tab)
    expect(await stored('pradeep')).toMatchObject({ active: false })
  })

  test('reports Restrict Access without a domain template at the field', async () => {
    const { tab } = await openInteract('pradeep')
    await tab.getByRole('switch', { name: 'Restrict Access' }).check()
    await tab.getByText('Select a domain template, or turn off Restrict Access.').waitFor()
    await tab.getByRole('combobox', { name: 'Domain Template' }).click()
    await tab.getByRole('option', { name: 'Contoso shop' }).click()
    await tab.getByText('2 patterns.').waitFor()
    expect(await tab.getByText('Select a domain template').count()).toBe(0)
    await button(tab, 'Save').click()
    await saveBar(tab).waitFor({ state: 'detached' })
    expect(await stored('pradeep')).toMatchObject({ restrictAccess: true, patternCount: 2 })
  })

  test('shows a server error above Save and keeps the changes', async () => {
    const { tab, page } = await openInteract('megan')
    await page.route('**/api/v1/users/*/interact', (route) => {
      if (route.request().method() !== 'PATCH') return route.continue()
      const problem = { type: 'about:blank', title: '', status: 503, code: 'unavailable', detail: '', requestId: 'r1' }
      return route.fulfill({
        status: 503,
        contentType: 'application/problem+json',
        headers: { 'retry-after': '40' },
        body: JSON.stringify(problem),
      })
    })
    await tab.getByRole('switch', { name: 'Audio & Video' }).uncheck()
    await button(tab, 'Save').click()
    await saveBar(tab).getByText('The service isn’t available right now. Try again. Try again in 40 seconds.').waitFor()
    await page.unroute('**/api/v1/users/*/interact')
    await button(tab, 'Save').click()
    await saveBar(tab).waitFor({ state: 'detached' })
    expect(await stored('megan')).toMatchObject({ audioVideo: false })
  })
})
