import { describe, expect, test } from '@jest/globals'
import { expectNoAxeViolations, takePicture } from '../../../support/browser/browser.ts'
import { admin, adminWorldOfFile, button, makeItem, saveBar, saved } from '../../support/adminWorld.ts'

const messages = 'configuration/direct-system-messages'

const world = adminWorldOfFile()

const open = (path: string, upn = admin) =>
  world.open(upn, path, { options: { viewport: { width: 1280, height: 1100 } } })

describe('a set of direct system messages', () => {
  test('opens with a click anywhere in its row', async () => {
    const { tab } = await open(messages)
    await tab.getByRole('row', { name: 'Vertrieb Deutschland' }).getByRole('cell').last().click({ force: true })
    await tab.getByRole('heading', { name: 'Vertrieb Deutschland', level: 1 }).waitFor()
  })

  test('previews each text with its placeholders filled in', async () => {
    const id = await makeItem(world, '/direct-system-messages', 'Friendly')
    const { tab, page } = await open(`${messages}/${id}`)
    await tab.getByRole('button', { name: /^Connected/ }).click()
    await tab.getByRole('textbox', { name: 'Connected' }).fill('Welcome ')
    await button(tab, 'Insert a placeholder').click()
    await tab.getByRole('menuitem', { name: 'Customer’s name' }).click()
    expect(await tab.getByRole('textbox', { name: 'Connected' }).inputValue()).toBe('Welcome {{customer.name}}')
    await tab.getByRole('region', { name: 'Preview' }).getByText('Welcome Mia Keller').waitFor()
    await takePicture(page, 'tab-messages')
    await saved(tab)
    expect((await world.ask(admin, 'GET', `/direct-system-messages/${id}`)).body.texts).toEqual({
      connected: 'Welcome {{customer.name}}',
    })
  })

  test('shows every placeholder even in a low window', async () => {
    const id = await makeItem(world, '/direct-system-messages', 'Low')
    const low = { viewport: { width: 1280, height: 640 } }
    const { tab, page } = await world.open(admin, `${messages}/${id}`, { options: low })
    await button(tab, 'Insert a placeholder').click()
    const seen = async (place: number) => {
      const item = tab.getByRole('menuitem').nth(place)
      await item.scrollIntoViewIfNeeded()
      return item.evaluate((element) => {
        const { top, bottom } = element.getBoundingClientRect()
        return top >= 0 && bottom <= innerHeight
      })
    }
    expect([await seen(-1), await seen(0)]).toEqual([true, true])
    await takePicture(page, 'tab-messages-placeholders')
  })

  test('refuses an unknown placeholder and shows the error at its text', async () => {
    const id = await makeItem(world, '/direct-system-messages', 'Wrong')
    const { tab, page } = await open(`${messages}/${id}`)
    await tab.getByRole('textbox', { name: 'Incoming session' }).fill('Hello {{customer.nmae}}')
    await button(tab, 'Save').click()
    await tab.getByText('Unknown placeholder {{customer.nmae}}. Did you mean {{customer.name}}?').waitFor()
    await tab.getByRole('button', { name: 'Incoming session Can’t be saved' }).waitFor()
    await takePicture(page, 'tab-messages-refused')
    await expectNoAxeViolations(tab)
  })
})

describe('organization units', () => {
  test('can be added, renamed, moved and deleted', async () => {
    const { tab, page } = await open('configuration/organization-units')
    const act = async (unit: string, action: string) => {
      await button(tab, `Actions for ${unit}`).click()
      await tab.getByRole('menuitem', { name: action }).click()
    }
    await act('Service', 'Add a unit below')
    await tab.getByRole('textbox', { name: 'Name' }).fill('Repairs')
    await button(tab, 'Add').click()
    await tab.getByRole('treeitem', { name: /^Repairs/ }).waitFor()
    await act('Repairs', 'Rename')
    await tab.getByRole('textbox', { name: 'Name' }).fill('Workshop')
    await button(tab, 'Rename').click()
    await tab.getByRole('treeitem', { name: /^Workshop/ }).waitFor()
    await act('Workshop', 'Move')
    await tab.getByRole('combobox', { name: 'New parent unit' }).click()
    await takePicture(page, 'tab-units-move')
    await tab.getByRole('option', { name: 'Contoso / Sales', exact: true }).click()
    await button(tab, 'Move').click()
    await tab.getByText('The unit was moved').first().waitFor()
    await act('Workshop', 'Delete')
    await button(tab, 'Delete').click()
    await tab.getByText('The unit was deleted').first().waitFor()
    await tab.getByRole('treeitem', { name: /^Workshop/ }).waitFor({ state: 'detached' })
  })

  test('with users or child units cannot be deleted and say why', async () => {
    const { tab, page } = await open('configuration/organization-units')
    await button(tab, 'Actions for Hotline').click()
    await tab.getByRole('menuitem', { name: 'Delete' }).click()
    const dialog = tab.getByRole('dialog', { name: 'Hotline can’t be deleted' })
    await dialog.getByText(/It contains \d+ users?\. Move/).waitFor()
    expect(await dialog.getByRole('button').allInnerTexts()).toEqual(['Close'])
    await takePicture(page, 'tab-units-not-empty')
    await button(tab, 'Close').click()
    await tab.getByRole('treeitem', { name: /^Hotline/ }).waitFor()
    await button(tab, 'Actions for Sales').click()
    await tab.getByRole('menuitem', { name: 'Delete' }).click()
    const above = tab.getByRole('dialog', { name: 'Sales can’t be deleted' })
    await above.getByText('There are units below it. Move or delete them first.').waitFor()
  })
})

