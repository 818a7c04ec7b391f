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

describe('a customer for whom the site vouches', () => {
  test('is called what the site says, whatever is typed', async () => {
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
    ['name and no address', { email: undefined }, { name: 'Vera Vouched', email: null }],
    ['an address and no name', { name: undefined }, { name: 'vera@shop.example', email: 'vera@shop.example' }],
    ['neither', { name: null, email: null }, { name: 'customer-17', email: null }],
    ['a name with line breaks', { name: 'Vera\r\nVouched ' }, { name: 'Vera Vouched', email: 'vera@shop.example' }],
  ])('may come with %s; what is missing is not typed either', async (_what, claims, verifiedIdentity) => {
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

  test('leaves a message to be answered at the address that is vouched for', async () => {
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

describe('where verified customers are required', () => {
  test('who is vouched for comes in, and nobody else', async () => {
    await site.require(true)
    expect(await site.launched()).toMatchObject({ status: 403, body: { code: 'contactUnavailable' } })
    const customer = await site.comeIn(await site.signed())
    expect(await site.seenByAgent(await customer.open())).toEqual(vera)
  })

  test('who was there before without being vouched for opens nothing new', async () => {
    const customer = await site.comeIn()
    await site.require(true)
    const answer = await customer.ask('POST', '/sessions', {
      ...{ key: randomUUID(), modality: 'chat', text: 'Hello' },
      customer: { name: 'Mia' },
    })
    expect(answer).toMatchObject({ status: 403, body: { code: 'contactUnavailable' } })
  })

  test('a chat that runs goes on', async () => {
    const customer = await site.comeIn()
    const sessionId = await customer.open()
    await site.require(true)
    expect((await customer.say(sessionId, 'Still here')).status).toBe(201)
    expect((await customer.ask('POST', '/renew', {})).status).toBe(200)
  })
})

describe('after a reload', () => {
  test('a session keeps what it was opened with, with an identity or without one', async () => {
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

  test('the chat of whoever was signed in before is not shown to the next one', async () => {
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
  test('that is renewed still carries who was vouched for', async () => {
    const customer = await site.comeIn(await site.signed())
    const { body } = await customer.ask('POST', '/renew', {})
    const renewed = customerWith(world, { ...customer.exchanged, token: String(body.token) })
    expect(await site.seenByAgent(await renewed.open())).toEqual(vera)
  })

  test('stops carrying it at its renewal when the secret behind it was replaced without a grace', async () => {
    const customer = await site.comeIn(await site.signed())
    const waiting = await site.comeIn(await site.signed())
    await site.newSecret()
    const { body } = await customer.ask('POST', '/renew', {})
    const renewed = customerWith(world, { ...customer.exchanged, token: String(body.token) })
    expect(await site.seenByAgent(await renewed.open())).toEqual(mia)
    await site.require(true)
    expect(await waiting.ask('POST', '/renew', {})).toMatchObject({ status: 403 })
  })

  test('still carries it while the secret behind it is in its grace', async () => {
    const customer = await site.comeIn(await site.signed())
    await site.newSecret(1)
    const { body } = await customer.ask('POST', '/renew', {})
    const renewed = customerWith(world, { ...customer.exchanged, token: String(body.token) })
    expect(await site.seenByAgent(await renewed.open())).toEqual(vera)
    expect((await enter(world, site.contact)).exchanged.customer).toBeNull()
  })

  test('for a ticket that nobody vouches for any more is one of a plain customer', async () => {
    const { body } = await site.launched(await site.signed())
    await site.newSecret()
    const answer = await exchange(world, { ticket: body.ticket })
    expect(answer.body).toMatchObject({ customer: null })
    expect((await site.comeIn(await site.signed())).exchanged.customer).not.toBeNull()
  })
})
