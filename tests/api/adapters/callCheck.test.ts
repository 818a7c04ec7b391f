import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { botId, contoso, people } from '#infra/local/seedPeople'
import type { Manifest } from '../../appPackage/ground.ts'
import { enter, contactOf } from '../../support/customer.ts'
import type { Session } from '#core/session/session'
import { startMeetingWorld, type MeetingWorld } from '../../support/meetingWorld.ts'

const adele = 'adele@contoso.test'
const alex = 'alex@contoso.test'
let world: MeetingWorld

beforeAll(async () => {
  world = await startMeetingWorld()
})
afterAll(() => world.close())
beforeEach(() => {
  world.graph.asked.length = 0
})

const checked = async (provider?: string) => {
  const { status, body } = await world.ask(adele, 'POST', '/tenant/call-provider/check', { body: { provider } })
  expect(status).toBe(200)
  return body.items as { step: string; ok: boolean | null; problem: string | null; fix: string | null }[]
}
const said = async (provider?: string) =>
  (await checked(provider)).map(({ step, ok, problem }) => `${step} ${problem ?? String(ok)}`)

describe('the check of Teams meetings', () => {
  test('tests a token, a meeting and a guest, and leaves nothing behind', async () => {
    expect(await said('teams-meeting')).toEqual(['token true', 'meeting true', 'guest true', 'activityFeed null'])
    expect(world.graph.asked.map((each) => each.split(' ')[0])).toEqual(['POST', 'DELETE'])
    expect(world.graph.meetings).toEqual([])
    expect(world.acs.identities.size).toBe(0)
  })

  test('reports which consent is missing and where an admin grants it', async () => {
    world.withoutConsent.push('OnlineMeetings.ReadWrite')
    const items = await checked('teams-meeting')
    world.withoutConsent.length = 0
    expect(items[0]).toMatchObject({ step: 'token', ok: false, problem: 'consent' })
    expect(items[0]?.fix).toContain(`https://login.microsoftonline.com/${contoso}/adminconsent?client_id=`)
    expect(items[1]).toMatchObject({ step: 'meeting', ok: null })
    expect(items[2]).toMatchObject({ step: 'guest', ok: true })
  })

  test('returns the commands that allow meetings for a dedicated organizer', async () => {
    const organizer = randomUUID()
    world.organizers.set(contoso, organizer)
    const [, meeting] = await checked('teams-meeting')
    world.organizers.clear()
    expect(meeting).toMatchObject({ step: 'meeting', ok: false, problem: 'policy' })
    expect(meeting?.fix).toMatch(new RegExp(`New-CsApplicationAccessPolicy.*\n.*-Identity "${organizer}"`))
  })

  test('reports which setting of the guest service is wrong', async () => {
    world.acs.instead.push({ status: 401 })
    const items = await checked('teams-meeting')
    expect(items[2]).toMatchObject({ step: 'guest', ok: false, problem: 'refused' })
    expect(items[2]?.fix).toContain('ACS_CONNECTION_STRING=')
  })
})

test('reports which servers are missing for calls between browsers', async () => {
  expect(await said('webrtc')).toEqual(['iceServers notConfigured', 'turnCredentials notConfigured'])
  expect((await checked())[0]?.fix).toContain('STUN_URLS=')
})

test('lists the call providers that this installation can use', async () => {
  expect((await world.ask(adele, 'GET', '/tenant')).body.callProviders).toEqual(['webrtc', 'teams-meeting'])
})

describe('the activity feed', () => {
  const rings = async (name = 'Mia') => {
    const customer = await enter(world, await contactOf(world, alex))
    const asked = { key: randomUUID(), modality: 'audio', customer: { name } }
    return String((await customer.ask('POST', '/sessions', asked)).body.id)
  }
  const tells = async (sessionId: string, change: (session: Session) => Session = (session) => session) => {
    const session = await world.store.sessions.find({ tenantId: contoso, sessionId })
    if (!session) throw new Error('no session')
    return world.activityFeed.notifyRinging(change(session))
  }

  test('notifies the agent who is calling, links to accepting the call, and shows customer input as text', async () => {
    const id = await rings('<b>Mia</b>')
    expect(await tells(id)).toEqual({ delivered: true })
    const { userId, body } = world.graph.notifications.at(-1) ?? {}
    expect(userId).toBe(people.find(({ upn }) => upn === alex)?.oid)
    expect(body).toMatchObject({ activityType: 'callRings', teamsAppId: botId })
    const { webUrl } = body?.topic as { webUrl: string }
    expect(decodeURIComponent(webUrl)).toContain(`chats/${id}/accept`)
    expect(JSON.stringify(body)).not.toMatch(/[<>]/)
  })

  test('notifies the user to whom the call is assigned', async () => {
    const assignment = { userId: await world.userId(adele), agentName: 'Adele Vance' }
    expect(await tells(await rings(), (session) => ({ ...session, assignment }))).toEqual({ delivered: true })
    expect(world.graph.notifications.at(-1)?.userId).toBe(people.find(({ upn }) => upn === adele)?.oid)
  })

  test('receives a preview of at most 150 characters', async () => {
    const host = `${'shop-'.repeat(12)}.example`
    const fromHost = (session: Session) => ({ ...session, page: { ...session.page, origin: `https://${host}` } })
    expect(await tells(await rings('M'.repeat(100)), fromHost)).toEqual({ delivered: true })
    const { content } = world.graph.notifications.at(-1)?.body.previewText as { content: string }
    expect(content).toHaveLength(150)
  })

  test('fills the manifest’s text with the customer’s name, not with the sender’s', async () => {
    expect(await tells(await rings('Mia'))).toEqual({ delivered: true })
    const { activityType, templateParameters } = world.graph.notifications.at(-1)?.body ?? {}
    const written = readFileSync(new URL('../../../appPackage/manifest.json', import.meta.url), 'utf8')
    const { activities } = JSON.parse(written) as Manifest
    const { templateText = '' } = activities?.activityTypes?.find(({ type }) => type === activityType) ?? {}
    const filled = templateText.replace(/\{(\w+)\}/g, (blank, name) => {
      const given = (templateParameters as { name: string; value: string }[]).find((each) => each.name === name)
      return name === 'actor' ? 'Interact' : (given?.value ?? blank)
    })
    expect(filled).toBe('Mia would like to talk to you')
  })

  test('sends no notification for a call that no longer rings', async () => {
    const id = await rings()
    await world.ask(alex, 'POST', `/sessions/${id}/decline`, { body: {} })
    expect(await tells(id)).toEqual({ delivered: true })
    expect(world.graph.asked).toEqual([])
  })

  test.each([
    [{ status: 403 }, { delivered: false, final: true, reason: 'refused' }],
    [{ status: 404 }, { delivered: false, final: true, reason: 'notInstalled' }],
    [
      { status: 429, retryAfter: '7' },
      { delivered: false, final: false, retryAfter: 7000, ambiguous: false },
    ],
    [{ status: 503 }, { delivered: false, final: false, retryAfter: null, ambiguous: true }],
  ])('maps the response %o to a delivery result', async (trouble, result) => {
    world.graph.instead.push(trouble)
    expect(await tells(await rings())).toMatchObject(result)
  })
})
