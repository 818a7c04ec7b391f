import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { contactOf, enter, type Contact, type Customer } from '../../../support/customer.ts'
import { eventually } from '../../../support/eventually.ts'
import { startWorld, type World } from '../../../support/world.ts'

const adele = 'adele@contoso.test'
const alex = 'alex@contoso.test'
const minute = 60_000
let ahead = 0
let world: World
let contact: Contact

beforeAll(async () => {
  world = await startWorld({ now: () => Date.now() + ahead })
  contact = await contactOf(world, alex)
  const { headers } = await world.ask(adele, 'GET', '/tenant')
  const change = { body: { idleWarningMinutes: 1, idleEndMinutes: 1 }, ifMatch: headers.get('etag') ?? '' }
  expect((await world.ask(adele, 'PATCH', '/tenant', change)).status).toBe(200)
})
afterAll(() => world.close())

const asAlex = (path: string, body: object = {}) => world.ask(alex, 'POST', path, { body })
const kinds = async (customer: Customer, id: string) => {
  const { body } = await customer.ask('GET', `/sessions/${id}/events?after=0`)
  return (body.items as { kind: string }[]).map(({ kind }) => kind)
}
const result = (customer: Customer, id: string, kind: string) =>
  eventually(async () => (await kinds(customer, id)).includes(kind), `the session was ${kind}`)

async function chatting() {
  const customer = await enter(world, contact)
  const id = await customer.open('Hello')
  expect((await asAlex(`/sessions/${id}/accept`)).status).toBe(200)
  const answer = () => asAlex(`/sessions/${id}/messages`, { key: randomUUID(), text: 'Hi' })
  return { customer, id, answer }
}

test('neither warns nor ends a customer who waits for the agent, but one who does not answer the agent', async () => {
  const waiting = await chatting()
  const silent = await chatting()
  expect((await silent.answer()).status).toBe(201)
  ahead += minute
  await result(silent.customer, silent.id, 'warned')
  ahead += minute
  await result(silent.customer, silent.id, 'ended')
  expect(await kinds(waiting.customer, waiting.id)).toEqual(['opened', 'message', 'accepted'])

  expect((await waiting.answer()).status).toBe(201)
  ahead += minute
  await result(waiting.customer, waiting.id, 'warned')
})
