import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { textContent, type EventList } from '#core/contract/sessions'
import { messageLimit } from '#core/contract/text'
import { hostileTexts } from '../../../bot/cards/hostileTexts.ts'
import { readMessageSamples, type MessageSample } from '../../../samples/messages.ts'
import { startConnector, type Connector } from '../../../support/microsoft/connector.ts'
import {
  contactOf,
  customerWith,
  enter,
  exchange,
  launch,
  type Contact,
  type Customer,
} from '../../../support/customer.ts'
import { teamsSide, type TeamsSide } from '../../../support/teamsSide.ts'
import { startWorld, type World } from '../../../support/world.ts'

const adele = 'adele@contoso.test'
const alex = 'alex@contoso.test'
/** Has no app in Teams, so that nothing has to be delivered there. */
const megan = 'megan@contoso.test'
let connector: Connector
let world: World
let teams: TeamsSide
let contact: Contact
let customer: Customer
let session: string

beforeAll(async () => {
  let isConnectorToken: (token: string) => Promise<boolean> = () => Promise.resolve(false)
  connector = await startConnector({ isConnectorToken: (token) => isConnectorToken(token) })
  world = await startWorld({ connector: connector.serviceUrl })
  ;({ isConnectorToken } = world.entra)
  teams = teamsSide(world.apiUrl, connector, world.entra.channelToken)
  await teams.install(alex)
  // Messages written while the session rings are delivered to Teams together when the agent accepts.
  await world.ask(adele, 'PATCH', '/tenant', { body: { ringSeconds: 300 } })
  customer = await enter(world, await contactOf(world, alex))
  session = await customer.open('Hello', 'Mia')
  contact = await contactOf(world, megan)
})
afterAll(async () => {
  await world.close()
  await connector.close()
})

const samples = readMessageSamples(messageLimit)
const accepted = samples.filter((sample) => sample.accepted)
const of = (field: MessageSample['field'], from = samples) =>
  from.filter((sample) => sample.field === field).map((sample) => [sample.id, sample.why, sample] as const)
const texts = [
  ...of('message', accepted).map(([, , { value, stored }]) => ({ text: String(value), stored })),
  ...hostileTexts.map((text) => ({ text, stored: 'verbatim' })),
]

/** How a text is stored, computed independently of the product's code. */
const asStored = (text: string, stored: string | null): string => {
  if (stored === 'newline-normalised') return text.split('\r\n').join('\n').split('\r').join('\n')
  return stored === 'wellformed' ? Buffer.from(text, 'utf8').toString('utf8') : text
}

const messagesIn = ({ body }: { body: unknown }) =>
  (body as EventList).items.flatMap((event) => (event.kind === 'message' ? [event.content.text] : []))

test('has message samples to test', () => {
  expect(samples.length).toBeGreaterThan(20)
  expect(texts.length).toBeGreaterThan(50)
})

describe('a message', () => {
  test.each(texts)('is stored as $stored: $text', async ({ text, stored }) => {
    const expected = asStored(text, stored)
    expect(await customer.say(session, text)).toMatchObject({ status: 201, body: { content: textContent(expected) } })
    for (const answer of [
      await customer.ask('GET', `/sessions/${session}/events`),
      await world.ask(alex, 'GET', `/sessions/${session}/events`),
    ])
      expect(messagesIn(answer)).toContain(expected)
    const { lastMessage } = (await world.ask(alex, 'GET', `/sessions/${session}`)).body as {
      lastMessage: { text: string }
    }
    expect(lastMessage.text).toBe(expected.slice(0, 200).toWellFormed())
  })

  test.each(of('message').filter(([, , sample]) => !sample.accepted))(
    'is refused for the sample %s: %s',
    async (_id, _why, { value }) => {
      const before = await customer.ask('GET', `/sessions/${session}/events`)
      const answer = await customer.ask('POST', `/sessions/${session}/messages`, { key: randomUUID(), text: value })
      expect(answer).toMatchObject({ status: 400, body: { code: 'invalid' } })
      expect((await customer.ask('GET', `/sessions/${session}/events`)).body).toEqual(before.body)
    },
  )
})

