import { describe, expect, test } from '@jest/globals'
import type { Frame } from 'playwright-core'
import { contoso } from '#infra/local/seedPeople'
import { expectNoAxeViolations, takePicture } from '../../../support/browser/browser.ts'
import { contactOf, enter } from '../../../support/customer.ts'
import { startMeetingWorld } from '../../../support/meetingWorld.ts'
import {
  admin,
  adminWorldAround,
  adminWorldOfFile,
  button,
  saved,
  worldOfFile,
  type Look,
} from '../../support/adminWorld.ts'
import { alex } from '../../support/callingCustomer.ts'

const panel = (tab: Frame) => tab.getByRole('region', { name: 'Calls' })
const provider = (tab: Frame, name: string) => panel(tab).getByRole('radio', { name })
const meetings = 'Microsoft Teams meeting'
const browsers = 'Directly between browsers (WebRTC)'
const tall = { viewport: { width: 1200, height: 1900 } }

/** Runs the check and returns the text of each step. */
async function checked(tab: Frame): Promise<string[]> {
  await button(tab, 'Check').click()
  const steps = panel(tab).getByRole('list', { name: 'Check results' }).getByRole('listitem')
  await steps.first().waitFor()
  await button(tab, 'Check').waitFor()
  return steps.allInnerTexts()
}

describe('an installation with WebRTC only', () => {
  const world = adminWorldOfFile()
  const offeredTo = async (upn: string) =>
    (await enter(world, await contactOf(world, upn))).exchanged.contact.modalities

  test('shows that Teams meetings are not set up, and the check names the missing setting', async () => {
    const { tab, page } = await world.open(admin, 'tenant', { options: tall })
    await provider(tab, browsers).waitFor()
    expect(await provider(tab, browsers).isChecked()).toBe(true)
    await provider(tab, meetings).check()
    await panel(tab).getByText('Not set up in this installation, so calls can’t use it.').waitFor()
    await panel(tab).getByText('Choose one, and check it before you save.').waitFor()
    const [guest, ...others] = await checked(tab)
    expect(guest).toContain('Azure Communication Services guest: Not set up')
    expect(guest).toContain('ACS_CONNECTION_STRING')
    expect(others).toEqual([])
    await takePicture(page, 'tab-calls-away')
    await expectNoAxeViolations(tab)
  })

  test('allows choosing Teams meetings anyway and warns that customers aren’t offered calls', async () => {
    const { tab, page } = await world.open(admin, 'tenant', { options: tall })
    const meanwhile = panel(tab).getByRole('status').getByText('customers aren’t offered calls')
    await provider(tab, browsers).waitFor()
    expect(await meanwhile.count()).toBe(0)
    await provider(tab, meetings).check()
    await meanwhile.waitFor()
    await saved(tab)
    expect(await offeredTo(alex)).toEqual(['chat'])
    await page.reload()
    const again = page.frameLocator('iframe').getByRole('region', { name: 'Calls' })
    await again.getByText('customers aren’t offered calls').waitFor()
    await again.getByRole('radio', { name: browsers }).check()
    await again.getByText('customers aren’t offered calls').waitFor({ state: 'detached' })
    await world.ask(admin, 'PATCH', '/tenant', { body: { callProvider: 'webrtc' }, ifMatch: '*' })
    expect(await offeredTo(alex)).toEqual(['chat', 'audio', 'video'])
  })

  test('names the missing STUN and TURN servers and their settings for WebRTC', async () => {
    const { tab } = await world.open(admin, 'tenant', { options: tall })
    const [stun, turn] = await checked(tab)
    expect(stun).toContain('STUN_URLS=stun:')
    expect(turn).toMatch(/TURN server for company networks: Not set up.*TURN_URLS=turn:.*TURN_SECRET=/s)
    expect(turn).toContain('Two browsers that can connect directly don’t need one.')
    await button(tab, 'Copy: How to fix this – TURN server for company networks').waitFor()
  })

  test('drops the results of a check when another provider is chosen', async () => {
    const { tab } = await world.open(admin, 'tenant', { options: tall })
    await provider(tab, browsers).waitFor()
    expect(await checked(tab)).not.toEqual([])
    await provider(tab, meetings).check()
    await panel(tab).getByText('customers aren’t offered calls').waitFor()
    expect(await panel(tab).getByRole('list', { name: 'Check results' }).count()).toBe(0)
  })

  test('shows cost and requirements beside each provider', async () => {
    const { tab } = await world.open(admin, 'tenant')
    const about = (name: string) =>
      provider(tab, name).evaluate(
        (radio) => document.getElementById(radio.getAttribute('aria-describedby') ?? '')?.innerText ?? '',
      )
    await provider(tab, browsers).waitFor()
    expect(await about(browsers)).toMatch(
      /There’s no charge by the minute\. For two people only; most company networks need a TURN server/,
    )
    expect(await about(meetings)).toMatch(/bills the guest by the minute through Azure Communication Services/)
    expect(await about(meetings)).toMatch(/each agent needs permission to create meetings/)
  })

  test('does not show the page to an OU admin', async () => {
    const { tab } = await world.open('olga@contoso.test', 'tenant')
    await tab.getByRole('heading', { name: 'Page not found' }).waitFor()
    expect(await panel(tab).count()).toBe(0)
  })
})

