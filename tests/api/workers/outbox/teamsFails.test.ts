import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { eventually } from '../../../support/eventually.ts'
import type { Fault } from '../../../support/microsoft/connector.ts'
import { connectorWithinMs, startTwoAgents, type CallSession, type TwoAgents } from './twoAgents.ts'

let product: TwoAgents
let alex: CallSession
let megan: CallSession
let number = 0

beforeAll(async () => {
  product = await startTwoAgents()
  ;[alex, megan] = await Promise.all([product.chat('alex@contoso.test'), product.chat('megan@contoso.test')])
})
beforeEach(() => {
  number += 1
})
afterAll(() => product.close())

/** Message texts that no other test uses. */
const message = (name: string) => `${name} ${number}`
const requestsTo = ({ chat }: CallSession) =>
  product.connector.ledger.filter(({ conversationId }) => conversationId === chat)

/** Alex's customer sends one message into a failure and two more after it. */
async function sayInto(fault: Fault): Promise<string[]> {
  const messages = [message('first'), message('second'), message('third')]
  const before = requestsTo(alex).length
  product.connector.failNext(fault)
  await alex.say(messages[0] ?? '')
  await product.connector.until(() => requestsTo(alex).length > before)
  await product.putOff()
  await alex.say(...messages.slice(1))
  return messages
}

/** Waits until another agent's message is delivered: every item that was due before has then been processed, too. */
async function meganGets(text: string): Promise<void> {
  await megan.say(text)
  await megan.carried(text)
}

describe('after a connector response with Retry-After', () => {
  test.each<[string, () => Fault]>([
    ['429 with seconds', () => ({ status: 429, retryAfter: 30 })],
    ['429 with a date', () => ({ status: 429, retryAfter: new Date(product.now() + 30_500) })],
    ['503 with seconds', () => ({ status: 503, retryAfter: 30 })],
  ])('waits, and then sends everything in order: %s', async (_what, fault) => {
    const messages = await sayInto(fault())
    const before = requestsTo(alex).length
    product.forward(27)
    await meganGets(message('meanwhile'))
    expect(requestsTo(alex)).toHaveLength(before)
    product.forward(5)
    await meganGets(message('afterwards'))
    await alex.carried(...messages)
    expect(alex.botInstalled(...messages)).toEqual(messages)
    await alex.delivered(messages[2] ?? '')
    for (const each of messages) expect(await alex.stateOf(each)).toEqual(['delivered'])
  })
})

describe('after a connector failure without Retry-After', () => {
  test.each<[string, Fault]>([
    ['412', { status: 412 }],
    ['500', { status: 500 }],
    ['502', { status: 502 }],
    ['504', { status: 504 }],
    ['a reset', { cut: 'reset' }],
    ['no answer', { cut: 'hang' }],
  ])('delivers everything once and in order: %s', async (_what, fault) => {
    const messages = await sayInto(fault)
    await alex.carried(...messages)
    expect(alex.botInstalled(...messages)).toEqual(messages)
  })

  test.each<[string, Fault]>([
    ['502', { status: 502, stored: true }],
    ['a reset', { cut: 'reset', stored: true }],
    ['no answer', { cut: 'hang', stored: true }],
  ])(
    'delivers at most one duplicate and loses nothing if the connector had accepted the message: %s',
    async (_what, fault) => {
      const messages = await sayInto(fault)
      await alex.carried(...messages)
      expect(alex.botInstalled(...messages)).toEqual([messages[0], ...messages])
    },
  )
})

describe('after a permanent refusal of the connector', () => {
  test.each([
    [404, 'gone'],
    [413, 'tooLarge'],
  ])('does not retry %i, reports it to customer, log and metrics, and continues the chat', async (status, reason) => {
    const parked = await parkedNow()
    const before = requestsTo(alex).length
    product.log.length = 0
    product.connector.failNext({ status })
    await alex.say(message('refused'))
    await alex.delivered(message('refused'))
    expect(await alex.stateOf(message('refused'))).toEqual(['notDelivered'])
    await eventually(async () => ['installed', 'opened'].includes(await botOfAlex()), 'the bot reaches Alex')
    await alex.say(message('next'))
    await alex.carried(message('next'))
    expect(requestsTo(alex)).toHaveLength(before + 2)
    expect(product.log.map((entry) => JSON.parse(entry) as unknown)).toMatchObject([
      { level: 50, msg: 'not delivered to Teams', effect: 'messages', reason },
    ])
    expect(await parkedNow()).toBe(parked + 1)
  })
})

test('does not delay other agents while the connector does not answer for one agent', async () => {
  const before = requestsTo(alex).length
  product.connector.failConversation(alex.chat, { cut: 'hang' })
  await alex.say(message('into the void'))
  await product.connector.until(() => requestsTo(alex).length > before)
  const hangsUntil = (requestsTo(alex).at(-1)?.at ?? 0) + connectorWithinMs
  await meganGets(message('one'))
  await meganGets(message('two'))
  expect(requestsTo(megan).at(-1)?.at).toBeLessThan(hangsUntil)
  product.connector.failConversation(alex.chat, undefined)
  await alex.carried(message('into the void'))
})

async function botOfAlex(): Promise<string> {
  const path = `/users/${await product.world.userId('alex@contoso.test')}/interact`
  return String((await product.world.ask('adele@contoso.test', 'GET', path)).body.bot)
}

async function parkedNow(): Promise<number> {
  const figures = await (await fetch(product.world.metricsUrl)).text()
  return Number(/interact_outbox_items\{state="parked"\} (\d+)/.exec(figures)?.[1])
}
