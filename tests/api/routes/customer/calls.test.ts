import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { startWorld, type World } from '../../../support/world.ts'
import { contactOf, customerWith, enter, type Contact, type Customer } from '../../../support/customer.ts'
import { callers } from './callers.ts'
import { nextFrame, openStream, type Stream } from '../../../support/streams.ts'

const alex = 'alex@contoso.test'
let world: World
let contact: Contact
/** How far the product's clock is ahead of the system clock, in milliseconds. */
let ahead = 0

beforeAll(async () => {
  world = await startWorld({ now: () => Date.now() + ahead })
  contact = await contactOf(world, alex)
})
afterAll(() => world.close())

const { opening, asAlex, chatting, inCall, windowTicket, enterWindow } = callers(
  () => world,
  () => contact,
)

const lastEvent = async (customer: Customer, at: string): Promise<unknown> =>
  ((await customer.ask('GET', `${at}/events`)).body.items as unknown[]).at(-1)

describe('a call from the page to the agent', () => {
  test('is offered, rings, is accepted, joined by both sides, and ended by either', async () => {
    const customer = await enter(world, contact)
    expect(customer.exchanged.contact.modalities).toEqual(['chat', 'audio', 'video'])
    const opened = await customer.ask('POST', '/sessions', opening('video'))
    expect(opened).toMatchObject({ status: 201, body: { status: 'ringing', call: { media: 'video', by: 'customer' } } })
    const at = `/sessions/${String(opened.body.id)}`
    expect((await asAlex(`${at}/accept`)).body).toMatchObject({ call: { status: 'started', provider: 'webrtc' } })
    const joined = await customer.ask('POST', `${at}/call/join`, { leg: randomUUID() })
    expect(joined).toMatchObject({
      status: 200,
      body: { provider: 'webrtc', iceServers: [], call: { media: 'video' } },
    })
    expect((await asAlex(`${at}/call/end`)).body).toMatchObject({ status: 'ended', outcome: 'endedByUser' })
    expect(await lastEvent(customer, at)).toMatchObject({ kind: 'ended' })
  })

  test('can be started by either side within a chat, and the chat continues after it', async () => {
    const { customer, at } = await chatting()
    await customer.ask('POST', `${at}/call`, { key: randomUUID(), media: 'audio' })
    expect((await asAlex(`${at}/call/accept`)).body).toMatchObject({ call: { status: 'started' } })
    expect((await customer.ask('POST', `${at}/call/end`, {})).body).toMatchObject({ status: 'active', call: null })
    await asAlex(`${at}/call`, { key: randomUUID(), media: 'video' })
    expect((await customer.ask('POST', `${at}/call/decline`, {})).body).toMatchObject({ status: 'active', call: null })
    expect((await customer.say(at.split('/').at(-1) ?? '', 'Let us write')).status).toBe(201)
  })

  test('rings once if it is requested twice with one key, even after it has ended', async () => {
    const { customer, at } = await chatting()
    const key = randomUUID()
    for (const _ of [1, 2]) await customer.ask('POST', `${at}/call`, { key, media: 'audio' })
    await asAlex(`${at}/call/decline`)
    expect((await customer.ask('POST', `${at}/call`, { key, media: 'audio' })).body).toMatchObject({ call: null })
  })
})

describe('signalling between the two browsers', () => {
  async function streamOf(url: string, path: string, token: string): Promise<Stream> {
    const stream = await openStream(url, path)
    const ready = nextFrame(stream, 'ready')
    stream.say({ token })
    await ready
    return stream
  }

  test('reaches only the other side, and no window that was replaced by another one', async () => {
    const { customer, at, legs } = await inCall()
    const stranger = await enter(world, contact)
    const streams = await Promise.all([
      streamOf(world.widgetUrl, '/widget/v1/stream', customer.token),
      streamOf(world.apiUrl, '/api/v1/stream', await world.token(alex)),
      streamOf(world.widgetUrl, '/widget/v1/stream', stranger.token),
      streamOf(world.apiUrl, '/api/v1/stream', await world.token('megan@contoso.test')),
    ])
    const [own, agents, ...strangers] = streams
    const received = nextFrame(agents, 'signal')
    const signal = { kind: 'offer', sdp: 'v=0' }
    expect((await customer.ask('POST', `${at}/call/signal`, { leg: legs.customer, signal })).status).toBe(204)
    expect(await received).toMatchObject({ sessionId: at.split('/').at(-1), leg: legs.customer, signal })

    const taken = [nextFrame(own, 'joined'), nextFrame(agents, 'joined')]
    const leg = randomUUID()
    await asAlex(`${at}/call/join`, { leg })
    for (const frame of taken) expect(await frame).toMatchObject({ side: 'agent', leg })
    for (const [path, body] of [
      ['signal', { leg: legs.agent, signal: { kind: 'hello' } }],
      ['beat', { leg: legs.agent, connected: true }],
      ['end', { leg: legs.agent }],
    ] as const)
      expect(await asAlex(`${at}/call/${path}`, body)).toMatchObject({ status: 409, body: { code: 'callElsewhere' } })

    expect(own.frames.filter(({ type }) => type === 'signal')).toEqual([])
    expect(strangers.flatMap(({ frames }) => frames.map(({ type }) => type))).toEqual(['ready', 'ready'])
    for (const { socket } of streams) socket.close()
  })
})

