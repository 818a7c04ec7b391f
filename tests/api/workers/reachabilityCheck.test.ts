import { textContent } from '#core/contract/sessions'
import { once } from 'node:events'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import WebSocket from 'ws'
import { contactOf, enter, type Customer } from '../../support/customer.ts'
import { startWorld, type World } from '../../support/world.ts'

const adele = 'adele@contoso.test'
const alex = 'alex@contoso.test'
let world: World

beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.close())

/** How long a customer waits for the event, in seconds; the regular reachability check runs every 30. */
const patience = 8

async function whatHappens(customer: Customer, sessionId: string, after: number): Promise<unknown[]> {
  const { body } = await customer.ask('GET', `/sessions/${sessionId}/events?after=${after}&wait=${patience}`)
  return body.items as unknown[]
}

async function open(): Promise<{ customer: Customer; sessionId: string; after: number }> {
  const customer = await enter(world, await contactOf(world, alex))
  const sessionId = await customer.open()
  expect((await world.ask(alex, 'POST', `/sessions/${sessionId}/accept`, { body: {} })).status).toBe(200)
  const { body } = await customer.ask('GET', `/sessions/${sessionId}/events`)
  return { customer, sessionId, after: Number(body.next) }
}

async function changeInteract(body: object): Promise<void> {
  const path = `/users/${await world.userId(alex)}/interact`
  const { headers } = await world.ask(adele, 'GET', path)
  expect((await world.ask(adele, 'PATCH', path, { body, ifMatch: headers.get('etag') ?? '' })).status).toBe(200)
}

describe('a running chat', () => {
  test('ends soon after its page is removed from the domain template', async () => {
    const { customer, sessionId, after } = await open()
    const { body } = await world.ask(adele, 'GET', '/domain-templates')
    const [template] = body.items as { id: string; patterns: string[] }[]
    const path = `/domain-templates/${template?.id ?? ''}`
    const change = (patterns: string[]) => world.ask(adele, 'PATCH', path, { body: { patterns } })
    expect((await change(['other.example'])).status).toBe(200)
    expect(await whatHappens(customer, sessionId, after)).toMatchObject([{ kind: 'ended', outcome: 'notAllowed' }])
    await change(template?.patterns ?? [])
  })

  test('ends soon after the user’s licence is removed', async () => {
    const { customer, sessionId, after } = await open()
    const path = `/users/${await world.userId(alex)}`
    expect((await world.ask(adele, 'PATCH', path, { body: { licences: ['contactCenter'] } })).status).toBe(200)
    expect(await whatHappens(customer, sessionId, after)).toMatchObject([{ kind: 'ended', outcome: 'notAllowed' }])
    await world.ask(adele, 'PATCH', path, { body: { licences: ['contactCenter', 'interact'] } })
  })

  test('ends soon after Interact is switched off for the tenant', async () => {
    const { customer, sessionId, after } = await open()
    const path = '/tenant'
    expect((await world.ask(adele, 'PATCH', path, { body: { interactEnabled: false } })).status).toBe(200)
    expect(await whatHappens(customer, sessionId, after)).toMatchObject([{ kind: 'ended', outcome: 'notAllowed' }])
    await world.ask(adele, 'PATCH', path, { body: { interactEnabled: true } })
  })

  test('continues if only Active is switched off', async () => {
    const { customer, sessionId, after } = await open()
    await changeInteract({ active: false })
    expect((await customer.say(sessionId, 'Still there?')).status).toBe(201)
    expect(await whatHappens(customer, sessionId, after)).toMatchObject([
      { kind: 'message', content: textContent('Still there?') },
    ])
    await changeInteract({ active: true })
  })
})

test('publishes a user’s own availability to the open console', async () => {
  const socket = new WebSocket(`${world.apiUrl.replace('http', 'ws')}/api/v1/stream`, { origin: world.apiUrl })
  try {
    const frames: unknown[] = []
    const result = new Promise<void>((resolve) => {
      socket.on('message', (data: Buffer) => {
        const frame = JSON.parse(data.toString()) as { type: string }
        frames.push(frame)
        if (frame.type === 'ready') void world.ask(alex, 'PATCH', '/me/availability', { body: { available: false } })
        if (frame.type === 'availability') resolve()
      })
    })
    await once(socket, 'open')
    socket.send(JSON.stringify({ token: await world.token(alex) }))
    await result
    expect(frames).toContainEqual({ type: 'availability', available: false })
  } finally {
    socket.close()
  }
})
