import { afterAll, afterEach, beforeAll, beforeEach, jest } from '@jest/globals'
import type { Browser, BrowserContextOptions, Frame } from 'playwright-core'
import { startTeamsHost } from '#infra/local/teamsHost/teamsHost'
import { launchChromium, openPage, type OpenPage } from '../../support/browser/browser.ts'
import { me, startAgentApi } from './agentApi.ts'
import { servedTab } from './servedTab.ts'

export interface Look {
  theme?: 'light' | 'dark' | 'contrast'
  locale?: 'en' | 'de' | 'fr' | 'it' | 'ar'
  /** Start path inside the tab; the session list by default. */
  path?: string
  options?: BrowserContextOptions
}

/** Alex's tab inside the fake Teams page, with the agent API over a server in memory. */
async function chatsWorld(browser: Browser) {
  let hostUrl = ''
  const api = await startAgentApi(servedTab(() => hostUrl))
  const alex = {
    upn: 'alex@contoso.test',
    name: me.displayName,
    oid: me.userId,
    tid: me.tenantId,
    tenant: 'Contoso',
    role: 'agent',
  }
  const host = await startTeamsHost({ port: 0, tabUrl: api.url, entraUrl: api.url, personas: [alex] })
  hostUrl = host.url
  const opened: OpenPage[] = []

  return {
    ...{ api, server: api.server },
    open: async ({ theme = 'light', locale = 'en', path = 'chats', options = {} }: Look = {}) => {
      const query = new URLSearchParams({ theme, locale, subPageId: path })
      const open = await openPage(browser, `${host.url}/?${query}`, options)
      opened.push(open)
      const tab = await frameOf(open, api.url)
      return { ...open, tab }
    },
    close: async () => {
      await Promise.all(opened.map(({ page }) => page.context().close()))
      await host.close()
      await api.close()
    },
  }
}

type ChatsWorld = Awaited<ReturnType<typeof chatsWorld>>

/** One browser for the calling test file, and a new world for each test. */
export function chatsForEachTest(): Pick<ChatsWorld, 'api' | 'server' | 'open'> {
  let browser: Browser
  let world: ChatsWorld
  jest.setTimeout(120_000)
  beforeAll(async () => {
    browser = await launchChromium()
  })
  afterAll(() => browser.close())
  beforeEach(async () => {
    world = await chatsWorld(browser)
  })
  afterEach(() => world.close())
  return {
    get api() {
      return world.api
    },
    get server() {
      return world.server
    },
    open: (look) => world.open(look),
  }
}

async function frameOf({ page }: OpenPage, url: string): Promise<Frame> {
  const element = await page.waitForSelector('iframe')
  const frame = await element.contentFrame()
  if (!frame) throw new Error(`No frame of ${url}`)
  await frame.waitForSelector('h1', { state: 'attached' })
  return frame
}
