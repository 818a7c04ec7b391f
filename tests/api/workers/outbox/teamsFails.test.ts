import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import type { Fault } from '../../../support/microsoft/connector.ts'
import { connectorWithinMs, startTwoAgents, type Talk, type TwoAgents } from './twoAgents.ts'

let product: TwoAgents
let alex: Talk
let megan: Talk
let number = 0

beforeAll(async () => {
  product = await startTwoAgents()
  ;[alex, megan] = await Promise.all([product.talk('alex@contoso.test'), product.talk('megan@contoso.test')])
})
beforeEach(() => {
  number += 1
})
afterAll(() => product.close())

/** Lines that no other test says. */
const line = (name: string) => `${name} ${number}`
const requestsTo = ({ chat }: Talk) => product.connector.ledger.filter(({ conversationId }) => conversationId === chat)

/** Alex's customer says the first line into a fault, and two more behind it. */
async function sayInto(fault: Fault): Promise<string[]> {
  const lines = [line('first'), line('second'), line('third')]
  const before = requestsTo(alex).length
  product.connector.failNext(fault)
  await alex.say(lines[0] ?? '')
  await product.connector.until(() => requestsTo(alex).length > before)
  await product.putOff()
  await alex.say(...lines.slice(1))
  return lines
}

/** Another agent's line went all the way: every item that was due before it was taken with it. */
async function meganGets(text: string): Promise<void> {
  await megan.say(text)
  await megan.carried(text)
}

describe('When the connector asks to come again later,', () => {
  test.each<[string, () => Fault]>([
    ['429 with seconds', () => ({ status: 429, retryAfter: 30 })],
    ['429 with a date', () => ({ status: 429, retryAfter: new Date(product.now() + 30_500) })],
    ['503 with seconds', () => ({ status: 503, retryAfter: 30 })],
  ])('%s, nothing is sent before, and then all of it in order', async (_what, fault) => {
    const lines = await sayInto(fault())
    const before = requestsTo(alex).length
    product.forward(27)
    await meganGets(line('meanwhile'))
    expect(requestsTo(alex)).toHaveLength(before)
    product.forward(5)
    await meganGets(line('afterwards'))
    await alex.carried(...lines)
    expect(alex.inTeams(...lines)).toEqual(lines)
    await alex.told(lines[2] ?? '')
    for (const each of lines) expect(await alex.stateOf(each)).toEqual(['inTeams'])
  })
})

describe('When the connector fails without a word about later,', () => {
  test.each<[string, Fault]>([
    ['412', { status: 412 }],
    ['500', { status: 500 }],
    ['502', { status: 502 }],
    ['504', { status: 504 }],
    ['a reset', { cut: 'reset' }],
    ['no answer', { cut: 'hang' }],
  ])('%s, all of it arrives once and in order', async (_what, fault) => {
    const lines = await sayInto(fault)
    await alex.carried(...lines)
    expect(alex.inTeams(...lines)).toEqual(lines)
  })

  test.each<[string, Fault]>([
    ['502', { status: 502, stored: true }],
    ['a reset', { cut: 'reset', stored: true }],
    ['no answer', { cut: 'hang', stored: true }],
  ])('%s after it took the message, one duplicate may come and nothing is lost', async (_what, fault) => {
    const lines = await sayInto(fault)
    await alex.carried(...lines)
    expect(alex.inTeams(...lines)).toEqual([lines[0], ...lines])
  })
})

describe('When the connector refuses for good,', () => {
  test.each([
    [403, 'blocked'],
    [404, 'gone'],
    [413, 'tooLarge'],
  ])('%i is not tried again; customer, log and figures say so, and the chat goes on', async (status, reason) => {
    const parked = await parkedNow()
    const before = requestsTo(alex).length
    product.log.length = 0
    product.connector.failNext({ status })
    await alex.say(line('refused'))
    await alex.told(line('refused'))
    expect(await alex.stateOf(line('refused'))).toEqual(['notDelivered'])
    await alex.say(line('next'))
    await alex.carried(line('next'))
    expect(requestsTo(alex)).toHaveLength(before + 2)
    expect(product.log.map((entry) => JSON.parse(entry) as unknown)).toMatchObject([
      { level: 50, msg: 'not delivered to Teams', effect: 'lines', reason },
    ])
    expect(await parkedNow()).toBe(parked + 1)
  })
})

test('An agent whose Teams does not answer keeps nobody else waiting', async () => {
  const before = requestsTo(alex).length
  product.connector.failConversation(alex.chat, { cut: 'hang' })
  await alex.say(line('into the void'))
  await product.connector.until(() => requestsTo(alex).length > before)
  const hangsUntil = (requestsTo(alex).at(-1)?.at ?? 0) + connectorWithinMs
  await meganGets(line('one'))
  await meganGets(line('two'))
  expect(requestsTo(megan).at(-1)?.at).toBeLessThan(hangsUntil)
  product.connector.failConversation(alex.chat, undefined)
  await alex.carried(line('into the void'))
})

async function parkedNow(): Promise<number> {
  const figures = await (await fetch(product.world.metricsUrl)).text()
  return Number(/interact_outbox_items\{state="parked"\} (\d+)/.exec(figures)?.[1])
}
