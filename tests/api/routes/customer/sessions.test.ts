import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { textContent } from '#core/contract/sessions'
import { contact as face, customerSession } from '#core/contract/customerApi'
import { contactOf, enter, type Contact, type Customer } from '../../../support/customer.ts'
import { startWorld, type World } from '../../../support/world.ts'

const alex = 'alex@contoso.test'
const adele = 'adele@contoso.test'
let world: World
let contact: Contact

beforeAll(async () => {
  world = await startWorld()
  contact = await contactOf(world, alex)
})
afterAll(() => world.close())

const kinds = async (customer: Customer, sessionId: string) => {
  const { body } = await customer.ask('GET', `/sessions/${sessionId}/events?after=0`)
  return (body.items as { kind: string }[]).map(({ kind }) => kind)
}

describe('a chat', () => {
  test('delivers messages in both directions, once and numbered', async () => {
    const customer = await enter(world, contact)
    const id = await customer.open('Hello')
    expect(await world.ask(alex, 'POST', `/sessions/${id}/accept`, { body: {} })).toMatchObject({
      status: 200,
      body: { status: 'active' },
    })
    const key = randomUUID()
    const first = await customer.say(id, 'One\r\ntwo', key)
    const again = await customer.say(id, 'One\r\ntwo', key)
    expect(first).toMatchObject({
      status: 201,
      body: { kind: 'message', content: textContent('One\ntwo'), from: 'customer' },
    })
    expect(again).toMatchObject({ status: 200, body: { seq: first.body.seq } })
    const reply = await world.ask(alex, 'POST', `/sessions/${id}/messages`, { body: { key: randomUUID(), text: 'Hi' } })
    expect(reply).toMatchObject({ status: 201, body: { from: 'agent', via: 'console' } })
    expect(await kinds(customer, id)).toEqual(['opened', 'message', 'accepted', 'message', 'seen', 'message'])
  })

  test('shows the customer only the fields of the contract', async () => {
    const first = await enter(world, contact)
    const handle = await first.open()
    const { exchanged } = await enter(world, contact, { handle, resume: first.resume })
    const ended = await first.ask('POST', `/sessions/${handle}/end`, {})
    expect(Object.keys(exchanged.contact).sort()).toEqual(Object.keys(face.shape).sort())
    for (const shown of [exchanged.sessions[0], ended.body])
      expect(Object.keys(shown ?? {}).sort()).toEqual(Object.keys(customerSession.shape).sort())
  })

  test('answers a long poll as soon as an event occurs', async () => {
    const customer = await enter(world, contact)
    const id = await customer.open()
    const polled = customer.ask('GET', `/sessions/${id}/events?after=2&wait=20`)
    await world.ask(alex, 'POST', `/sessions/${id}/accept`, { body: {} })
    expect(await polled).toMatchObject({ status: 200, body: { items: [{ kind: 'accepted', seq: 3 }], next: 3 } })
  })

  test('is opened once if it is requested twice with one key', async () => {
    const customer = await enter(world, contact)
    const body = { key: randomUUID(), modality: 'chat', customer: { name: 'Mia' } }
    const [one, two] = await Promise.all([
      customer.ask('POST', '/sessions', body),
      customer.ask('POST', '/sessions', body),
    ])
    expect([one.status, two.status]).toEqual([201, 201])
    expect(one.body.id).toBe(two.body.id)
  })

  test('continues after Active is switched off, while new ones are refused', async () => {
    const customer = await enter(world, contact)
    const id = await customer.open()
    const path = `/users/${await world.userId(alex)}/interact`
    const { headers } = await world.ask(adele, 'GET', path)
    const off = await world.ask(adele, 'PATCH', path, { body: { active: false }, ifMatch: headers.get('etag') ?? '' })
    expect(await customer.say(id, 'Still here')).toMatchObject({ status: 201 })
    const fresh = { key: randomUUID(), modality: 'chat', customer: { name: 'Mia' } }
    expect(await customer.ask('POST', '/sessions', fresh)).toMatchObject({
      status: 403,
      body: { code: 'contactUnavailable' },
    })
    await world.ask(adele, 'PATCH', path, { body: { active: true }, ifMatch: off.headers.get('etag') ?? '' })
  })

  test('does not ring an agent who is away, and accepts an offline message', async () => {
    await world.ask(alex, 'PATCH', '/me/availability', { body: { available: false } })
    const customer = await enter(world, contact)
    const id = await customer.open('Are you there?')
    const left = await customer.ask('POST', `/sessions/${id}/offline-message`, {
      text: 'Call me',
      email: 'mia@shop.example',
    })
    expect(left).toMatchObject({ status: 201, body: { kind: 'offlineMessageLeft' } })
    expect(await kinds(customer, id)).toEqual(['opened', 'message', 'ended', 'offlineMessageLeft'])
    const again = await customer.ask('POST', `/sessions/${id}/offline-message`, { text: 'Call me' })
    expect(again).toMatchObject({ status: 409, body: { code: 'messageNotPossible' } })
    await world.ask(alex, 'PATCH', '/me/availability', { body: { available: true } })
  })
})

