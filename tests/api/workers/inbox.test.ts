import { afterAll, beforeAll, expect, test } from '@jest/globals'
import fc, { checkOnce } from '../../support/fastCheck.ts'
import type { SessionEvent } from '#core/contract/sessions'
import { startConnector, type Connector } from '../../support/microsoft/connector.ts'
import { contactOf, enter, type Customer } from '../../support/customer.ts'
import { eventually } from '../../support/eventually.ts'
import { nextFrame, openStream } from '../../support/streams.ts'
import { teamsSide, type TeamsSide } from '../../support/teamsSide.ts'
import { startWorld, type World } from '../../support/world.ts'

const alex = 'alex@contoso.test'
const megan = 'megan@contoso.test'
const connectorWithinMs = 6000
const day = 24 * 60 * 60_000
let connector: Connector
let teams: TeamsSide
let world: World
let customer: Customer
let id: string

beforeAll(async () => {
  connector = await startConnector({ isConnectorToken: () => Promise.resolve(true) })
  world = await startWorld({ connector: connector.serviceUrl, connectorWithinMs })
  teams = teamsSide(world.apiUrl, connector, world.entra.channelToken)
  await teams.install(alex)
  customer = await enter(world, await contactOf(world, alex))
  id = await customer.open('Hello')
  await connector.until(() => connector.messages(teams.chatOf(alex)).length === 2)
})
afterAll(async () => {
  await world.close()
  await connector.close()
})

const events = async () => (await customer.ask('GET', `/sessions/${id}/events`)).body.items as SessionEvent[]
const replies = async () =>
  (await events()).flatMap((event) => (event.kind === 'message' && event.from === 'agent' ? [event.content.text] : []))

test('handles a button press once that Teams sends three times at once', async () => {
  const [attachment] = connector.messages(teams.chatOf(alex))[1]?.activity.attachments as {
    content: { actions: { verb?: string }[] }
  }[]
  const action = attachment?.content.actions.find(({ verb }) => verb === 'accept')
  const press = teams.activity(alex, { type: 'invoke', name: 'adaptiveCard/action', value: { action } })
  expect(await Promise.all([press, press, press].map(teams.send))).toEqual([200, 200, 200])
  expect(await teams.send(press)).toBe(200)
  expect((await events()).filter(({ kind }) => kind === 'accepted')).toHaveLength(1)
})

test('handles messages once that arrive one to three times, late and in any order', async () => {
  const aged = (n: number) => new Date(Date.now() - n * 60_000).toISOString()
  const sent = Array.from({ length: 30 }, (_, n) => teams.activity(alex, { text: `reply ${n}`, timestamp: aged(n) }))
  const deliveries = fc.tuple(...sent.map(() => fc.integer({ min: 1, max: 3 }))).chain((times) => {
    const all = sent.flatMap((activity, n) => Array.from({ length: times[n] ?? 1 }, () => activity))
    return fc.shuffledSubarray(all, { minLength: all.length })
  })
  await checkOnce(deliveries, async (often) => {
    for (let at = 0; at < often.length; at += 7) {
      const answers = await Promise.all(often.slice(at, at + 7).map(teams.send))
      expect(new Set(answers)).toEqual(new Set([202]))
    }
    await eventually(async () => (await replies()).length >= sent.length, 'all replies are there')
    for (const activity of sent.slice(0, 5)) expect(await teams.send(activity)).toBe(202)
    await lastOneHandled()
    expect((await replies()).filter((text) => text.startsWith('reply')).sort()).toEqual(
      sent.map((activity) => String(activity.text)).sort(),
    )
  })

  // After a week the activity is deleted, but the key of the message still detects the duplicate.
  await world.store.retentionStore.sweep(Date.now() + 8 * day, 1000)
  expect(await teams.send(sent[3] ?? {})).toBe(202)
  await lastOneHandled()
  expect((await replies()).filter((text) => text === 'reply 3')).toEqual(['reply 3'])
})

test('shows in every console at once that an agent has set themselves to away in the bot', async () => {
  const console = await openStream(world.apiUrl, '/api/v1/stream')
  const ready = nextFrame(console, 'ready')
  console.say({ token: await world.token(alex) })
  await ready
  for (const [said, available] of [
    ['/away', false],
    ['/available', true],
  ] as const) {
    const result = nextFrame(console, 'availability')
    await teams.send(teams.activity(alex, { text: said }))
    expect(await result).toMatchObject({ available })
  }
  console.socket.close()
  await console.closed
})

test('welcomes an agent once, although Teams reports an installation twice and in two ways', async () => {
  const added = { membersAdded: [{ id: '28:bot' }] }
  const news = [
    teams.activity(megan, { type: 'installationUpdate', action: 'add' }),
    teams.activity(megan, { type: 'conversationUpdate', ...added, recipient: { id: '28:bot' } }),
  ]
  for (const activity of [...news, ...news]) expect(await teams.send(activity)).toBe(202)
  expect(await teams.send(teams.activity(megan, { text: '/help' }))).toBe(202)
  await connector.until(() => teams.read(megan).at(-1)?.includes('End ends a session.') === true)
  expect(connector.messages(teams.chatOf(megan))).toHaveLength(2)
})

test('does not delay the replies of others while the connector does not answer for one agent', async () => {
  const mia = await enter(world, await contactOf(world, megan))
  const session = await mia.open('Hello')
  await world.ask(megan, 'POST', `/sessions/${session}/accept`, { body: {} })
  const after = Number((await mia.ask('GET', `/sessions/${session}/events`)).body.next)
  connector.failConversation(teams.chatOf(alex), { cut: 'hang' })
  const asked = connector.ledger.length
  expect(await teams.send(teams.activity(alex, { text: '/status' }))).toBe(202)
  const hangs = () => connector.ledger.slice(asked).find(({ outcome }) => outcome === 'hang')
  await connector.until(() => hangs() !== undefined)
  expect(await teams.send(teams.activity(megan, { text: 'Reply' }))).toBe(202)
  const replied = await eventOf(mia, session, after, 'Reply')
  expect(Date.parse(replied.at)).toBeLessThan((hangs()?.at ?? 0) + connectorWithinMs)
  connector.failConversation(teams.chatOf(alex), undefined)
})

/** Waits for a message with this text. */
async function eventOf(reader: Customer, session: string, from: number, text: string): Promise<SessionEvent> {
  for (let after = from; ;) {
    const { body } = await reader.ask('GET', `/sessions/${session}/events?after=${after}&wait=25`)
    const found = (body.items as SessionEvent[]).find(
      (event) => event.kind === 'message' && event.content.text === text,
    )
    if (found) return found
    after = Number(body.next)
  }
}

/** The inbox keeps the order: when this last message has arrived, everything before it was handled. */
let marks = 0
async function lastOneHandled(): Promise<void> {
  marks += 1
  const text = `mark ${marks}`
  expect(await teams.send(teams.activity(alex, { text }))).toBe(202)
  await eventually(async () => (await replies()).includes(text), `"${text}" is handled`)
}
