import { afterAll, afterEach, beforeAll, expect } from '@jest/globals'
import type { Browser, BrowserContextOptions, Frame } from 'playwright-core'
import { people } from '#infra/local/seedPeople'
import { startTeamsHost } from '#infra/local/teamsHost/teamsHost'
import { launchChromium, openPage, type OpenPage } from '../../support/browser/browser.ts'
import { freePorts } from '../../support/freePorts.ts'
import { startWorld, type World, type WorldOptions } from '../../support/world.ts'

export interface Look {
  theme?: 'light' | 'dark' | 'contrast'
  locale?: 'en' | 'de' | 'fr' | 'it' | 'ar'
  options?: BrowserContextOptions
}

export interface OpenTab extends OpenPage {
  /** The tab's frame inside the fake Teams page. */
  tab: Frame
}

/** The tab in a real browser, inside a fake Teams page. */
interface AdminSide {
  browser: Browser
  teamsUrl: string
  /** Opens the tab as one of the seeded people, at a path inside it. */
  open: (upn: string, path: string, look?: Look) => Promise<OpenTab>
  /** Closes every tab that was opened. */
  closeTabs: () => Promise<void>
}

/** The whole product with seed data, and the tab in a browser. */
export type AdminWorld = World & AdminSide

const persona = ({ upn, name, oid, tid }: (typeof people)[number]) => ({
  upn,
  name,
  oid,
  tid,
  tenant: '',
  role: '',
})

/** `args` are command-line switches of the browser. */
interface Switches {
  args?: readonly string[]
}

export const startAdminWorld = (switches: Switches = {}): Promise<AdminWorld> => adminWorldAround(startWorld, switches)

/** Opens the tab on a world with its own start function. */
export async function adminWorldAround<Of extends World>(
  start: (options: WorldOptions) => Promise<Of>,
  switches: Switches = {},
): Promise<Of & AdminSide> {
  const [port = 0] = await freePorts(1)
  const teamsUrl = `http://localhost:${port}`
  const [world, browser] = await Promise.all([start({ extraHosts: [teamsUrl] }), launchChromium(switches)])
  const host = await startTeamsHost({
    port,
    tabUrl: world.apiUrl,
    entraUrl: world.entra.url,
    personas: people.map(persona),
  })
  const opened: OpenPage[] = []
  return {
    ...world,
    browser,
    teamsUrl,
    open: async (upn, path, { theme = 'light', locale = 'en', options = {} } = {}) => {
      const query = new URLSearchParams({ user: upn, theme, locale, subPageId: path })
      const open = await openPage(browser, `${teamsUrl}/?${query}`, options)
      opened.push(open)
      const element = await open.page.waitForSelector('iframe')
      const tab = await element.contentFrame()
      if (!tab) throw new Error('The tab has no frame')
      await tab.waitForSelector('h1')
      return { ...open, tab }
    },
    closeTabs: async () => {
      await Promise.all(opened.splice(0).map(({ page }) => page.context().close()))
    },
    close: async () => {
      await browser.close()
      await host.close()
      await world.close()
    },
  }
}

/** One world for the calling test file, started before its first test. Tabs are closed after each test. */
export const adminWorldOfFile = (switches: Switches = {}): AdminWorld => worldOfFile(() => startAdminWorld(switches))

/** The same for a world with its own start function. */
export function worldOfFile<Of extends AdminWorld>(start: () => Promise<Of>): Of {
  const world = {} as Of
  beforeAll(async () => {
    Object.assign(world, await start())
  }, 180_000)
  afterEach(() => world.closeTabs())
  afterAll(() => world.close())
  return world
}

export const admin = 'adele@contoso.test'

/** A button of the tab by its exact name. */
export const button = (tab: Frame, name: string) => tab.getByRole('button', { name, exact: true })

/** The save bar, which is shown while there are unsaved changes. */
export const saveBar = (tab: Frame) => tab.getByRole('region', { name: 'Save' })

/** Clicks Save and waits until the save bar disappears. */
export async function saved(tab: Frame): Promise<void> {
  await button(tab, 'Save').click()
  await saveBar(tab).waitFor({ state: 'detached' })
}

/** Creates a configuration item in the admin's first organization unit and returns its id. */
export async function makeItem(
  world: AdminWorld,
  path: string,
  name: string,
  body: Record<string, unknown> = {},
): Promise<string> {
  const { body: me } = await world.ask(admin, 'GET', '/me')
  const [organizationUnitId] = me.organizationUnitIds as string[]
  const made = await world.ask(admin, 'POST', path, { body: { name, organizationUnitId, ...body } })
  expect(made.status).toBe(201)
  return made.body.id as string
}
