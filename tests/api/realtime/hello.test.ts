import { once } from 'node:events'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import WebSocket from 'ws'
import { lifetime, userClaims } from '#infra/local/entraClaims'
import { apiClientId, people } from '#infra/local/seedPeople'
import { signingKeys } from '#infra/local/signingKeys'
import { contactOf, enter, type Customer } from '../../support/customer.ts'
import { nextFrame, openStream, type Stream } from '../../support/streams.ts'
import { mint } from '../../support/tokens.ts'
import { startWorld, type World } from '../../support/world.ts'

const alex = 'alex@contoso.test'
const megan = 'megan@contoso.test'
const agentPath = '/api/v1/stream'
const customerPath = '/widget/v1/stream'
const unauthenticated = 4401
/** The tolerated clock difference and a little more. */
const leeway = 62_000

let moved = 0
let world: World
let customer: Customer

beforeAll(async () => {
  world = await startWorld({ now: () => Date.now() + moved })
  customer = await enter(world, await contactOf(world, alex))
})
afterAll(() => world.close())

/** A token of this person that expires in this many seconds. */
async function tokenFor(upn: string, seconds: number): Promise<string> {
  const person = people.find((each) => each.upn === upn)
  if (!person) throw new Error(`The seed has no ${upn}`)
  const claims = userClaims(person, apiClientId)
  const exp = Math.floor(Date.now() / 1000) + seconds
  return mint((await signingKeys(world.dataFolder)).user, claims, { exp, iat: exp - lifetime, nbf: exp - lifetime })
}

async function agentStream(token: string): Promise<Stream> {
  const stream = await openStream(world.apiUrl, agentPath)
  const ready = nextFrame(stream, 'ready')
  stream.say({ token })
  await ready
  return stream
}

describe('the first frame', () => {
  test('ends the stream if it does not arrive within five seconds', async () => {
    const silent = await Promise.all([openStream(world.apiUrl, agentPath), openStream(world.widgetUrl, customerPath)])
    expect(await Promise.all(silent.map(({ closed }) => closed))).toEqual([unauthenticated, unauthenticated])
    expect(silent.flatMap(({ frames }) => frames)).toEqual([])
  })

  test.each([
    ['text that is not JSON', () => 'hello'],
    ['null instead of an object', () => null],
    ['no token', () => ({})],
    ['an invalid token', () => ({ token: 'a.b.c' })],
    ['an unknown field', () => ({ token: customer.token, after: 0, tenantId: 'x' })],
    ['a negative event number', () => ({ token: customer.token, after: -1 })],
  ])('ends the stream without a reason if it contains %s', async (_what, frame) => {
    for (const [url, path] of [
      [world.widgetUrl, customerPath],
      [world.apiUrl, agentPath],
    ] as const) {
      const stream = await openStream(url, path)
      stream.say(frame())
      expect(await stream.closed).toBe(unauthenticated)
      expect(stream.frames).toEqual([])
    }
  })

  test('is refused with a token of the other side', async () => {
    const asAgent = await openStream(world.apiUrl, agentPath)
    asAgent.say({ token: customer.token })
    const asCustomer = await openStream(world.widgetUrl, customerPath)
    asCustomer.say({ token: await world.token(alex) })
    expect(await Promise.all([asAgent.closed, asCustomer.closed])).toEqual([unauthenticated, unauthenticated])
  })

  test('ends the stream if it is too large or binary', async () => {
    const large = await openStream(world.widgetUrl, customerPath)
    large.say({ token: 'x'.repeat(20_000) })
    expect(await large.closed).toBe(1009)
    const binary = await openStream(world.widgetUrl, customerPath)
    binary.socket.send(Buffer.from(JSON.stringify({ token: customer.token, after: 0 })))
    expect(await binary.closed).toBe(unauthenticated)
  })
})