describe('an installation with Teams meetings', () => {
  const world = worldOfFile(() => adminWorldAround(startMeetingWorld))
  const choosing = async (look: Look = { options: tall }) => {
    const open = await world.open(admin, 'tenant', look)
    await provider(open.tab, meetings).check()
    return open
  }

  test('chooses, saves and checks the provider, passes every step and leaves nothing behind', async () => {
    const { tab, page } = await choosing()
    await saved(tab)
    expect((await world.ask(admin, 'GET', '/tenant')).body).toMatchObject({ callProvider: 'teams-meeting' })
    const [token, meeting, guest, feed] = await checked(tab)
    expect(token).toBe('Microsoft Entra ID token: Works')
    expect(meeting).toBe('Create and delete a Teams meeting: Works')
    expect(guest).toBe('Azure Communication Services guest: Works')
    expect(feed).toContain('Only a real call shows whether the notification arrives.')
    expect(world.graph.meetings).toEqual([])
    expect(world.acs.identities.size).toBe(0)
    await takePicture(page, 'tab-calls-works')
    await expectNoAxeViolations(tab)
    await provider(tab, browsers).check()
    await saved(tab)
  })

  test('shows the message of a guest service that refuses, with the setting to fix', async () => {
    const { tab } = await choosing()
    world.acs.instead.push({ status: 401 })
    const [, meeting, guest] = await checked(tab)
    expect(meeting).toContain('Works')
    expect(guest).toMatch(/Azure Communication Services guest: Doesn’t work.*Microsoft rejected the request\./s)
    expect(guest).toContain('ACS_CONNECTION_STRING=endpoint=')
  })

  test.each<[string, Look]>([
    ['light', {}],
    ['dark', { theme: 'dark' }],
    ['high contrast', { theme: 'contrast' }],
    ['on a phone', { options: { viewport: { width: 390, height: 800 } } }],
  ])('shows missing consent with a fix to copy: %s', async (name, look) => {
    world.withoutConsent.push('OnlineMeetings.ReadWrite')
    const { tab, page } = await choosing({ options: tall, ...look })
    const [token, meeting] = await checked(tab)
    world.withoutConsent.length = 0
    expect(token).toMatch(/Doesn’t work.*A permission is missing\. An administrator of the tenant must grant it\./s)
    expect(token).toContain('AADSTS65001')
    expect(token).toContain(`https://login.microsoftonline.com/${contoso}/adminconsent?client_id=`)
    expect(meeting).toContain('Not tested')
    await button(tab, 'Copy: How to fix this – Microsoft Entra ID token').waitFor()
    await takePicture(page, `tab-calls-consent-${name.replace(/\W+/g, '-')}`)
    await expectNoAxeViolations(tab)
  })

  test.each(['de', 'ar'] as const)('shows missing consent in another language: %s', async (locale) => {
    world.withoutConsent.push('OnlineMeetings.ReadWrite')
    const { tab, page } = await world.open(admin, 'tenant', { locale, options: tall })
    const radios = tab.getByRole('radio')
    await radios.first().check()
    await tab.locator('section', { has: radios }).getByRole('button').first().click()
    await tab.getByText('AADSTS65001').waitFor()
    world.withoutConsent.length = 0
    await takePicture(page, `tab-calls-consent-${locale}`)
    await expectNoAxeViolations(tab)
  })
})
