import { textContent } from '#core/contract/sessions'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { contactOf, enter, type Customer } from '../../support/customer.ts'
import { startWorld, type World } from '../../support/world.ts'

const alex = 'alex@contoso.test'
let world: World
let customer: Customer
let id: string
let last: number

beforeAll(async () => {
  world = await startWorld()
  customer = await enter(world, await contactOf(world, alex))
  id = await customer.open('Hello')
  last = Number((await customer.ask('GET', `/sessions/${id}/events`)).body.next)
})
afterAll(() => world.close())

const poll = (wait: number | string, after: number | string = last) =>
  customer.ask('GET', `/sessions/${id}/events?after=${after}&wait=${wait}`)

test('answers a poll without new events after the requested time, with the same event number', async () => {
  expect(await poll(1)).toMatchObject({ status: 200, body: { items: [], next: last } })
})

test('allows one waiting poll per token: a newer poll ends the older one', async () => {
  const polls = [poll(25), poll(25)]
  const home = await Promise.race(polls.map(async (each, index) => ({ index, answer: await each })))
  expect(home.answer).toMatchObject({ status: 200, body: { items: [], next: last } })
  await customer.say(id, 'News')
  expect(await polls[1 - home.index]).toMatchObject({
    status: 200,
    body: { items: [{ kind: 'message', content: textContent('News') }] },
  })
  last += 1
})

test('lets two customers of the same agent wait at the same time', async () => {
  const other = await enter(world, await contactOf(world, alex))
  const session = await other.open('Hello')
  const { body } = await other.ask('GET', `/sessions/${session}/events`)
  const mine = poll(25)
  const theirs = other.ask('GET', `/sessions/${session}/events?after=${String(body.next)}&wait=25`)
  await other.say(session, 'Theirs')
  expect((await theirs).body).toMatchObject({ items: [{ content: textContent('Theirs') }] })
  await customer.say(id, 'Mine')
  expect((await mine).body).toMatchObject({ items: [{ content: textContent('Mine') }] })
  last += 1
})

test.each([
  ['wait=26', 26, 0],
  ['wait=-1', -1, 0],
  ['wait=1.5', 1.5, 0],
  ['wait=x', 'x', 0],
  ['after=-1', 0, -1],
  ['after=x', 0, 'x'],
])('refuses %s', async (_what, wait, after) => {
  expect(await poll(wait, after)).toMatchObject({ status: 400, body: { code: 'invalid' } })
})