describe('access to sessions', () => {
  test('is refused for another customer’s session: reading, writing, ending and resuming', async () => {
    const one = await enter(world, contact)
    const other = await enter(world, contact)
    const id = await one.open()
    const unknown = randomUUID()
    for (const [method, path, body] of [
      ['GET', 'events', undefined],
      ['POST', 'messages', { key: randomUUID(), text: 'x' }],
      ['POST', 'typing', {}],
      ['POST', 'end', {}],
      ['POST', 'offline-message', { text: 'x' }],
    ] as const) {
      const foreign = await other.ask(method, `/sessions/${id}/${path}`, body)
      const missing = await other.ask(method, `/sessions/${unknown}/${path}`, body)
      expect([path, foreign.status]).toEqual([path, 404])
      expect({ ...foreign.body, requestId: '' }).toEqual({ ...missing.body, requestId: '' })
    }
  })

  test('is refused for a colleague’s session', async () => {
    const customer = await enter(world, contact)
    const id = await customer.open()
    for (const path of [`/sessions/${id}`, `/sessions/${id}/events`])
      expect(await world.ask('megan@contoso.test', 'GET', path)).toMatchObject({ status: 404 })
    for (const verb of ['accept', 'decline', 'end'])
      expect(await world.ask('megan@contoso.test', 'POST', `/sessions/${id}/${verb}`, { body: {} })).toMatchObject({
        status: 404,
      })
    expect(await world.ask('frida@fabrikam.test', 'GET', `/sessions/${id}`)).toMatchObject({ status: 404 })
    expect(await world.ask('olga@contoso.test', 'GET', `/sessions/${id}`)).toMatchObject({ status: 200 })
  })

  test.each(['', 'Bearer', 'Bearer x', 'Basic abc', 'Bearer a.b'])('is refused for token %j', async (authorization) => {
    const headers = { authorization, 'content-type': 'application/json' }
    const answer = await fetch(`${world.widgetUrl}/widget/v1/renew`, { method: 'POST', headers, body: '{}' })
    expect(answer.status).toBe(401)
  })
})

describe('messages that cannot be stored', () => {
  test.each([
    ['empty', '', 400],
    ['blank', ' \u00a0\u3000', 400],
    ['with a NUL', 'a\u0000b', 400],
    ['too long', 'x'.repeat(4001), 400],
    ['of another type', ['x'], 400],
  ])('are refused with an error code: %s', async (_what, text, status) => {
    const customer = await enter(world, contact)
    const id = await customer.open()
    const answer = await customer.ask('POST', `/sessions/${id}/messages`, { key: randomUUID(), text })
    expect(answer).toMatchObject({ status, body: { code: 'invalid' } })
  })

  test('do not include lone surrogates, which become U+FFFD, and 4,000 characters', async () => {
    const customer = await enter(world, contact)
    const id = await customer.open()
    expect(await customer.say(id, 'a\ud83d')).toMatchObject({ status: 201, body: { content: textContent('a\ufffd') } })
    expect(await customer.say(id, '😀'.repeat(2000))).toMatchObject({ status: 201 })
  })
})
