import { describe, expect, test } from '@jest/globals'
import type { Frame } from 'playwright-core'
import { patternLines, withoutLoneSlash } from '../../../../tab/features/domainTemplates/patternText.ts'
import { expectNoAxeViolations, takePicture } from '../../../support/browser/browser.ts'
import { admin, adminWorldOfFile, button, makeItem, saveBar, saved } from '../../support/adminWorld.ts'

const templates = 'configuration/domain-templates'

const world = adminWorldOfFile()

const open = (path: string, upn = admin) =>
  world.open(upn, path, { options: { viewport: { width: 1280, height: 1100 } } })
const paste = (tab: Frame, name: string, text: string) =>
  tab.getByRole('textbox', { name, exact: true }).evaluate((box, pasted) => {
    const data = new DataTransfer()
    data.setData('text', pasted)
    box.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
  }, text)

describe('a domain template', () => {
  test('is created by name, warns that it is empty, and accepts several pasted patterns', async () => {
    const { tab, page } = await open(templates)
    await button(tab, 'New domain template').click()
    await tab.getByRole('textbox', { name: 'Name' }).fill('Partner sites')
    await button(tab, 'Create').click()
    await tab.getByRole('heading', { name: 'Partner sites', level: 1 }).waitFor()
    await tab.getByText('This template is empty. No page is allowed.').waitFor()
    await paste(tab, 'New pattern', 'https://a.example.com\n*.example.com\nhttp://b.example.com:8080\n*.github.io\n')
    await tab.getByText('4 of 100').waitFor()
    await tab.getByText('Exactly a.example.com, over https', { exact: true }).waitFor()
    await tab.getByText('Every subdomain of example.com, not example.com itself, over https', { exact: true }).waitFor()
    await tab.getByText('Exactly b.example.com, over http on port 8080', { exact: true }).waitFor()
    await tab.getByText('Shared hosting: this allows anyone who has a site there.').waitFor()
    await saved(tab)
    await tab.getByText('Shared hosting: this allows anyone who has a site there.').waitFor()
    await takePicture(page, 'tab-template-new')
    await expectNoAxeViolations(tab)
  })

  test('is refused under a name that its organization unit already has, and the unit is named', async () => {
    await makeItem(world, '/domain-templates', 'Doubled', { patterns: [] })
    const id = await makeItem(world, '/domain-templates', 'Single', { patterns: [] })
    const { tab } = await open(templates)
    await button(tab, 'New domain template').click()
    await tab.getByRole('textbox', { name: 'Name' }).fill('doubled')
    await button(tab, 'Create').click()
    await tab.getByRole('dialog').getByText('This name is already used in Contoso.').waitFor()
    const { tab: editor } = await open(`${templates}/${id}`)
    await editor.getByRole('textbox', { name: 'Name' }).fill('Doubled')
    await button(editor, 'Save').click()
    await saveBar(editor).getByText('This name is already used in Contoso.').waitFor()
  })

  test('explains for each pattern why it cannot be saved, and saves none of them', async () => {
    const id = await makeItem(world, '/domain-templates', 'Mistakes', { patterns: ['good.example.com'] })
    const { tab, page } = await open(`${templates}/${id}`)
    await paste(tab, 'New pattern', '*\n*.com\nhttps://a.example.com/path\nGOOD.example.com')
    await tab.getByText('This would allow every page. Enter the hosts instead.').waitFor()
    await tab.getByText('Too broad. At least two labels must follow *., as in *.example.com.').waitFor()
    await tab.getByText('Remove the path. An origin ends after the host and port.').waitFor()
    await tab.getByText('Same as row 1. Only one is kept.').waitFor()
    await button(tab, 'Save').click()
    await tab.getByText('“*.com” is too broad.').waitFor()
    await tab.getByRole('textbox', { name: 'Pattern 2' }).and(tab.locator(':focus')).waitFor()
    await takePicture(page, 'tab-template-refused')
    await expectNoAxeViolations(tab)
    expect((await world.ask(admin, 'GET', `/domain-templates/${id}`)).body.patterns).toEqual(['good.example.com'])
  })

  test('is tested as shown on the screen, saved or not', async () => {
    const id = await makeItem(world, '/domain-templates', 'Tested', { patterns: ['*.example.com'] })
    const { tab, page } = await open(`${templates}/${id}`)
    const tester = tab.getByRole('textbox', { name: 'Is this page allowed?' })
    await tester.fill('https://shop.example.com/cart?id=1')
    await tab.getByText('Allowed by *.example.com').waitFor()
    await tab.getByText('https://shop.example.com', { exact: true }).waitFor()
    await tester.fill('http://shop.example.com')
    await tab.getByText('http pages need a pattern that starts with http://. Closest pattern: *.example.com').waitFor()
    await tab.getByRole('textbox', { name: 'New pattern' }).fill('http://shop.example.com')
    await tab.getByRole('textbox', { name: 'New pattern' }).press('Enter')
    await tab.getByText('Allowed by http://shop.example.com').waitFor()
    await takePicture(page, 'tab-template-tested')
    await button(tab, 'Discard').click()
    await tab.getByText('http pages need a pattern that starts with http://.').waitFor()
  })

  test('shows recently refused pages and adds one with a click', async () => {
    const { body } = await world.ask(admin, 'GET', `/users/${await world.userId('alex@contoso.test')}/interact`)
    const launch = { contactId: body.contactId, widgetKey: body.widgetKey }
    const refused = await fetch(`${world.widgetUrl}/widget/v1/launch`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: 'https://new-shop.example' },
      body: JSON.stringify(launch),
    })
    expect(refused.status).toBe(403)
    const { tab, page } = await open(`${templates}/${String(body.domainTemplateId)}`)
    await tab.getByRole('button', { name: 'Add https://new-shop.example' }).click()
    await tab.getByText('On the list', { exact: true }).waitFor()
    await takePicture(page, 'tab-template-lately')
    expect(await tab.getByRole('textbox', { name: 'Pattern 3' }).inputValue()).toBe('https://new-shop.example')
  })

  test('names its users before deletion and keeps everything on cancel', async () => {
    const { tab, page } = await open(templates)
    await tab.getByRole('link', { name: 'Contoso shop' }).click()
    await button(tab, 'Delete').click()
    await tab.getByText('Used by Alex Wilber and Megan Bowen.').waitFor()
    await tab.getByText('Ongoing sessions from their pages end.').waitFor()
    await takePicture(page, 'tab-template-delete')
    await expectNoAxeViolations(tab)
    await button(tab, 'Cancel').click()
    await tab.getByRole('heading', { name: 'Contoso shop', level: 1 }).waitFor()
  })

  test('strips the trailing slash of a copied address but not a real path', async () => {
    expect(patternLines('https://shop.example/ HTTPS://Shop.Example:443/')).toEqual([
      'https://shop.example',
      'HTTPS://Shop.Example:443',
    ])
    for (const address of ['https://shop.example/cart', 'https://shop.example//', 'https:///', 'shop.example/', '/'])
      expect(withoutLoneSlash(address)).toBe(address)
    const id = await makeItem(world, '/domain-templates', 'Copied', { patterns: ['good.example.com'] })
    const { tab } = await open(`${templates}/${id}`)
    const first = tab.getByRole('textbox', { name: 'Pattern 1', exact: true })
    await first.fill('https://shop.example/')
    await first.blur()
    expect(await first.inputValue()).toBe('https://shop.example')
    await tab.getByRole('textbox', { name: 'New pattern' }).fill('HTTPS://Other.Example:443/')
    await tab.getByRole('textbox', { name: 'New pattern' }).press('Enter')
    await tab.getByText('Exactly other.example, over https', { exact: true }).waitFor()
  })

  test('keeps the focus among the patterns when one is removed', async () => {
    const patterns = ['a.example.com', 'b.example.com', 'c.example.com']
    const { tab } = await open(`${templates}/${await makeItem(world, '/domain-templates', 'Shorter', { patterns })}`)
    const focused = () => tab.evaluate(() => document.activeElement?.getAttribute('aria-label'))
    for (const [removed, then] of [
      ['c.example.com', 'Pattern 2'],
      ['a.example.com', 'Pattern 1'],
      ['b.example.com', 'New pattern'],
    ] as const) {
      await tab.getByRole('button', { name: `Remove ${removed}` }).click()
      await tab.getByRole('button', { name: `Remove ${removed}` }).waitFor({ state: 'detached' })
      expect(await focused()).toBe(then)
    }
  })

  /** The page of a template that was just saved, with the offer to undo. */
  async function openSaved(name: string) {
    const id = await makeItem(world, '/domain-templates', name, { patterns: ['good.example.com'] })
    const { tab, page } = await open(`${templates}/${id}`)
    const add = async (pattern: string) => {
      await tab.getByRole('textbox', { name: 'New pattern' }).fill(pattern)
      await tab.getByRole('textbox', { name: 'New pattern' }).press('Enter')
    }
    await add('a.example.com')
    await saved(tab)
    await button(tab, 'Undo').waitFor()
    return { tab, page, add }
  }

  test('offers to undo a save, above the save bar', async () => {
    const { tab, page, add } = await openSaved('Saved')
    await add('b.example.com')
    await saveBar(tab).waitFor()
    await button(tab, 'Undo').click({ trial: true, timeout: 3000 })
    await takePicture(page, 'tab-toast-above-bar')
  })

  test('dismisses the offer to undo when it is deleted', async () => {
    const { tab } = await openSaved('Gone')
    await button(tab, 'Delete').click()
    await tab.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click()
    await tab.getByText('“Gone” was deleted').first().waitFor()
    // By text: while the dialog closes, elements behind it have no accessible role.
    await tab.getByText('Undo', { exact: true }).waitFor({ state: 'detached', timeout: 1500 })
  })

  test('of a parent unit can be read but not changed by an admin of a child unit', async () => {
    const id = await makeItem(world, '/domain-templates', 'Of the root', { patterns: ['root.example.com'] })
    const { tab } = await open(`${templates}/${id}`, 'olga@contoso.test')
    await tab.getByText('You can view this but not change it').waitFor()
    expect(await tab.getByRole('textbox', { name: 'Pattern 1' }).getAttribute('readonly')).not.toBeNull()
    expect(await button(tab, 'Delete').count()).toBe(0)
    expect(await tab.getByRole('textbox', { name: 'New pattern' }).count()).toBe(0)
  })
})