test('refuses signals without a running call, and from a window that has not joined', async () => {
  const { customer, at } = await chatting()
  const notify = (leg: string) => customer.ask('POST', `${at}/call/signal`, { leg, signal: { kind: 'hello' } })
  expect(await notify(randomUUID())).toMatchObject({ status: 409, body: { code: 'noCall' } })
  const running = await inCall()
  const result = { leg: randomUUID(), signal: { kind: 'hello' } }
  const strange = await running.customer.ask('POST', `${running.at}/call/signal`, result)
  expect(strange).toMatchObject({ status: 409, body: { code: 'callElsewhere' } })
})

test('hides a call from other customers', async () => {
  const { at, legs } = await inCall()
  const stranger = await enter(world, contact)
  for (const [act, body] of [
    ['join', { leg: randomUUID() }],
    ['signal', { leg: legs.customer, signal: { kind: 'hello' } }],
    ['beat', { leg: legs.customer, connected: true }],
    ['end', { leg: legs.customer }],
  ] as const)
    expect(await stranger.ask('POST', `${at}/call/${act}`, body)).toMatchObject({ status: 404 })
  expect((await asAlex(`${at}/call/beat`, { leg: legs.agent, connected: true })).status).toBe(204)
})

describe('the call window', () => {
  test('authenticates as the same customer by a ticket, once, for a minute and on its own origin', async () => {
    const { customer, at } = await chatting()
    const ticket = () => windowTicket(customer)
    const once = await ticket()
    expect(await enterWindow(once, world.shopOrigin)).toMatchObject({ status: 403 })
    const entered = await enterWindow(once)
    expect(entered).toMatchObject({ status: 200, body: { contact: { displayName: 'Alex Wilber, Contoso' } } })
    const window = customerWith(world, { ...customer.exchanged, token: String(entered.body.token) })
    expect((await window.ask('GET', `${at}/events`)).status).toBe(200)
    expect(await enterWindow(once)).toMatchObject({ status: 401, body: { code: 'ticketRefused' } })
    const late = await ticket()
    ahead += 61_000
    expect(await enterWindow(late)).toMatchObject({ status: 401 })
    expect(await enterWindow(customer.token)).toMatchObject({ status: 401 })
    ahead = 0
  })
})

describe('a call that fails', () => {
  const events = async (customer: Customer, at: string, after: number) =>
    (await customer.ask('GET', `${at}/events?after=${after}&wait=5`)).body.items as { kind: string }[]

  test.each([
    [
      'nobody joins',
      async () => {
        const { customer, at } = await chatting()
        await customer.ask('POST', `${at}/call`, { key: randomUUID(), media: 'audio' })
        await asAlex(`${at}/call/accept`)
        return { customer, at }
      },
      'notJoined',
    ],
    [
      'both windows vanish',
      async () => {
        const { customer, at, legs } = await inCall()
        await customer.ask('POST', `${at}/call/beat`, { leg: legs.customer, connected: true })
        return { customer, at }
      },
      'lost',
    ],
  ] as const)('ends with an outcome within a minute if %s', async (_what, begin, outcome) => {
    const { customer, at } = await begin()
    const { body } = await customer.ask('GET', `${at}/events`)
    ahead += 56_000
    expect(await events(customer, at, Number(body.next))).toMatchObject([{ kind: 'callEnded', outcome }])
    ahead = 0
  })

  test('ends when one side reports that it cannot continue', async () => {
    const { customer, at, legs } = await inCall()
    const { body } = await asAlex(`${at}/call/end`, { leg: legs.agent, why: 'failed' })
    expect(body).toMatchObject({ status: 'active', call: null })
    expect(await lastEvent(customer, at)).toMatchObject({ kind: 'callEnded', outcome: 'failed' })
  })
})
