import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { SessionEvent } from '#core/contract/sessions'
import { contactOf, enter, type Customer } from '../../support/customer.ts'
import { eventually } from '../../support/eventually.ts'
import { followAsCustomer, sayAll } from '../../support/followers.ts'
import { startWorld, type World } from '../../support/world.ts'

const alex = 'alex@contoso.test'
const readers = 20
const messagesEach = 150
let world: World
let customer: Customer
let id: string

beforeAll(async () => {
  world = await startWorld()
  customer = await enter(world, await contactOf(world, alex))
  id = await customer.open('Hello')
  await world.ask(alex, 'POST', `/sessions/${id}/accept`, { body: {} })
})
afterAll(() => world.close())

test('delivers every event once and in order over twenty streams that are cut at random and all at once', async () => {
  const streams = Array.from({ length: readers }, () => followAsCustomer(world.widgetUrl, customer.token, id))
  let stored = 0
  const onStored = () => {
    stored += 1
    if (stored % 75 === 0) for (const stream of streams) stream.cut()
    else streams[Math.floor(Math.random() * readers)]?.cut()
  }
  const messages = (side: string) => Array.from({ length: messagesEach }, (_, n) => `${side} ${n}`)
  await Promise.all([
    sayAll(messages('customer'), async (key, text) => (await customer.say(id, text, key)).status, onStored),
    sayAll(
      messages('agent'),
      async (key, text) => (await world.ask(alex, 'POST', `/sessions/${id}/messages`, { body: { key, text } })).status,
      onStored,
    ),
  ])
  const { body } = await customer.ask('GET', `/sessions/${id}/events`)
  const events = body.items as SessionEvent[]
  expect(events.length).toBeGreaterThan(2 * messagesEach)
  await eventually(() => streams.every((stream) => stream.events.length >= events.length), 'all streams have all')
  for (const stream of streams) expect(stream.events).toEqual(events)
  await Promise.all(streams.map((stream) => stream.stop()))
  await eventually(async () => (await openSockets()) === 0, 'no stream is left behind')
})

async function openSockets(): Promise<number> {
  const figures = await (await fetch(world.metricsUrl)).text()
  return Number(/interact_streams\{side="customer"\} (\d+)/.exec(figures)?.[1])
}
