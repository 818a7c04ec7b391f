import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { contoso, people } from '#infra/local/seedPeople'
import { enter, contactOf, type Customer } from '../../support/customer.ts'
import { startMeetingWorld, type MeetingWorld } from '../../support/meetingWorld.ts'

const adele = 'adele@contoso.test'
const alex = 'alex@contoso.test'
const alexObjectId = people.find(({ upn }) => upn === alex)?.oid ?? ''
let world: MeetingWorld
let customer: Customer

beforeAll(async () => {
  world = await startMeetingWorld()
  await world.ask(adele, 'PATCH', '/tenant', { body: { callProvider: 'teams-meeting' } })
})
afterAll(() => world.close())
beforeEach(async () => {
  world.graph.asked.length = 0
  customer = await enter(world, await contactOf(world, alex))
})

/** A customer opens a video call to Alex. */
async function rings(): Promise<string> {
  const asked = { key: randomUUID(), modality: 'video', customer: { name: 'Mia' } }
  const { status, body } = await customer.ask('POST', '/sessions', asked)
  expect(status).toBe(201)
  return String(body.id)
}
const accepts = (id: string) => world.ask(alex, 'POST', `/sessions/${id}/accept`, { body: {} })
/** A chat that Alex has accepted. `agent`: sends Alex's call requests. */
async function chat() {
  const id = await customer.open('Hello', 'Mia')
  await accepts(id)
  const agent = (act: string, body: object) => world.ask(alex, 'POST', `/sessions/${id}/call${act}`, { body })
  return { id, agent }
}
const agentJoins = (id: string) => world.ask(alex, 'POST', `/sessions/${id}/call/join`, { body: { leg: randomUUID() } })
const customerJoins = (id: string) => customer.ask('POST', `/sessions/${id}/call/join`, { leg: randomUUID() })

describe('a call as a Teams meeting', () => {
  test('is created on behalf of the accepting agent, and admits the customer without a lobby', async () => {
    const id = await rings()
    expect(world.graph.asked).toEqual([])
    expect(await accepts(id)).toMatchObject({
      status: 200,
      body: { call: { status: 'started', provider: 'teams-meeting' } },
    })
    expect(world.graph.asked).toEqual(['POST /v1.0/me/onlineMeetings user'])
    const made = world.graph.meetings.at(-1)
    expect(made).toMatchObject({ organizer: alexObjectId, lobby: 'everyone', subject: 'Interact' })
  })

  test('is joined by the agent in Teams, and by the customer as a guest who can only join', async () => {
    const id = await rings()
    await accepts(id)
    const { joinWebUrl } = world.graph.meetings.at(-1) ?? {}
    expect((await agentJoins(id)).body).toMatchObject({ provider: 'teams-meeting', joinUrl: joinWebUrl, guest: null })

    const { body } = await customerJoins(id)
    expect(body).toMatchObject({ provider: 'teams-meeting', joinUrl: joinWebUrl, guest: { displayName: 'Mia' } })
    const { userId, expiresAt } = body.guest as { userId: string; expiresAt: string }
    expect(world.acs.identities.get(userId)).toEqual({ scopes: ['voip.join'], minutes: 480 })
    expect(Math.round((Date.parse(expiresAt) - Date.now()) / 60_000)).toBe(480)
  })

  test('is created within a chat when the agent accepts the call, not while it rings', async () => {
    const { id, agent } = await chat()
    const wanted = { key: randomUUID(), media: 'audio' }
    const ringing = { status: 200, body: { call: { status: 'ringing', by: 'customer' } } }
    expect(await customer.ask('POST', `/sessions/${id}/call`, wanted)).toMatchObject(ringing)
    expect(world.graph.asked).toEqual([])
    world.graph.instead.push({ status: 403, code: 'Forbidden', message: 'User lacks a license.' })
    expect(await agent('/accept', {})).toMatchObject({ status: 422, body: { code: 'callProviderRefused' } })
    expect((await world.ask(alex, 'GET', `/sessions/${id}`)).body).toMatchObject(ringing.body)
    expect(await agent('/accept', {})).toMatchObject({ status: 200, body: { call: { status: 'started' } } })
  })

  test('is created before an agent calls, and not again when the customer accepts', async () => {
    const { id, agent: asked } = await chat()
    world.graph.instead.push({ status: 403, code: 'Forbidden', message: 'User lacks a license.' })
    const refused = await asked('', { key: randomUUID(), media: 'audio' })
    expect(refused).toMatchObject({ status: 422, body: { code: 'callProviderRefused' } })
    expect((await world.ask(alex, 'GET', `/sessions/${id}`)).body).toMatchObject({ call: null })
    const rung = await asked('', { key: randomUUID(), media: 'audio' })
    expect(rung).toMatchObject({ status: 200, body: { call: { status: 'ringing', by: 'agent' } } })
    world.graph.asked.length = 0
    const taken = await customer.ask('POST', `/sessions/${id}/call/accept`, {})
    expect(taken).toMatchObject({ status: 200, body: { call: { status: 'started', provider: 'teams-meeting' } } })
    expect(world.graph.asked).toEqual([])
  })

  test('waits for the Retry-After of Graph if the time limit allows it', async () => {
    const id = await rings()
    world.graph.instead.push({ status: 429, retryAfter: new Date(0).toUTCString() })
    expect((await accepts(id)).status).toBe(200)
    expect(world.graph.asked).toHaveLength(2)
  })
})

