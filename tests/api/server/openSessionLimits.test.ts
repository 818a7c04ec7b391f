import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import { contactOf, enter, type Contact } from '../../support/customer.ts'
import { startWorld, type World } from '../../support/world.ts'
import { postFrom, statuses, times } from '../support/floods.ts'

let world: World
let contact: Contact
let megans: Contact
const ends: (() => Promise<unknown>)[] = []

beforeAll(async () => {
  world = await startWorld({ limits: true, trustedProxies: ['127.0.0.1'] })
  contact = await contactOf(world, 'alex@contoso.test')
  megans = await contactOf(world, 'megan@contoso.test')
})
afterAll(() => world.close())

const refused = { status: 429, code: 'tooManyRequests' }

describe('open sessions', () => {
  afterEach(() => Promise.all(ends.splice(0).map((end) => end())))
  const enterFrom = async (address: string, at = contact) => {
    const customer = await enter(world, at)
    const open = async (key = randomUUID()) => {
      const body = { key, modality: 'chat', customer: { name: 'Mia' }, text: 'Hello' }
      const opened = await postFrom(world, '127.0.0.1', '/widget/v1/sessions', body, {
        forwardedFor: address,
        token: customer.token,
      })
      if (opened.id) ends.push(() => customer.ask('POST', `/sessions/${opened.id ?? ''}/end`, {}))
      return opened
    }
    return { customer, open }
  }
  const openFrom = async (address: string, at = contact) => (await enterFrom(address, at)).open()
  const untilRingEnds = (retryAfter: number) => {
    expect(retryAfter).toBeGreaterThan(0)
    expect(retryAfter).toBeLessThanOrEqual(45)
  }

  test('ring at most three at a time from one address, and a refusal states when the first ring ends', async () => {
    expect((await openFrom('2001:db8:7::1')).status).toBe(201)
    expect((await openFrom('2001:db8:7::2', megans)).status).toBe(201)
    expect((await openFrom('2001:db8:7::3')).status).toBe(201)
    const { retryAfter, ...next } = await openFrom('2001:db8:7::4')
    expect(next).toMatchObject(refused)
    untilRingEnds(retryAfter)
    expect((await openFrom('2001:db8:8::1')).status).toBe(201)
    await ends.shift()?.()
    expect((await openFrom('2001:db8:7::4')).status).toBe(201)
  })

  test('ring at most five at a time for one contact, from however many addresses', async () => {
    expect(statuses(await times(5, (index) => openFrom(`203.0.113.${String(index)}`)))).toEqual([201])
    const { retryAfter, ...next } = await openFrom('203.0.113.5')
    expect(next).toMatchObject(refused)
    untilRingEnds(retryAfter)
    expect((await openFrom('203.0.113.5', megans)).status).toBe(201)
  })

  test('are limited to three per customer, accepted or not', async () => {
    const { customer } = await enterFrom('203.0.113.1')
    const sessions = await times(3, () => customer.open())
    ends.push(...sessions.map((id) => () => customer.ask('POST', `/sessions/${id}/end`, {})))
    for (const id of sessions) await world.ask('alex@contoso.test', 'POST', `/sessions/${id}/accept`, { body: {} })
    await expect(customer.open()).rejects.toThrow('open answered 429')
    await ends.shift()?.()
    const [id] = await times(1, () => customer.open())
    ends.push(() => customer.ask('POST', `/sessions/${id ?? ''}/end`, {}))
  })

  test('are the same when opened again with the same key, whatever is open and however often', async () => {
    const { open } = await enterFrom('203.0.113.1')
    const key = randomUUID()
    const { id } = await open(key)
    await times(2, () => openFrom('203.0.113.1'))
    expect(await openFrom('203.0.113.1')).toMatchObject(refused)
    const again = await times(12, () => open(key))
    expect(again.map((each) => each.id)).toEqual(again.map(() => id))
  })
})
