import { describe, expect, test } from '@jest/globals'
import type { Frame } from 'playwright-core'
import { translations as ar } from '../../../tab/i18n/compiled/ar.ts'
import { translations as en } from '../../../tab/i18n/compiled/en.ts'
import { expectNoAxeViolations, takePicture } from '../../support/browser/browser.ts'
import { admin, adminWorldOfFile, button, type Look } from '../support/adminWorld.ts'

const world = adminWorldOfFile()

const looks: [name: string, look: Look, words: typeof en][] = [
  ['dark', { theme: 'dark' }, en],
  ['contrast', { theme: 'contrast' }, en],
  ['arabic', { locale: 'ar' }, ar],
]

/** All confirmation dialogs of the tab, and how to open them. */
const questions: [name: string, path: () => Promise<string>, ask: (tab: Frame, words: typeof en) => Promise<void>][] = [
  [
    'tenant-off',
    () => Promise.resolve('tenant'),
    async (tab, { shell, tenantPage }) => {
      await tab.getByRole('switch', { name: tenantPage.enabled }).uncheck()
      await button(tab, shell.save).click()
    },
  ],
  [
    'template-delete',
    async () => {
      const { items } = (await world.ask(admin, 'GET', '/domain-templates')).body as { items: { id: string }[] }
      return `configuration/domain-templates/${items[0]?.id ?? ''}`
    },
    async (tab, { items }) => {
      await button(tab, items.delete).click()
    },
  ],
  [
    'unit-delete',
    () => Promise.resolve('configuration/organization-units'),
    async (tab, { units }) => {
      await button(tab, units.actions({ name: 'Hotline' })).click()
      await tab.getByRole('menuitem', { name: units.delete }).click()
    },
  ],
  [
    'key-rotate',
    async () => `users/${await world.userId('alex@contoso.test')}/interact`,
    async (tab, { interact }) => {
      await button(tab, interact.rotate).click()
    },
  ],
]

describe('every confirmation dialog', () => {
  test.each(looks)('is accessible and can be closed by keyboard: %s', async (name, look, words) => {
    for (const [question, path, ask] of questions) {
      const { tab, page, errors } = await world.open(admin, await path(), look)
      await ask(tab, words)
      const dialog = tab.getByRole('dialog').or(tab.getByRole('alertdialog'))
      await dialog.locator(':focus').waitFor()
      await takePicture(page, `tab-question-${question}-${name}`)
      await expectNoAxeViolations(tab)
      await page.keyboard.press('Escape')
      await dialog.waitFor({ state: 'detached' })
      expect(errors).toEqual([])
      await world.closeTabs()
    }
  })
})
