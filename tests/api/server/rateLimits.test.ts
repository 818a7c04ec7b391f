import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals'
import { addressPrefix, createLimits, type Limited } from '#api/server/rateLimits'
import { contoso } from '#infra/local/seedPeople'
import { contactOf, enter, type Contact, type Customer } from '../../support/customer.ts'
import { startWorld, type World } from '../../support/world.ts'
import { postFrom, statuses, times } from '../support/floods.ts'

const limits = createLimits()
/** Counts uses without requests: on a slow machine, hundreds of requests take longer than the time of their limit. */
const useUp = async (what: Limited, whose: string, uses: number) => {
  for (let use = 0; use < uses; use += 1) expect(await limits.use(what, whose)).toBeNull()
}
let world: World
let contact: Contact
let megans: Contact
let fabrikams: Contact

beforeAll(async () => {
  world = await startWorld({ limits: true, trustedProxies: ['127.0.0.1'], platform: () => ({ limits }) })
  contact = await contactOf(world, 'alex@contoso.test')
  megans = await contactOf(world, 'megan@contoso.test')
  // Before the clock moves: a token from the future is refused.
  fabrikams = await contactOf(world, 'oscar@fabrikam.test')
})
afterAll(async () => {
  jest.restoreAllMocks()
  await world.close()
})

const launchFrom = (address: string, forwardedFor?: string, body: object = contact) =>
  postFrom(world, address, '/widget/v1/launch', body, { forwardedFor })

const now = Date.now.bind(Date)
let moved = 0
/** Moves the clock of the process forward. */
const later = (seconds: number) => {
  moved += seconds * 1000
  jest.spyOn(Date, 'now').mockImplementation(() => now() + moved)
}
const refused = { status: 429, code: 'tooManyRequests' }

describe('launches from one address', () => {
  test('are limited to 30 a minute; the refusal states when to retry, and the retry succeeds', async () => {
    expect(statuses(await times(30, () => launchFrom('127.0.0.2')))).toEqual([200])
    const next = await launchFrom('127.0.0.2')
    expect(next).toMatchObject({ ...refused, readableBy: world.shopOrigin })
    expect(next.retryAfter).toBeGreaterThan(0)
    expect(next.retryAfter).toBeLessThanOrEqual(60)
    expect((await launchFrom('127.0.0.3')).status).toBe(200)
    later(61)
    expect((await launchFrom('127.0.0.2')).status).toBe(200)
  })

  test('are counted for unknown contacts too, so that contacts cannot be enumerated', async () => {
    const ask = () => launchFrom('127.0.0.4', undefined, { contactId: randomUUID(), widgetKey: 'x' })
    expect(statuses(await times(30, ask))).toEqual([403])
    expect(await ask()).toMatchObject(refused)
  })

  test('are counted for the address itself unless a trusted proxy forwards them', async () => {
    const claimed = (index: number) => launchFrom('127.0.0.5', `203.0.113.${String(index)}`)
    expect(statuses(await times(30, claimed))).toEqual([200])
    expect(await claimed(31)).toMatchObject(refused)
  })

  test('are counted for the last address that is not a trusted proxy', async () => {
    const spoofed = (index: number) => launchFrom('127.0.0.1', `198.51.100.${String(index)}, 203.0.113.200`)
    expect(statuses(await times(30, spoofed))).toEqual([200])
    expect(await spoofed(31)).toMatchObject(refused)
    expect((await launchFrom('127.0.0.1', '203.0.113.201')).status).toBe(200)
  })

  test('are counted for the /64 of an IPv6 address', async () => {
    const neighbour = (index: number) => launchFrom('127.0.0.1', `2001:db8:1:2::${index.toString(16)}`)
    expect(statuses(await times(30, neighbour))).toEqual([200])
    expect(await neighbour(0xffff)).toMatchObject(refused)
    expect(await launchFrom('127.0.0.1', '2001:db8:1:2:ffff:ffff:ffff:ffff')).toMatchObject(refused)
    expect((await launchFrom('127.0.0.1', '2001:db8:1:3::1')).status).toBe(200)
  })
})

