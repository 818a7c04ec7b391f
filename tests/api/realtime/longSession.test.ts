import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { SessionEvent } from '#core/contract/sessions'
import { contactOf, enter, type Customer } from '../../support/customer.ts'
import { eventually } from '../../support/eventually.ts'
import { nextFrame, openStream, seqsOf, type Stream } from '../../support/streams.ts'
import { startWorld, type World } from '../../support/world.ts'

const alex = 'alex@contoso.test'
const path = '/widget/v1/stream'
/** Messages with the largest encoded size: this many exceed all network buffers between two processes. */
const largest = '\u0001'.repeat(4000)
const largeMessages = 420
const messages = 1060

let world: World
let customer: Customer
let id: string
let slow: Stream
let total: number

const upTo = (last: number, first = 1) => Array.from({ length: last - first + 1 }, (_, n) => first + n)

async function sendMessages(count: number, text: string, atOnce: number): Promise<void> {
  for (let sent = 0; sent < count; sent += atOnce)
    await Promise.all(Array.from({ length: atOnce }, () => customer.say(id, text)))
}

beforeAll(async () => {
  world = await startWorld()
  customer = await enter(world, await contactOf(world, alex))
  id = await customer.open('Hello')
  await world.ask(alex, 'POST', `/sessions/${id}/accept`, { body: {} })
  slow = await openStream(world.widgetUrl, path)
  slow.say({ token: customer.token, after: 0 })
  await nextFrame(slow, 'events')
  slow.socket.pause()
  // One at a time: events that arrive in order are pushed, and only a push finds the buffer full. After a gap the server
  // reads page by page instead and waits for the reader, without a limit to exceed.
  await sendMessages(largeMessages, largest, 1)
  // Reads on before the close time-out of the server, which would cut the connection without a code.
  slow.socket.resume()
  await sendMessages(messages - largeMessages, 'short', 20)
  const { body } = await customer.ask('GET', `/sessions/${id}/events?after=1000`)
  total = Number(body.next)
})
afterAll(() => world.close())

test('returns at most 1,000 events per page and the start of the next page', async () => {
  const first = await customer.ask('GET', `/sessions/${id}/events`)
  expect((first.body.items as SessionEvent[]).map(({ seq }) => seq)).toEqual(upTo(1000))
  expect(first.body.next).toBe(1000)
  const second = await customer.ask('GET', `/sessions/${id}/events?after=1000`)
  expect((second.body.items as SessionEvent[]).map(({ seq }) => seq)).toEqual(upTo(total, 1001))
  expect(total).toBeGreaterThanOrEqual(messages + 3)
  const none = await customer.ask('GET', `/sessions/${id}/events?after=${total}`)
  expect(none.body).toEqual({ items: [], next: total })
  const asAgent = await world.ask(alex, 'GET', `/sessions/${id}/events?after=1000`)
  expect(asAgent.body).toEqual(second.body)
})

test('sends all events to a late stream once and in order, in limited batches', async () => {
  const late = await openStream(world.widgetUrl, path)
  late.say({ token: customer.token, after: 0 })
  await eventually(() => seqsOf(late).length >= total, 'everything has come')
  expect(seqsOf(late)).toEqual(upTo(total))
  expect(Math.max(...late.frames.map(({ items = [] }) => items.length))).toBeLessThanOrEqual(100)
  late.socket.close()
})

test('disconnects a slow reader, which can then resume where it stopped', async () => {
  expect(await slow.closed).toBe(4408)
  const read = seqsOf(slow)
  expect(read).toEqual(upTo(read.length))
  expect(read.length).toBeLessThan(total)
  const again = await openStream(world.widgetUrl, path)
  again.say({ token: customer.token, after: { [id]: read.length } })
  await eventually(() => seqsOf(again).length >= total - read.length, 'the rest has come')
  expect(seqsOf(again)).toEqual(upTo(total, read.length + 1))
  again.socket.close()
})