describe('a customer name', () => {
  const names = [
    ...of('name').map(([, , { value }]) => String(value)),
    ...hostileTexts.filter((text) => text.length <= 100),
  ]
  test.each(names)('is kept on one line: %j', async (name) => {
    const own = await enter(world, contact)
    const id = await own.open('Hello', name)
    const expected = name.replace(/\p{Cc}+/gu, ' ').trim()
    expect((await world.ask(megan, 'GET', `/sessions/${id}`)).body).toMatchObject({ customer: { name: expected } })
    await own.ask('POST', `/sessions/${id}/end`, {})
  })
})

describe('a page URL', () => {
  const paths = ['/<script>', '/"onload=alert(1)', '/?q=<img src=x onerror=alert(1)>', '/ü{{DATE()}}', "/'--"]
  test.each(paths)('is percent-encoded: %s', async (path) => {
    const { body } = await launch(world, { ...contact, pageUrl: world.shopOrigin + path, pageTitle: path })
    const { body: exchanged } = await exchange(world, { ticket: body.ticket })
    const own = customerWith(world, exchanged as unknown as Customer['exchanged'])
    const id = await own.open()
    const { page } = (await world.ask(megan, 'GET', `/sessions/${id}`)).body as { page: { url: string; title: string } }
    expect(page.title).toBe(path)
    expect(page.url).toMatch(/^https:\/\/shop\.example\/[\w?=%(){}'.-]*$/)
    await own.ask('POST', `/sessions/${id}/end`, {})
  })

  test.each([...of('pageUrl').map(([, , { value }]) => String(value)), 'https://shop.example@evil.example/'])(
    'is ignored if it has another origin: %s',
    async (pageUrl) => {
      const { body } = await launch(world, { ...contact, pageUrl })
      const { body: exchanged } = await exchange(world, { ticket: body.ticket })
      const own = customerWith(world, exchanged as unknown as Customer['exchanged'])
      const id = await own.open()
      expect((await world.ask(megan, 'GET', `/sessions/${id}`)).body).toMatchObject({ page: { url: null } })
    },
  )

  test.each(['javascript:alert(1)', 'data:text/html,x', 'vbscript:msgbox(1)', 'file:///etc/passwd', '/boots', ''])(
    'is refused: %j',
    async (pageUrl) => {
      expect(await launch(world, { ...contact, pageUrl })).toMatchObject({ status: 400, body: { code: 'invalid' } })
    },
  )
})

test.each(of('filename'))('refuses attachments with the file name %s: %s', async (_id, _why, { value }) => {
  const answer = await customer.ask('POST', `/sessions/${session}/attachments`, { name: value })
  expect(answer).toMatchObject({ status: 404, body: { code: 'notFound' } })
})

interface Block {
  type: string
  text?: string
  inlines?: { type: string; text: string }[]
}

describe('customer text in Teams', () => {
  const cards = () =>
    connector.messages(teams.chatOf(alex)).flatMap(({ activity }) => {
      const attachments = (activity.attachments ?? []) as { content: { body: Block[] } }[]
      return attachments.map(({ content }) => content)
    })
  const runs = () => cards().flatMap(({ body }) => body.flatMap(({ inlines = [] }) => inlines))
  const shown = () => runs().map(({ text }) => text.replaceAll('\u200b', ''))

  beforeAll(async () => {
    await customer.say(session, 'The very last line')
    await world.ask(alex, 'POST', `/sessions/${session}/accept`, { body: {} })
    await connector.until(() => shown().some((text) => text.includes('The very last line')))
  })

  test.each(texts)('is shown as it was typed, only in text runs: $text', ({ text, stored }) => {
    const all = shown().join('\n')
    for (const row of asStored(text, stored).split('\n')) expect(all).toContain(row.replaceAll('\u200b', ''))
  })

  test('never appears outside text runs, and no run contains two braces', () => {
    for (const { type, text } of runs()) expect([type, text.includes('{{')]).toEqual(['TextRun', false])
    const typed = texts.map(({ text }) => text).filter((text) => text.length > 3)
    for (const { activity } of connector.messages(teams.chatOf(alex))) {
      const {
        attachments = [],
        text = '',
        summary = '',
      } = activity as { attachments?: unknown[]; text?: string; summary?: string }
      const blocks = (attachments as { content: { body: Block[] } }[]).flatMap(({ content }) => content.body)
      const live = [text, summary, ...blocks.map((block) => block.text ?? '')].join('\n')
      expect(typed.filter((each) => live.includes(each))).toEqual([])
    }
  })
})