test.each([
  ['192.0.2.1', '192.0.2.1'],
  ['::ffff:192.0.2.1', '192.0.2.1'],
  ['::FFFF:192.0.2.1', '192.0.2.1'],
  ['0:0:0:0:0:ffff:192.0.2.1', '192.0.2.1'],
  ['::ffff:192.0.2.1%eth0', '192.0.2.1'],
  ['::ffff:0:192.0.2.1', '0:0:0:0'],
  ['::192.0.2.1', '192.0.2.1'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['2001:0db8:0001:0002::6', '2001:db8:1:2'],
  ['2001:db8::6', '2001:db8:0:0'],
  ['2001:DB8:1:2::1', '2001:db8:1:2'],
  ['::ffff:c000:201', '192.0.2.1'],
  ['::1', '0:0:0:0'],
  ['not an address', 'not an address'],
  ['0x7f.1', '0x7f.1'],
  ['fe80::1%eth0', 'fe80:0:0:0'],
  [undefined, ''],
])('counts the address %s as %s', (address, prefix) => {
  expect(addressPrefix(address)).toBe(prefix)
})

test('limits launches of one contact to 600 a minute, from however many addresses', async () => {
  const from = (index: number) => launchFrom(`127.0.1.${String(1 + Math.floor(index / 30))}`, undefined, megans)
  expect(statuses(await times(600, from))).toEqual([200])
  expect(await from(600)).toMatchObject(refused)
  expect((await launchFrom('127.0.1.50')).status).toBe(200)
})

describe('launches that resume a session', () => {
  const elsewhere = () => launchFrom('127.0.2.2')
  const resumed = async () => {
    const customer = await enter(world, contact)
    const handle = await customer.open()
    const end = () => customer.ask('POST', `/sessions/${handle}/end`, {})
    return { end, handle, again: (address: string) => launchFrom(address, undefined, { ...contact, handle }) }
  }
  beforeEach(() => later(61))

  test('are limited to 30 a minute per session, and do not use up the limit of the address', async () => {
    const [one, another] = [await resumed(), await resumed()]
    expect(statuses(await times(30, () => one.again('127.0.2.1')))).toEqual([200])
    expect(statuses(await times(31, () => one.again('127.0.2.1')))).toEqual([429])
    expect(await one.again('127.0.2.3')).toMatchObject(refused)
    expect((await another.again('127.0.2.1')).status).toBe(200)
    expect(statuses(await times(30, () => launchFrom('127.0.2.1')))).toEqual([200])
    later(61)
    expect((await one.again('127.0.2.1')).status).toBe(200)
    await Promise.all([one.end(), another.end()])
  })

  test('are not refused because of the limits of the address or the contact', async () => {
    const { again, end } = await resumed()
    expect(statuses(await times(31, elsewhere))).toEqual([200, 429])
    expect((await again('127.0.2.2')).status).toBe(200)
    const crowd = (index: number) => launchFrom(`127.0.3.${String(1 + Math.floor(index / 30))}`)
    expect(statuses(await times(600, crowd))).toEqual([200, 429])
    expect((await again('127.0.2.4')).status).toBe(200)
    await end()
  })

  test('count as ordinary launches with an unknown handle, and only 30 handles are looked up', async () => {
    const invented = (address: string) => launchFrom(address, undefined, { ...contact, handle: randomUUID() })
    const { again, end } = await resumed()
    expect(statuses(await times(30, () => invented('127.0.2.5')))).toEqual([200])
    expect(await launchFrom('127.0.2.5')).toMatchObject(refused)
    expect(await invented('127.0.2.5')).toMatchObject(refused)
    expect(await again('127.0.2.5')).toMatchObject(refused)
    expect((await again('127.0.2.6')).status).toBe(200)
    await end()
  })

  test('count as ordinary launches for another contact or page, even with a valid handle', async () => {
    const { again, end, handle } = await resumed()
    const foreign = () => launchFrom('127.0.2.7', undefined, { ...megans, handle })
    expect(statuses(await times(30, foreign))).toEqual([200])
    expect(await launchFrom('127.0.2.7')).toMatchObject(refused)
    expect((await again('127.0.2.8')).status).toBe(200)
    await end()
  })
})

test('limits launches of one tenant to 6000 a minute, and resets the limit afterwards', async () => {
  later(61)
  await useUp('launchPerTenant', contoso, 5999)
  expect((await launchFrom('127.0.4.1')).status).toBe(200)
  expect(await launchFrom('127.0.4.2')).toMatchObject(refused)
  expect(await launchFrom('127.0.4.3', undefined, megans)).toMatchObject(refused)
  expect(await launchFrom('127.0.4.4', undefined, fabrikams)).toMatchObject({ code: 'contactUnavailable' })
  later(61)
  expect((await launchFrom('127.0.4.5')).status).toBe(200)
})

describe('a customer', () => {
  const sender = (customer: Customer, sessionId: string) => ({
    message: () => customer.say(sessionId, 'Hello'),
    typing: () => customer.ask('POST', `/sessions/${sessionId}/typing`, {}),
  })
  const ends: (() => Promise<unknown>)[] = []
  afterEach(() => Promise.all(ends.splice(0).map((end) => end())))
  const open = async (customer: Customer) => {
    const sessionId = await customer.open()
    const end = () => customer.ask('POST', `/sessions/${sessionId}/end`, {})
    ends.push(end)
    return { sessionId, end }
  }
  const limitOf = { message: 'messagePerCustomer', typing: 'typingPerCustomer' } as const
  const customerIdOf = async (sessionId: string) => {
    const session = await world.store.sessions.find({ tenantId: contoso, sessionId })
    return session?.customerId ?? ''
  }
  const enterAnew = async () => {
    const customer = await enter(world, contact)
    const { sessionId, end } = await open(customer)
    return { customer, sessionId, end, ...sender(customer, sessionId) }
  }

  test.each([
    ['message', 60, 201],
    ['typing', 30, 204],
  ] as const)('can send %s %i times in ten seconds, and again ten seconds later', async (what, allowed, status) => {
    const one = await enterAnew()
    const another = await enterAnew()
    await useUp(limitOf[what], await customerIdOf(one.sessionId), allowed - 10)
    expect(statuses(await times(10, one[what]))).toEqual([status])
    const { headers, ...next } = await one[what]()
    expect(next).toMatchObject({ status: 429, body: { code: 'tooManyRequests', status: 429 } })
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0)
    expect(Number(headers.get('retry-after'))).toBeLessThanOrEqual(10)
    expect((await another[what]()).status).toBe(status)
    later(11)
    expect((await one[what]()).status).toBe(status)
  })

  test('can open ten sessions a minute', async () => {
    const { customer, end } = await enterAnew()
    await end()
    await times(9, async () => (await open(customer)).end())
    await expect(customer.open()).rejects.toThrow('open answered 429')
  })

  test('can start twenty calls a minute in one session, and send 400 signals in ten seconds', async () => {
    const { customer, sessionId } = await enterAnew()
    const at = `/sessions/${sessionId}/call`
    const rings = () => customer.ask('POST', at, { key: randomUUID(), media: 'audio' })
    const leg = randomUUID()
    const tells = () => customer.ask('POST', `${at}/signal`, { leg, signal: { kind: 'hello' } })
    await useUp('callPerSession', sessionId, 15)
    await useUp('signalPerLeg', `customer ${leg}`, 395)
    const stranger = await enterAnew()
    const askedByStranger = () => stranger.customer.ask('POST', at, { key: randomUUID(), media: 'audio' })
    expect(statuses(await times(10, askedByStranger))).toEqual([404])
    for (const ask of [rings, tells]) {
      expect(statuses(await times(5, ask))).toEqual([409])
      expect(await ask()).toMatchObject({ status: 429, body: { code: 'tooManyRequests' } })
    }
  })
})

test('limits attempts on preview links to 30 a minute from one address', async () => {
  const guess = () => postFrom(world, '127.0.0.9', '/widget/v1/preview', { secret: 'x'.repeat(43) })
  expect(statuses(await times(30, guess))).toEqual([403])
  expect(await guess()).toMatchObject(refused)
})