test('refuses a stream to another origin and on another path', async () => {
  for (const [path, origin] of [
    [customerPath, 'https://evil.example'],
    [customerPath, world.shopOrigin],
    [customerPath, 'null'],
    ['/widget/v1/other', world.widgetUrl],
  ] as const) {
    const socket = new WebSocket(`${world.widgetUrl.replace('http', 'ws')}${path}`, { origin })
    const [error] = (await once(socket, 'error')) as [Error]
    expect(error.message).toContain('403')
  }
})

describe('an agent’s stream', () => {
  test('ends when its token expires, unless the same person has sent a newer one', async () => {
    const renewed = await agentStream(await tokenFor(alex, 2))
    const ending = await agentStream(await tokenFor(alex, 3))
    renewed.say({ token: await tokenFor(alex, 600) })
    expect(await ending.closed).toBe(unauthenticated)
    expect(renewed.socket.readyState).toBe(WebSocket.OPEN)
    const result = nextFrame(renewed, 'availability')
    await world.ask(alex, 'PATCH', '/me/availability', { body: { available: true } })
    await result
    renewed.socket.close()
  })

  test.each<[string, () => Promise<string>]>([
    ['another user', () => tokenFor(megan, 600)],
    ['a user of another tenant', () => tokenFor('frida@fabrikam.test', 600)],
    ['an invalid token', () => Promise.resolve('a.b.c')],
  ])('ends when a token of %s is sent on it', async (_who, token) => {
    const stream = await agentStream(await tokenFor(alex, 600))
    stream.say({ token: await token() })
    expect(await stream.closed).toBe(unauthenticated)
  })

  test('shows no sessions of other agents', async () => {
    const [own, foreign] = await Promise.all([
      agentStream(await tokenFor(alex, 600)),
      agentStream(await tokenFor(megan, 600)),
    ])
    const publish = nextFrame(own, 'session')
    await customer.open('Hello')
    await publish
    const last = nextFrame(foreign, 'availability')
    await world.ask(megan, 'PATCH', '/me/availability', { body: { available: true } })
    await last
    expect(foreign.frames.map(({ type }) => type)).toEqual(['ready', 'availability'])
    for (const stream of [own, foreign]) stream.socket.close()
  })
})

describe('a customer’s stream', () => {
  test('ends when a token of another customer is sent on it', async () => {
    const other = await enter(world, await contactOf(world, alex))
    const stream = await openStream(world.widgetUrl, customerPath)
    const ready = nextFrame(stream, 'ready')
    stream.say({ token: customer.token, after: 0 })
    await ready
    stream.say({ token: other.token, after: 0 })
    expect(await stream.closed).toBe(unauthenticated)
  })

  const renewedToken = async () => String((await customer.ask('POST', '/renew', {})).body.token)

  test('ends when its token expires, unless the token was renewed', async () => {
    const streams = await Promise.all([0, 1].map(() => openStream(world.widgetUrl, customerPath)))
    const token = await renewedToken()
    moved += 15 * 60_000 - 2000
    for (const stream of streams) {
      const ready = nextFrame(stream, 'ready')
      stream.say({ token, after: 0 })
      await ready
    }
    const [ending, renewed] = streams
    const { body } = await customerAsk(token, '/renew')
    renewed?.say({ token: body.token, after: 0 })
    expect(await ending?.closed).toBe(unauthenticated)
    expect(renewed?.socket.readyState).toBe(WebSocket.OPEN)
    renewed?.socket.close()
    for (const path of ['/renew', '/sessions']) expect((await customerAsk(token, path)).status).toBe(401)
  })
})

test('refuses an agent’s token after it has expired, although it was accepted before', async () => {
  const authorization = `Bearer ${await tokenFor(alex, moved / 1000 + 600)}`
  const status = async () => (await fetch(`${world.apiUrl}/api/v1/me`, { headers: { authorization } })).status
  expect(await status()).toBe(200)
  moved += 600_000 + leeway
  expect(await status()).toBe(401)
})

async function customerAsk(token: string, path: string) {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const response = await fetch(`${world.widgetUrl}/widget/v1${path}`, { method: 'POST', headers, body: '{}' })
  return { status: response.status, body: (await response.json()) as Record<string, unknown> }
}
