import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { enter } from '../support/customer.ts'
import {
  refusalAt,
  refusedForNow,
  refusedLaunches,
  refusedToCustomers,
  type CustomerPlace,
  type RefusedRequest,
} from '../support/refusals.ts'
import { contactId } from '../support/memory/sessionFixtures.ts'
import { startCustomerApi } from './support/customerApi.ts'

let api: Awaited<ReturnType<typeof startCustomerApi>>
let place: CustomerPlace

beforeAll(async () => {
  api = await startCustomerApi()
  const contact = { contactId, widgetKey: 'key' }
  const entrance = { widgetUrl: api.widgetUrl, shopOrigin: 'https://shop.example' }
  const customer = await enter(entrance, contact)
  const [ended, active] = [await customer.open(), await customer.open()]
  await customer.ask('POST', `/sessions/${ended}/end`, {})
  await api.server.agent.accepts(active)
  place = { url: api.widgetUrl, page: entrance.shopOrigin, contact, token: customer.token, active, ended }
})
afterAll(() => api.stop())

/** The same table runs against the product in tests/api/server/refusals.test.ts. */
const expectStated = async (row: RefusedRequest<CustomerPlace>) => {
  const { answered, stated } = await refusalAt(place, row)
  expect(answered).toEqual(stated)
}

test.each([...refusedLaunches, ...refusedToCustomers].map((row) => [row.what, row] as const))(
  'the API of the widget tests refuses like the product: %s',
  (_what, row) => expectStated(row),
)

test('the API of the widget tests refuses like the product: a launch over a limit', async () => {
  api.next('/launch', { refused: 'tooManyRequests', retryAfter: 11.2 })
  await expectStated(refusedForNow.tooManyRequests)
})

test('the API of the widget tests refuses like the product: a launch during an outage', async () => {
  api.next('/launch', { refused: 'unavailable' })
  await expectStated(refusedForNow.unavailable)
})

test('the API of the widget tests spends a ticket once, and keeps the resume secret before the last one', async () => {
  const entrance = { widgetUrl: api.widgetUrl, shopOrigin: 'https://shop.example' }
  const customer = await enter(entrance, place.contact)
  const handle = await customer.open()
  const again = await enter(entrance, place.contact, { handle, resume: customer.resume })
  const lost = await enter(entrance, place.contact, { handle, resume: customer.resume })
  expect(again.exchanged.sessions.map(({ id }) => id)).toEqual([handle])
  expect(lost.exchanged.sessions.map(({ id }) => id)).toEqual([handle])
  await expect(enter(entrance, place.contact, { handle, resume: randomUUID() })).rejects.toThrow('401')
})

test('the API of the widget tests resumes a session for a day after its end', async () => {
  const day = 24 * 60 * 60
  const entrance = { widgetUrl: api.widgetUrl, shopOrigin: 'https://shop.example' }
  const customer = await enter(entrance, place.contact)
  const handle = await customer.open()
  await customer.ask('POST', `/sessions/${handle}/end`, {})
  const resumed = async () => {
    const { exchanged } = await enter(entrance, place.contact, { handle, resume: customer.resume })
    return exchanged.sessions.map(({ id }) => id)
  }
  await api.server.pass(day - 60)
  expect(await resumed()).toEqual([handle])
  await api.server.pass(61)
  expect(await resumed()).toEqual([])
})
