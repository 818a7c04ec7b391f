import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { InProcessEventBus } from '#api/realtime/eventBus'
import type { BusEvent } from '#core/session/busEvent'
import type { SessionEvent } from '#core/contract/sessions'
import { contactOf, enter, type Customer } from '../../support/customer.ts'
import { eventually } from '../../support/eventually.ts'
import fc, { checkOnce } from '../../support/fastCheck.ts'
import { followAsCustomer, sayAll } from '../../support/followers.ts'
import { nextFrame, openStream } from '../../support/streams.ts'
import { startWorld, type World } from '../../support/world.ts'

const alex = 'alex@contoso.test'
const readers = 20
const messagesEach = 150
let world: World
let customer: Customer
let id: string

/** An event bus of ids and numbers alone, as one between processes would be: every subscriber reads from the store. */
class EventBusWithoutHints extends InProcessEventBus {
  override publish(event: BusEvent): void {
    super.publish(event)
  }
}

describe.each([
  ['with events', new InProcessEventBus()],
  ['without hints', new EventBusWithoutHints()],
])('on an event bus %s', (_name, eventBus) => {
  beforeAll(async () => {
    world = await startWorld({ platform: () => ({ eventBus }) })
    customer = await enter(world, await contactOf(world, alex))
    id = await customer.open('Hello')
    await world.ask(alex, 'POST', `/sessions/${id}/accept`, { body: {} })
  })
  afterAll(() => world.close())

  test('delivers every event once and in order over twenty streams that are cut at random and all at once', async () => {
    const cuts = fc.array(fc.nat(readers - 1), { minLength: 2 * messagesEach, maxLength: 2 * messagesEach })
    await checkOnce(cuts, async (which) => {
      const streams = Array.from({ length: readers }, () => followAsCustomer(world.widgetUrl, customer.token, id))
      let stored = 0
      const onStored = () => {
        stored += 1
        if (stored % 75 === 0) for (const stream of streams) stream.cut()
        else streams[which[stored - 1] ?? 0]?.cut()
      }
      const messages = (side: string) => Array.from({ length: messagesEach }, (_, n) => `${side} ${n}`)
      await Promise.all([
        sayAll(messages('customer'), async (key, text) => (await customer.say(id, text, key)).status, onStored),
        sayAll(
          messages('agent'),
          async (key, text) =>
            (await world.ask(alex, 'POST', `/sessions/${id}/messages`, { body: { key, text } })).status,
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
  })

  test('an agent stream brings every event once and in order', async () => {
    const stream = await openStream(world.apiUrl, '/api/v1/stream')
    const ready = nextFrame(stream, 'ready')
    stream.say({ token: await world.token(alex) })
    await ready
    const from = Number((await customer.ask('GET', `/sessions/${id}/events`)).body.next)
    for (let n = 1; n <= 20; n += 1) await customer.say(id, `agent stream ${n}`)
    const messages = () =>
      stream.frames.flatMap(({ items = [] }) =>
        items.flatMap((event) => (event.kind === 'message' && event.seq > from ? [event] : [])),
      )
    await eventually(() => messages().length >= 20, 'the agent stream has all messages')
    expect(messages().map(({ content }) => content.text)).toEqual(
      Array.from({ length: 20 }, (_, n) => `agent stream ${n + 1}`),
    )
    stream.socket.close()
  })
})

async function openSockets(): Promise<number> {
  const figures = await (await fetch(world.metricsUrl)).text()
  return Number(/interact_streams\{side="customer"\} (\d+)/.exec(figures)?.[1])
}
