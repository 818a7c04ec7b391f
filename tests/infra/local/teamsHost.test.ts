import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { decodeJwt } from 'jose'
import type { Browser, FrameLocator, Page } from 'playwright-core'
import { startEntra, type Entra } from '#infra/local/entra'
import { startLoopback, type Running } from '#infra/local/http/loopback'
import { startTeamsHost } from '#infra/local/teamsHost/teamsHost'
import { expectNoAxeViolations, launchChromium, openPage, takePicture } from '../../support/browser/browser.ts'
import { startTestTab } from './testTab.ts'

const contoso = { tid: '11111111-1111-4111-8111-111111111111', tenant: 'Contoso' }
const adele = {
  ...contoso,
  oid: 'aaaaaaaa-0000-4000-8000-000000000001',
  upn: 'adele@contoso.test',
  name: 'Adele Vance',
  role: 'tenant admin',
}
const alex = {
  ...contoso,
  oid: 'aaaaaaaa-0000-4000-8000-000000000002',
  upn: 'alex@contoso.test',
  name: 'Alex Wilber',
  role: 'agent',
}

let browser: Browser
let entra: Entra
let tab: Running
let playground: Running
let host: Running
const goodbyes: string[] = []

beforeAll(async () => {
  tab = await startTestTab((words) => goodbyes.push(words))
  playground = await startLoopback(0, 'PLAYGROUND_PORT', () => ({
    body: '<!doctype html><title>Chat</title><p>The bot chat',
  }))
  entra = await startEntra({
    port: 0,
    dataFolder: await mkdtemp(join(tmpdir(), 'interact-host-')),
    users: [adele, alex],
    apiClientId: 'api',
    botId: 'bot',
  })
  host = await startTeamsHost({
    port: 0,
    tabUrl: tab.url,
    entraUrl: entra.url,
    personas: [adele, alex],
    playground: { url: playground.url, upn: alex.upn },
  })
  browser = await launchChromium()
})
afterAll(async () => {
  await browser.close()
  await Promise.all([host, entra, tab, playground].map((running) => running.close()))
})

const appOf = (page: Page): FrameLocator => page.frameLocator('iframe[title=Interact]')
const shown = async (page: Page, id: string, to = ''): Promise<unknown> => {
  const element = appOf(page).locator(`#${id}${to && `[data-to="${to}"]`}:not(:empty)`)
  return JSON.parse((await element.textContent()) ?? '')
}
const press = (page: Page, name: string) => appOf(page).getByRole('button', { name, exact: true }).click()
const answered = async (page: Page, name: string) => {
  await press(page, name)
  return shown(page, 'answer', name)
}