describe('the tenant', () => {
  test('explains where the users come from before the first directory sync', async () => {
    const { tab } = await open('tenant')
    await tab.getByText('Not synced from Microsoft Entra ID yet. Until then, Users shows the people').waitFor()
    await tab.getByRole('link', { name: 'Users', exact: true }).click()
    await tab.getByText('14 users').waitFor()
  })

  test('refuses an invalid colour with a clear message and moves the focus to it', async () => {
    const { tab } = await world.open(admin, 'tenant', { options: { viewport: { width: 1280, height: 640 } } })
    const code = tab.getByRole('textbox', { name: 'Colour code' })
    await code.fill('blurple')
    await tab.locator('main').evaluate((main) => main.querySelector('h1')?.scrollIntoView())
    await button(tab, 'Save').click()
    await tab.getByText('Enter # and six hexadecimal digits, for example #5b5fc7.').waitFor()
    await tab.locator('input:focus').and(code).waitFor()
    expect(await tab.getByText('pattern').count()).toBe(0)
    await button(tab, 'Discard').click()
  })

  test('says no more how a number was corrected once the changes are discarded', async () => {
    const { tab } = await open('tenant')
    const ring = tab.getByRole('spinbutton', { name: 'Ring time in seconds' })
    const typed = await ring.inputValue()
    await ring.fill('soon')
    await ring.press('Enter')
    await tab.getByText('Enter a number.').waitFor()
    await tab.getByRole('switch', { name: 'Interact enabled' }).uncheck()
    await button(tab, 'Discard').click()
    await saveBar(tab).waitFor({ state: 'detached' })
    expect(await ring.inputValue()).toBe(typed)
    expect(await tab.getByText('Enter a number.').count()).toBe(0)
  })

  test('can be switched off, which every user’s page shows with a link back', async () => {
    const { tab, page } = await open('tenant')
    const ring = tab.getByRole('spinbutton', { name: 'Ring time in seconds' })
    const type = async (text: string) => {
      await ring.fill(text)
      await ring.press('Enter')
    }
    await type('soon')
    await tab.getByText('Enter a number.').waitFor()
    await type('5')
    await tab.getByText('The minimum is 10.').waitFor()
    expect(await ring.inputValue()).toBe('10')
    await takePicture(page, 'tab-tenant-corrected')
    await type('11')
    await tab.getByText('The minimum is 10.').waitFor({ state: 'detached' })
    await type('10')
    await tab.getByRole('switch', { name: 'Interact enabled' }).uncheck()
    await button(tab, 'Save').click()
    const { body: active } = await world.ask(admin, 'GET', '/users?active=true')
    const { count } = active.total as { count: number }
    await tab
      .getByRole('dialog', { name: 'Turn off Interact?' })
      .getByText(`${count} active users become unreachable and no sessions end.`)
      .waitFor()
    await takePicture(page, 'tab-tenant-ask')
    await button(tab, 'Cancel').click()
    expect((await world.ask(admin, 'GET', '/tenant')).body).toMatchObject({ interactEnabled: true })
    await button(tab, 'Save').click()
    await button(tab, 'Turn off').click()
    await saveBar(tab).waitFor({ state: 'detached' })
    expect((await world.ask(admin, 'GET', '/tenant')).body).toMatchObject({ interactEnabled: false, ringSeconds: 10 })
    await tab.getByRole('link', { name: 'Users', exact: true }).click()
    await tab.getByRole('link', { name: 'Alex Wilber' }).click()
    await tab.getByText('Not reachable: Interact is off for the tenant.').waitFor()
    await tab.getByText('If you turn it off, you can’t turn it back on yet. Interact is off for the tenant.').waitFor()
    await takePicture(page, 'tab-tenant-off')
    await expectNoAxeViolations(tab)
    await tab.getByRole('link', { name: 'Fix this' }).first().click()
    await tab.getByRole('switch', { name: 'Interact enabled' }).check()
    await saved(tab)
  })
})
