import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import { userClaims } from '#infra/local/entraClaims'
import { apiClientId, contoso, people } from '#infra/local/seedPeople'
import { signingKeys } from '#infra/local/signingKeys'
import { contactOf, launch, type Contact } from '../../../support/customer.ts'
import { identityOf, makeSecret } from '../../../support/identities.ts'
import { mint } from '../../../support/tokens.ts'
import { answerOf, startWorld, type World } from '../../../support/world.ts'

const adele = 'adele@contoso.test'
const frida = 'frida@fabrikam.test'
const megan = 'megan@contoso.test'
const path = '/tenant/verified-customer-secret'
const hour = 3_600_000
const logged: string[] = []
let world: World
let contact: Contact
let ahead = 0

beforeAll(async () => {
  world = await startWorld({ now: () => Date.now() + ahead, log: (message) => logged.push(message) })
  contact = await contactOf(world, megan)
})
afterEach(() => {
  ahead = 0
})
afterAll(() => world.close())

const stateOf = async (as: string) => (await world.ask(as, 'GET', '/tenant')).body.verifiedCustomers
const interactOf = async (upn: string) => `/users/${await world.userId(upn)}/interact`
const requireVerified = async (required: boolean) => {
  const page = await interactOf(megan)
  const body = { requireVerifiedCustomer: required }
  return world.ask(adele, 'PATCH', page, { body, ifMatch: '*' })
}
/** Sends a request as Adele, with a token that is still valid after the product's clock was moved forward. */
async function readLater(where: string): Promise<Record<string, unknown>> {
  const person = people.find(({ upn }) => upn === adele)
  if (!person) throw new Error('The seed has no Adele')
  const { user: key } = await signingKeys(world.dataFolder)
  const claims = userClaims(person, apiClientId)
  const token = await mint(key, { ...claims, exp: Number(claims.exp) + 4 * 3600 })
  const { body } = await answerOf(
    fetch(`${world.apiUrl}/api/v1${where}`, { headers: { authorization: `Bearer ${token}` } }),
  )
  return body
}

/** Whether a user who requires verified customers accepts an identity signed with this secret. */
const opens = async (secret: string) => {
  const times = { iat: Math.floor((Date.now() + ahead) / 1000), exp: Math.floor((Date.now() + ahead) / 1000) + 60 }
  const identity = await identityOf({ secret, contactId: contact.contactId, claims: times })
  return (await launch(world, { ...contact, identity })).status === 200
}

describe('without a secret', () => {
  test('cannot require verified customers, and the settings show that the secret is missing', async () => {
    expect(await requireVerified(true)).toMatchObject({
      status: 422,
      body: { code: 'noVerifiedCustomerSecret', errors: [{ path: '/requireVerifiedCustomer' }] },
    })
    const { body } = await world.ask(adele, 'GET', await interactOf(megan))
    expect(body).toMatchObject({ requireVerifiedCustomer: false, verifiedCustomersPossible: false })
    expect(await requireVerified(false)).toMatchObject({ status: 200 })
  })

  test('accepts a removal without an audit entry', async () => {
    expect((await world.ask(adele, 'DELETE', path)).status).toBe(204)
    expect((await world.ask(adele, 'GET', `/audit?targetId=${contoso}`)).body.items).toEqual([])
  })
})

describe('the secret', () => {
  test.each(['olga@contoso.test', 'alex@contoso.test', 'nestor@contoso.test'])(
    'cannot be created or removed by %s, who is not a tenant admin',
    async (upn) => {
      expect(await world.ask(upn, 'POST', path, { body: { graceHours: 0 } })).toMatchObject({ status: 403 })
      expect(await world.ask(upn, 'DELETE', path)).toMatchObject({ status: 403 })
      expect(await stateOf(adele)).toMatchObject({ since: null })
    },
  )

  test.each([{ graceHours: 169 }, { graceHours: -1 }, { graceHours: 1.5 }, { secret: 'my own' }])(
    'cannot be created from %o',
    async (body) => {
      expect(await world.ask(adele, 'POST', path, { body })).toMatchObject({ status: 400 })
      expect(await stateOf(adele)).toMatchObject({ since: null })
    },
  )

  test('is returned once: 32 random bytes that no other response, log entry or database row contains', async () => {
    const { status, body, headers } = await world.ask(adele, 'POST', path, { body: {} })
    expect(status).toBe(201)
    const secret = String(body.secret)
    expect(Buffer.from(secret, 'base64url')).toHaveLength(32)
    expect(headers.get('cache-control')).toBe('no-store')
    expect(body).toMatchObject({ previousUntil: null })
    const state = await stateOf(adele)
    expect(state).toEqual({ since: body.since, previousUntil: null, requiredBy: 0 })
    const { contactId } = contact
    const answers = [
      await world.ask(adele, 'GET', '/tenant'),
      await world.ask(adele, 'GET', '/audit?limit=100'),
      await world.ask(adele, 'GET', await interactOf(megan)),
      await world.store.contacts.find(contactId),
    ]
    expect(JSON.stringify(answers)).not.toContain(secret)
    expect(logged.join('\n')).not.toContain(secret)
  })

  test('is separate for each tenant', async () => {
    const secret = await makeSecret(world)
    expect(await stateOf(frida)).toEqual({ since: null, previousUntil: null, requiredBy: 0 })
    expect((await world.ask(frida, 'POST', path, { body: {} })).status).toBe(201)
    expect((await world.ask(frida, 'DELETE', path)).status).toBe(204)
    await requireVerified(true)
    expect(await opens(secret)).toBe(true)
    await requireVerified(false)
  })

  test('is recorded in the audit log with its creator and time, but without its value', async () => {
    const secret = await makeSecret(world, 3)
    const { body } = await world.ask(adele, 'GET', `/audit?targetId=${contoso}&limit=1`)
    expect(body.items).toMatchObject([
      {
        action: 'tenant.verifiedCustomerSecretMade',
        actor: { displayName: 'Adele Vance' },
        target: { kind: 'tenant', id: contoso },
        after: { graceHours: 3 },
      },
    ])
    expect(JSON.stringify(body)).not.toContain(secret)
  })
})