describe('A tab in the host page, with the real teams-js', () => {
  test('gets the user, page, theme and language in its context', async () => {
    const { page, errors } = await openPage(
      browser,
      `${host.url}/?user=alex@contoso.test&theme=dark&locale=de&subPageId=users/7`,
    )
    expect(await shown(page, 'context')).toMatchObject({
      app: { theme: 'dark', locale: 'de', host: { name: 'Teams', clientType: 'web' } },
      page: { id: 'interact', subPageId: 'users/7', frameContext: 'content' },
      user: { id: alex.oid, userPrincipalName: alex.upn, displayName: 'Alex Wilber', tenant: { id: alex.tid } },
    })
    expect(errors).toEqual([])
  })

  test('gets a token of the person who is selected in the host', async () => {
    const { page } = await openPage(browser, `${host.url}/?user=alex@contoso.test`)
    expect(decodeJwt((await shown(page, 'token')) as string)).toMatchObject({
      oid: alex.oid,
      aud: 'api',
      scp: 'access_as_user',
    })
    await page.getByLabel('Person').selectOption(adele.upn)
    await page.waitForURL(/user=adele/)
    await expect(shown(page, 'context')).resolves.toMatchObject({ user: { id: adele.oid } })
    expect(decodeJwt((await shown(page, 'token')) as string)).toMatchObject({ oid: adele.oid })
  })

  test('gets a theme change at once, without a reload', async () => {
    const { page } = await openPage(browser, host.url)
    await shown(page, 'token')
    await page.getByLabel('Theme').selectOption('contrast')
    expect(await shown(page, 'theme')).toBe('contrast')
    expect(new URL(page.url()).searchParams.get('theme')).toBe('contrast')
  })

  test('can finish its work before another person is selected', async () => {
    const { page } = await openPage(browser, `${host.url}/?user=adele@contoso.test`)
    await shown(page, 'token')
    goodbyes.length = 0
    await page.getByLabel('Person').selectOption(alex.upn)
    await page.waitForURL(/user=alex/)
    await shown(page, 'token')
    expect(goodbyes).toEqual(['saved'])
  })

  test('navigates to its own pages by a Teams deep link and by its own request', async () => {
    const { page } = await openPage(browser, `${host.url}/?user=adele@contoso.test`)
    await shown(page, 'token')
    await press(page, 'deep link')
    await page.waitForURL(/subPageId=users%2F7/)
    expect(await shown(page, 'context')).toMatchObject({ page: { subPageId: 'users/7' } })
    await press(page, 'go')
    await page.waitForURL(/subPageId=tenant/)
    expect(await shown(page, 'context')).toMatchObject({ page: { subPageId: 'tenant' } })
  })

  test('opens from the same deep link in a new window', async () => {
    const context = encodeURIComponent(JSON.stringify({ subEntityId: 'chats/3' }))
    const { page } = await openPage(browser, `${host.url}/l/entity/app/interact?context=${context}`)
    expect(await shown(page, 'context')).toMatchObject({ page: { subPageId: 'chats/3' } })
  })

  test('opens from a card’s link as the person whose chat has the card, whoever was selected before', async () => {
    const { page } = await openPage(browser, `${host.url}/?user=adele@contoso.test`)
    await shown(page, 'token')
    const context = encodeURIComponent(JSON.stringify({ subEntityId: 'chats/3/accept' }))
    await page.goto(`${host.url}/l/entity/app/chats?context=${context}`)
    expect(await shown(page, 'context')).toMatchObject({
      user: { id: alex.oid },
      page: { subPageId: 'chats/3/accept' },
    })
  })

  test('may use microphone, camera and screen capture, as in Teams', async () => {
    const { page } = await openPage(browser, host.url)
    await shown(page, 'token')
    const frame = page.frames().find((each) => each.url().startsWith(tab.url))
    const allowed = await frame?.evaluate(() => {
      const { featurePolicy } = document as unknown as { featurePolicy: { allowsFeature: (name: string) => boolean } }
      return ['microphone', 'camera', 'display-capture', 'autoplay', 'geolocation'].filter((name) =>
        featurePolicy.allowsFeature(name),
      )
    })
    expect(allowed).toEqual(['microphone', 'camera', 'display-capture', 'autoplay'])
  })

  test('opens only http and https links outside the frame', async () => {
    const { page } = await openPage(browser, host.url)
    const [opened] = await Promise.all([page.waitForEvent('popup'), press(page, 'link')])
    expect(opened.url()).toBe(`${tab.url}/help`)
    expect(await answered(page, 'bad link')).toMatchObject({
      fault: expect.stringContaining('cannot be opened') as unknown,
    })
  })

  test('starts calls, reads its settings and detects unsupported capabilities', async () => {
    const { page } = await openPage(browser, host.url)
    expect(await answered(page, 'call')).toEqual({ value: true })
    await page.getByText('Teams would call megan@contoso.test now.').waitFor()
    expect(await answered(page, 'settings')).toMatchObject({ value: { entityId: 'interact' } })
    expect(await answered(page, 'clipboard')).toEqual({ value: false })
  })
})

describe('The host page', () => {
  test('shows the bot chat to its owner, and names the owner to other people', async () => {
    const { page } = await openPage(browser, `${host.url}/?user=adele@contoso.test`)
    await page.getByRole('tab', { name: 'Chat' }).click()
    await page.getByText('The bot chat of this machine belongs to Alex Wilber.').waitFor()
    await page.getByRole('button', { name: 'Go on as Alex Wilber' }).click()
    await page.frameLocator('iframe[title="Chat with Interact"]').getByText('The bot chat').waitFor()
    expect(new URL(page.url()).searchParams.get('user')).toBe(alex.upn)
  })

  test('shows a notice when the tab does not answer', async () => {
    const silent = await startLoopback(0, 'PORT', () => ({ body: '<!doctype html><title>Silent</title>' }))
    const lonely = await startTeamsHost({ port: 0, tabUrl: silent.url, entraUrl: entra.url, personas: [adele] })
    const { page } = await openPage(browser, lonely.url)
    await page.getByText('Interact has not answered yet.').waitFor()
    await page.getByRole('tab', { name: 'Chat' }).click()
    await page.getByText('The bot chat does not run here').waitFor()
    await Promise.all([silent.close(), lonely.close()])
  })

  test('allows no inline code, and no frames except the tab and the bot chat', async () => {
    const policy = (await fetch(host.url)).headers.get('content-security-policy') ?? ''
    expect(policy).toContain(`frame-src ${tab.url} ${playground.url};`)
    expect(policy).toContain("default-src 'none'")
    expect(policy).not.toMatch(/unsafe|\*/)
  })

  test.each(['light', 'dark', 'contrast'])('violates no accessibility rule in the theme %s', async (theme) => {
    const { page } = await openPage(browser, `${host.url}/?theme=${theme}`)
    await shown(page, 'token')
    await answered(page, 'call')
    await takePicture(page, `teamsHost-${theme}`)
    await expectNoAxeViolations(page)
  })
})
