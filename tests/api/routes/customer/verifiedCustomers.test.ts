import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { customerWith, enter, exchange } from '../../../support/customer.ts'
import { mia, startSite, vera, type Site } from '../../../support/identities.ts'
import { startWorld, type World } from '../../../support/world.ts'

const alex = 'alex@contoso.test'
let world: World
let site: Site

beforeAll(async () => {
  world = await startWorld()
  site = await startSite(world)
})
beforeEach(() => site.require(false))
afterAll(() => world.close())

describe('a verified customer', () => {
  test('has the name that the site has signed, whatever is typed', async () => {
    const customer = await site.comeIn(await site.signed())
    expect(customer.exchanged.customer).toEqual({ name: vera.name, email: vera.email })
    const forged = await customer.ask('POST', '/sessions', {
      key: randomUUID(),
      modality: 'chat',
      customer: { name: 'The boss', email: 'boss@contoso.test' },
      text: 'Wire it now',
    })
    expect(forged.status).toBe(201)
    expect(await site.seenByAgent(String(forged.body.id))).toEqual(vera)
    const { body } = await world.ask(alex, 'GET', `/sessions/${String(forged.body.id)}/events`)
    expect(JSON.stringify(body)).toContain('"customerName":"Vera Vouched"')
    expect(JSON.stringify(body)).not.toContain('boss')
  })

  test.each([
    ['a name and no address', { email: undefined }, { name: 'Vera Vouched', email: null }],
    ['an address and no name', { name: undefined }, { name: 'vera@shop.example', email: 'vera@shop.example' }],
    ['neither', { name: null, email: null }, { name: 'customer-17', email: null }],
    ['a name with line breaks', { name: 'Vera\r\nVouched ' }, { name: 'Vera Vouched', email: 'vera@shop.example' }],
  ])('can have %s, and a missing value is not taken from what is typed', async (_what, claims, verifiedIdentity) => {
    const customer = await site.comeIn(await site.signed({ claims }))
    expect(customer.exchanged.customer).toEqual(verifiedIdentity)
    const { body } = await customer.ask('POST', '/sessions', {
      ...{ key: randomUUID(), modality: 'chat', text: 'Hello' },
      customer: { name: 'Mia', email: 'mia@shop.example' },
    })
    expect(await site.seenByAgent(String(body.id))).toEqual({
      ...verifiedIdentity,
      verified: true,
      subject: 'customer-17',
    })
  })

  test('leaves an offline message with the verified e-mail address', async () => {
    const customer = await site.comeIn(await site.signed())
    const sessionId = await customer.open()
    await world.ask(alex, 'POST', `/sessions/${sessionId}/decline`, { body: {} })
    const left = await customer.ask('POST', `/sessions/${sessionId}/offline-message`, {
      text: 'Write to me',
      email: 'thief@shop.example',
    })
    expect(left).toMatchObject({ status: 201, body: { email: 'vera@shop.example' } })
  })
})

describe('a user who requires verified customers', () => {
  test('admits a verified customer and nobody else', async () => {
    await site.require(true)
    expect(await site.launched()).toMatchObject({ status: 403, body: { code: 'contactUnavailable' } })
    const customer = await site.comeIn(await site.signed())
    expect(await site.seenByAgent(await customer.open())).toEqual(vera)
  })

  test('refuses new sessions of an unverified customer who was admitted before', async () => {
    const customer = await site.comeIn()
    await site.require(true)
    const answer = await customer.ask('POST', '/sessions', {
      ...{ key: randomUUID(), modality: 'chat', text: 'Hello' },
      customer: { name: 'Mia' },
    })
    expect(answer).toMatchObject({ status: 403, body: { code: 'contactUnavailable' } })
  })

  test('lets a running chat continue', async () => {
    const customer = await site.comeIn()
    const sessionId = await customer.open()
    await site.require(true)
    expect((await customer.say(sessionId, 'Still here')).status).toBe(201)
    expect((await customer.ask('POST', '/renew', {})).status).toBe(200)
  })
})

describe('after a reload', () => {
  test('keeps the identity that a session was opened with, or its absence', async () => {
    const verified = await site.comeIn(await site.signed())
    const ofVera = await verified.open()
    const again = await site.comeIn(undefined, { handle: ofVera, resume: verified.resume })
    expect(again.exchanged.sessions.map(({ id }) => id)).toEqual([ofVera])
    expect(await site.seenByAgent(ofVera)).toEqual(vera)

    const plain = await site.comeIn()
    const ofMia = await plain.open()
    const verifiedIdentity = await site.comeIn(await site.signed(), { handle: ofMia, resume: plain.resume })
    expect(verifiedIdentity.exchanged.sessions.map(({ id }) => id)).toEqual([ofMia])
    expect(await site.seenByAgent(ofMia)).toEqual(mia)
  })

  test('does not show the chat of the previous customer to the next one', async () => {
    const first = await site.comeIn(await site.signed())
    const handle = await first.open('My order is 4711')
    const next = await site.comeIn(await site.signed({ claims: { sub: 'customer-18' } }), {
      handle,
      resume: first.resume,
    })
    expect(next.exchanged.sessions).toEqual([])
    expect((await next.ask('GET', `/sessions/${handle}/events`)).status).toBe(404)
  })
})

describe('a token', () => {
  test('keeps the verified identity when it is renewed', async () => {
    const customer = await site.comeIn(await site.signed())
    const { body } = await customer.ask('POST', '/renew', {})
    const renewed = customerWith(world, { ...customer.exchanged, token: String(body.token) })
    expect(await site.seenByAgent(await renewed.open())).toEqual(vera)
  })

  test('loses the identity at its renewal if the secret was replaced without a grace period', async () => {
    const customer = await site.comeIn(await site.signed())
    const waiting = await site.comeIn(await site.signed())
    await site.newSecret()
    const { body } = await customer.ask('POST', '/renew', {})
    const renewed = customerWith(world, { ...customer.exchanged, token: String(body.token) })
    expect(await site.seenByAgent(await renewed.open())).toEqual(mia)
    await site.require(true)
    expect(await waiting.ask('POST', '/renew', {})).toMatchObject({ status: 403 })
  })

  test('keeps the identity while the secret is in its grace period', async () => {
    const customer = await site.comeIn(await site.signed())
    await site.newSecret(1)
    const { body } = await customer.ask('POST', '/renew', {})
    const renewed = customerWith(world, { ...customer.exchanged, token: String(body.token) })
    expect(await site.seenByAgent(await renewed.open())).toEqual(vera)
    expect((await enter(world, site.contact)).exchanged.customer).toBeNull()
  })

  test('is issued to an unverified customer if the secret behind the ticket was replaced', async () => {
    const { body } = await site.launched(await site.signed())
    await site.newSecret()
    const answer = await exchange(world, { ticket: body.ticket })
    expect(answer.body).toMatchObject({ customer: null })
    expect((await site.comeIn(await site.signed())).exchanged.customer).not.toBeNull()
  })
})