describe('a call for which no meeting can be created', () => {
  test.each([
    [
      'the permission that an admin must grant',
      { status: 403, code: 'Forbidden', message: 'Insufficient privileges.' },
      /OnlineMeetings\.ReadWrite .*\/adminconsent\?client_id=/,
    ],
    [
      'the missing policy',
      { status: 403, code: 'Forbidden', message: 'No application access policy found for this app.' },
      /Grant-CsApplicationAccessPolicy/,
    ],
    [
      'any other error of Graph',
      { status: 403, code: 'Forbidden', message: 'User lacks a license.' },
      /Forbidden: User lacks a license\.$/,
    ],
  ])('keeps ringing, and the refusal names %s', async (_sentence, trouble, said) => {
    const id = await rings()
    world.graph.instead.push(trouble)
    const refused = await accepts(id)
    expect(refused).toMatchObject({ status: 422, body: { code: 'callProviderRefused' } })
    expect(refused.body.detail).toMatch(said)
    expect((await world.ask(alex, 'GET', `/sessions/${id}`)).body).toMatchObject({ status: 'ringing' })
    expect((await accepts(id)).status).toBe(200)
  })

  test('is refused with the missing consent', async () => {
    const id = await rings()
    world.withoutConsent.push('OnlineMeetings.ReadWrite')
    const refused = await accepts(id)
    world.withoutConsent.length = 0
    expect(refused).toMatchObject({ status: 422, body: { code: 'callProviderRefused' } })
    expect(refused.body.detail).toMatch(/AADSTS65001.*\/adminconsent/)
    expect(world.graph.asked).toEqual([])
  })

  test('is refused if the meeting has no safe URL', async () => {
    const id = await rings()
    world.graph.instead.push(new URL('javascript:alert(1)'))
    expect(await accepts(id)).toMatchObject({ status: 422, body: { code: 'callProviderRefused' } })
  })

  test.each([
    ['Graph sends a Retry-After in seconds', { status: 503, retryAfter: '300' }, '300'],
    ['Graph sends no Retry-After', { status: 502 }, '2'],
    ['Graph does not answer in time', 'hang' as const, '2'],
  ])('is refused with a Retry-After if %s', async (_sentence, trouble, retryAfter) => {
    const id = await rings()
    world.graph.instead.push(trouble)
    const refused = await accepts(id)
    expect(refused).toMatchObject({ status: 503, body: { code: 'unavailable' } })
    expect(refused.headers.get('retry-after')).toBe(retryAfter)
    expect(world.graph.asked).toHaveLength(1)
  })
})

describe('a customer for whom no guest can be created', () => {
  test('does not see the cause', async () => {
    const id = await rings()
    await accepts(id)
    world.acs.instead.push({ status: 401 })
    const refused = await customerJoins(id)
    expect(refused).toMatchObject({ status: 422, body: { code: 'callProviderRefused' } })
    expect(String(refused.body.detail)).not.toMatch(/ACS|Azure|401/)
    expect((await customerJoins(id)).status).toBe(200)
  })

  test('receives a Retry-After', async () => {
    const id = await rings()
    await accepts(id)
    world.acs.instead.push({ status: 429, retryAfter: '30' })
    const refused = await customerJoins(id)
    expect(refused.status).toBe(503)
    expect(refused.headers.get('retry-after')).toBe('30')
  })
})

describe('with a dedicated organizer', () => {
  test('creates the meeting as the application for the organizer, if the policy allows it', async () => {
    const organizer = randomUUID()
    world.organizers.set(contoso, organizer)
    const id = await rings()
    const refused = await accepts(id)
    expect(refused).toMatchObject({ status: 422, body: { code: 'callProviderRefused' } })
    expect(refused.body.detail).toContain(
      `Grant-CsApplicationAccessPolicy -PolicyName Interact -Identity "${organizer}"`,
    )
    world.graph.policy.add(organizer)
    expect((await accepts(id)).status).toBe(200)
    world.organizers.clear()
    expect(world.graph.asked).toEqual(Array(2).fill(`POST /v1.0/users/${organizer}/onlineMeetings app`))
    expect(world.graph.meetings.at(-1)).toMatchObject({ organizer })
  })
})
