import { textContent } from '#core/contract/sessions'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { contactOf, enter, exchange, launch, type Contact, type Customer } from '../../support/customer.ts'
import { addressOf, askRaw, type Raw } from '../support/rawRequests.ts'
import { apiSpecs, customerSpecs, nameOf, servedRoutes, type Spec } from '../support/routeTable.ts'
import { startCast, type Cast } from './cast.ts'
import { customerRows } from './customerRows.ts'

const routes = customerSpecs.map((spec) => [nameOf(spec), spec] as const)
const ofSessions = routes.filter(([, { params }]) => params !== undefined)
const malformed = ['x', `${randomUUID()}0`, '%00', "1'or'1"]
let cast: Cast
let contact: Contact
let owner: Customer
/** The owner's sessions, one per state. */
let sessions: { ringing: string; active: string; ended: string }
let strangers: [string, Customer][]
let tokensOfOthers: [string, string | null][]

beforeAll(async () => {
  cast = await startCast()
  const { world, customers, things } = cast
  contact = await contactOf(world, 'alex@contoso.test')
  const { below, beside, fabrikam } = customers
  if (!below || !beside || !fabrikam) throw new Error('The cast lacks a customer')
  owner = below
  sessions = {
    ringing: await cast.make('session', 'below'),
    active: String(things.below.session),
    ended: await cast.make('session', 'below'),
  }
  await world.ask('alex@contoso.test', 'POST', `/sessions/${sessions.ended}/decline`, { body: {} })
  strangers = [
    ['another customer of the same contact', await enter(world, contact)],
    ['a customer of a colleague', beside],
    ['a customer of the other tenant', fabrikam],
  ]
  const { body } = await launch(world, contact)
  tokensOfOthers = [
    ['no token', null],
    ['the agent’s own Entra token', await world.token('alex@contoso.test')],
    ['a ticket', String(body.ticket)],
    ['a resume secret', owner.resume],
    ['a frame token', String(body.frameUrl).split('?s=')[1] ?? ''],
  ]
})
afterAll(() => cast.close())

const ask = (spec: Spec, token: string | null, id: string): Promise<Raw> => {
  const row = customerRows[nameOf(spec)]
  const body = row && !row.open ? row.body?.() : {}
  return askRaw(spec.method.toUpperCase(), addressOf(cast.world.widgetUrl, spec, id), {
    token,
    ...(body === undefined ? {} : { body }),
  })
}

/** The stored state of the owner's sessions, as the owner and the agent read it. */
const stateOfOwner = async () => {
  const ids = Object.values(sessions)
  const events = await Promise.all(ids.map((id) => owner.ask('GET', `/sessions/${id}/events`)))
  const seen = await Promise.all(ids.map((id) => cast.world.ask('alex@contoso.test', 'GET', `/sessions/${id}`)))
  return [...events, ...seen].map(({ status, body }) => ({ status, body }))
}

test('has one row for every customer route that the product serves', async () => {
  const served = (await servedRoutes(cast.world)).filter((route) => route.includes(' /widget/'))
  expect(Object.keys(customerRows).sort()).toEqual(served)
  expect(routes.map(([route]) => route).sort()).toEqual(served)
})

test('marks exactly the routes without authentication as open', () => {
  for (const [route, { who }] of routes)
    expect([route, customerRows[route]?.open ?? false]).toEqual([route, who === 'anyone'])
})

describe('a session of another customer', () => {
  test.each(ofSessions)('is answered like a missing one and stays unchanged: %s', async (_route, spec) => {
    const before = await stateOfOwner()
    for (const [stranger, { token }] of strangers) {
      const unknown = await ask(spec, token, randomUUID())
      expect([stranger, unknown.status]).toEqual([stranger, 404])
      for (const id of [...Object.values(sessions), ...malformed])
        expect({ stranger, id, ...(await ask(spec, token, id)) }).toEqual({ stranger, id, ...unknown })
    }
    expect(await stateOfOwner()).toEqual(before)
  })
})

describe('a route that requires a token', () => {
  test.each(routes.filter(([, { who }]) => who !== 'anyone'))('refuses other tokens: %s', async (_route, spec) => {
    const before = await stateOfOwner()
    const unknown = await ask(spec, null, randomUUID())
    expect(unknown.status).toBe(401)
    for (const [what, token] of tokensOfOthers)
      for (const id of [sessions.active, sessions.ended, 'x'])
        expect({ what, id, ...(await ask(spec, token, id)) }).toEqual({ what, id, ...unknown })
    expect(await stateOfOwner()).toEqual(before)
  })

  test.each(apiSpecs.map((spec) => [nameOf(spec), spec] as const))(
    'refuses a session token on the agent API: %s',
    async (_route, spec) => {
      const askAs = (token: string | null) =>
        askRaw(spec.method.toUpperCase(), addressOf(`${cast.world.apiUrl}/api/v1`, spec, sessions.active), {
          token,
          ...(spec.body ? { body: {} } : {}),
        })
      const nobody = await askAs(null)
      expect(nobody.status).toBe(401)
      expect(await askAs(owner.token)).toEqual(nobody)
    },
  )
})

describe('keys and handles of another customer', () => {
  test('stores a separate message under the key of another customer’s message', async () => {
    const key = randomUUID()
    expect(await owner.say(sessions.active, 'The owner’s line', key)).toMatchObject({ status: 201 })
    for (const [, stranger] of strangers) {
      const own = await stranger.open('Mine')
      const said = await stranger.say(own, 'Mine, too', key)
      expect(said).toMatchObject({ status: 201, body: { content: textContent('Mine, too'), key } })
    }
  })

  test('opens a separate session under the key of another customer’s session', async () => {
    const body = { key: randomUUID(), modality: 'chat', customer: { name: 'Mia' }, text: 'The owner’s line' }
    const ids = [owner, ...strangers.map(([, customer]) => customer)].map(async (customer) => {
      const { status, body: made } = await customer.ask('POST', '/sessions', body)
      expect(status).toBe(201)
      return made.id
    })
    expect(new Set(await Promise.all(ids)).size).toBe(4)
  })

  test('treats the handle of another contact’s or tenant’s session as unknown', async () => {
    const { world, things } = cast
    for (const handle of [things.beside.session, things.fabrikam.session, randomUUID()]) {
      const { status, body } = await launch(world, { ...contact, handle })
      expect(status).toBe(200)
      const { resume } = owner
      const exchanged = await exchange(world, { ticket: body.ticket, resume })
      expect(exchanged).toMatchObject({ status: 200, body: { sessions: [] } })
    }
  })

  test('grants a renewed token access to its own sessions only', async () => {
    for (const [, stranger] of [['the owner', owner] as const, ...strangers]) {
      const { status, body } = await stranger.ask('POST', '/renew')
      expect(status).toBe(200)
      const events = await askRaw('GET', `${cast.world.widgetUrl}/widget/v1/sessions/${sessions.active}/events`, {
        token: String(body.token),
      })
      expect(events.status).toBe(stranger === owner ? 200 : 404)
    }
  })
})