describe('a replaced secret', () => {
  test('is valid until its grace period ends, and an older one is not', async () => {
    const first = await makeSecret(world)
    await requireVerified(true)
    const second = await makeSecret(world, 2)
    expect([await opens(first), await opens(second)]).toEqual([true, true])
    const { previousUntil } = (await stateOf(adele)) as { previousUntil: string }
    expect(Math.round((Date.parse(previousUntil) - Date.now()) / hour)).toBe(2)
    ahead = 2 * hour
    expect([await opens(first), await opens(second)]).toEqual([false, true])
    expect((await readLater('/tenant')).verifiedCustomers).toMatchObject({ previousUntil: null })
    ahead = 0
    const third = await makeSecret(world, 2)
    const fourth = await makeSecret(world, 2)
    expect([await opens(second), await opens(third), await opens(fourth)]).toEqual([false, true, true])
  })

  test('is no longer valid without a grace period', async () => {
    const before = await makeSecret(world)
    const after = await makeSecret(world)
    expect([await opens(before), await opens(after)]).toEqual([false, true])
    await requireVerified(false)
  })
})

describe('a secret that users require', () => {
  test('cannot be removed, and the refusal states the number of users', async () => {
    const secret = await makeSecret(world)
    expect((await requireVerified(true)).body).toMatchObject({
      requireVerifiedCustomer: true,
      verifiedCustomersPossible: true,
    })
    expect(await stateOf(adele)).toMatchObject({ requiredBy: 1 })
    const refused = await world.ask(adele, 'DELETE', path)
    expect(refused).toMatchObject({ status: 409, body: { code: 'inUse' } })
    expect(refused.body.detail).toContain('One user requires verified customers.')
    expect(await opens(secret)).toBe(true)
  })

  test('can be removed when no user requires it, and then verifies no customer', async () => {
    const secret = await makeSecret(world)
    await requireVerified(false)
    expect((await world.ask(adele, 'DELETE', path)).status).toBe(204)
    expect(await stateOf(adele)).toEqual({ since: null, previousUntil: null, requiredBy: 0 })
    expect(await requireVerified(true)).toMatchObject({ status: 422 })
    const { body } = await world.ask(adele, 'GET', `/audit?targetId=${contoso}&limit=1`)
    expect(body.items).toMatchObject([{ action: 'tenant.verifiedCustomerSecretRemoved', after: { since: null } }])
    const next = await makeSecret(world)
    await requireVerified(true)
    expect([await opens(secret), await opens(next)]).toEqual([false, true])
  })

  test('admits nobody if it was removed nevertheless, and the settings say so', async () => {
    const secret = await makeSecret(world)
    await requireVerified(true)
    const page = await interactOf(megan)
    const { version = 0 } = (await world.store.interactSettings.find(contoso, await world.userId(megan))) ?? {}
    const actor = {
      tenantId: contoso,
      userId: contoso,
      displayName: 'Test',
      role: 'tenantAdmin',
      administers: [],
    } as const
    const audit = { action: 'test', target: { kind: 'tenant', id: contoso }, before: null, after: null } as const
    // Simulates two concurrent admins: one removes the secret while the other starts to require it.
    const by = { actor, audit }
    const set = async (required: boolean, at: number) =>
      world.store.interactSettings.patch(
        contoso,
        await world.userId(megan),
        at,
        { requireVerifiedCustomer: required },
        by,
      )
    await set(false, version)
    await world.store.verifiedCustomers.remove(contoso, by)
    await set(true, version + 1)
    expect(await opens(secret)).toBe(false)
    expect((await world.ask(adele, 'GET', page)).body).toMatchObject({
      requireVerifiedCustomer: true,
      verifiedCustomersPossible: false,
      reason: 'identityRequired',
    })
    expect(await requireVerified(false)).toMatchObject({ status: 200 })
  })
})
