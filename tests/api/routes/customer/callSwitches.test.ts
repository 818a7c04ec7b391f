import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { contactOf, enter, launch, type Contact } from '../../../support/customer.ts'
import { startWorld, type World } from '../../../support/world.ts'
import { callers } from './callers.ts'

const adele = 'adele@contoso.test'
const alex = 'alex@contoso.test'
let world: World
let contact: Contact

beforeAll(async () => {
  world = await startWorld()
  contact = await contactOf(world, alex)
})
afterAll(() => world.close())

const { opening, asAlex, chatting, windowTicket, enterWindow } = callers(
  () => world,
  () => contact,
)

describe('every switch applies to every call route', () => {
  const interact = async (body: object) => {
    const path = `/users/${await world.userId(alex)}/interact`
    const { headers } = await world.ask(adele, 'GET', path)
    const { status } = await world.ask(adele, 'PATCH', path, { body, ifMatch: headers.get('etag') ?? '' })
    expect(status).toBe(200)
  }
  const tenant = async (interactEnabled: boolean) => {
    expect((await world.ask(adele, 'PATCH', '/tenant', { body: { interactEnabled } })).status).toBe(200)
  }
  const licences = async (...held: string[]) => {
    const path = `/users/${await world.userId(alex)}`
    expect((await world.ask(adele, 'PATCH', path, { body: { licences: held } })).status).toBe(200)
  }
  const page = async (pattern: string) => {
    const { body } = await world.ask(adele, 'GET', '/domain-templates')
    const [template] = body.items as { id: string }[]
    const path = `/domain-templates/${template?.id ?? ''}`
    expect((await world.ask(adele, 'PATCH', path, { body: { patterns: [pattern] } })).status).toBe(200)
  }

  // The expected answers of four requests: the launch from the page, opening a call, a call within a running chat, and
  // the call window of a customer with a chat. Without a chat the call window answers like the launch.
  test.each([
    [
      'Interact of the tenant',
      () => tenant(false),
      () => tenant(true),
      403,
      'contactUnavailable',
      ['sessionEnded', 'modalityNotOffered'],
      403,
    ],
    [
      'a licence',
      () => licences('contactCenter'),
      () => licences('contactCenter', 'interact'),
      403,
      'contactUnavailable',
      ['sessionEnded', 'modalityNotOffered'],
      403,
    ],
    [
      'Active',
      () => interact({ active: false }),
      () => interact({ active: true }),
      403,
      'contactUnavailable',
      ['modalityNotOffered'],
      200,
    ],
    [
      'Audio & Video',
      () => interact({ audioVideo: false }),
      () => interact({ audioVideo: true }),
      200,
      'modalityNotOffered',
      ['modalityNotOffered'],
      200,
    ],
    [
      'the page’s entry in the domain template',
      () => page('other.example'),
      () => page(world.shopOrigin),
      403,
      'contactUnavailable',
      ['sessionEnded', 'modalityNotOffered'],
      403,
    ],
  ] as const)('refuses calls while switched off: %s', async (_what, off, on, launched, opened, escalated, window) => {
    const { customer, at } = await chatting()
    const newcomer = await enter(world, contact)
    const tickets = await Promise.all([newcomer, customer].map(windowTicket))
    const rings = () => ({ key: randomUUID(), media: 'audio' })
    await off()
    try {
      expect((await launch(world, contact)).status).toBe(launched)
      expect((await newcomer.ask('POST', '/sessions', opening('audio'))).body.code).toBe(opened)
      expect(escalated).toContain((await customer.ask('POST', `${at}/call`, rings())).body.code)
      expect(escalated).toContain((await asAlex(`${at}/call`, rings())).body.code)
      const windows = await Promise.all(tickets.map((ticket) => enterWindow(ticket)))
      expect(windows.map(({ status }) => status)).toEqual([launched, window])
    } finally {
      await on()
    }
    expect((await newcomer.ask('POST', '/sessions', opening('audio'))).status).toBe(201)
  })

  test('allows calls from any page without Restrict Access', async () => {
    await interact({ restrictAccess: false })
    const anywhere = await enter({ ...world, shopOrigin: 'https://anywhere.example' }, contact)
    expect((await anywhere.ask('POST', '/sessions', opening('video'))).status).toBe(201)
    await interact({ restrictAccess: true })
  })

  test('offers only calls without Instant Messaging, and refuses messages during them', async () => {
    await interact({ instantMessaging: false })
    const customer = await enter(world, contact)
    expect(customer.exchanged.contact.modalities).toEqual(['audio', 'video'])
    const { body } = await customer.ask('POST', '/sessions', opening('audio'))
    const at = `/sessions/${String(body.id)}`
    await asAlex(`${at}/accept`)
    const message = { key: randomUUID(), text: 'Hello?' }
    expect((await customer.ask('POST', `${at}/messages`, message)).body.code).toBe('modalityNotOffered')
    expect((await asAlex(`${at}/messages`, message)).body.code).toBe('modalityNotOffered')
    expect((await asAlex(`${at}/call/end`, { why: 'failed' })).body).toMatchObject({ outcome: 'callFailed' })
    expect((await customer.ask('POST', `${at}/offline-message`, { text: 'Call me' })).status).toBe(201)
    await interact({ instantMessaging: true })
  })
})
