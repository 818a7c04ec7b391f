import { beforeAll, describe, expect, it } from '@jest/globals'
import { createLocalJWKSet, exportJWK, generateKeyPair, SignJWT, type JWTPayload } from 'jose'
import { KeysUnavailable, type SigningKeys } from '#bot/activity/signingKeys'
import { createActivityVerifier, type ActivityVerifier } from '#bot/activity/activityVerification'
import { freshKey, type SigningKey } from '#infra/local/signingKeys'
import { forge, mint, type Overrides } from '../../support/tokens.ts'

const botId = '11111111-1111-4111-8111-111111111111'
const tenantId = '10000000-0000-4000-8000-000000000001'
const serviceUrl = 'https://smba.trafficmanager.net/emea/'
const now = Date.UTC(2026, 10, 22, 12)
const seconds = now / 1000

let channelKey: SigningKey
let foreignKey: SigningKey
let guard: ActivityVerifier

const claims = (): JWTPayload => ({
  iss: 'https://api.botframework.com',
  aud: botId,
  nbf: seconds - 60,
  exp: seconds + 3600,
  serviceurl: serviceUrl,
})

const activity = (change: Overrides = {}) => ({
  type: 'message',
  id: '1700000000000',
  channelId: 'msteams',
  serviceUrl,
  from: { id: '29:alex', aadObjectId: '30000000-0000-4000-8000-000000000001' },
  recipient: { id: `28:${botId}` },
  conversation: { id: 'a:1', conversationType: 'personal', tenantId },
  channelData: { tenant: { id: tenantId } },
  text: 'Hello',
  ...change,
})

const keysOf = (endorsements: readonly string[] = ['msteams']): SigningKeys => ({
  key: createLocalJWKSet({ keys: [channelKey.publicJwk] }),
  endorses: (kid, channel) => kid === channelKey.kid && endorsements.includes(channel),
})

const guardWith = (change: Partial<Parameters<typeof createActivityVerifier>[0]> = {}) =>
  createActivityVerifier({ botId, keys: keysOf(), tenants: new Set([tenantId]), now: () => now, ...change })

const bearer = async (over: Overrides = {}, header: Overrides = {}, key = channelKey) =>
  `Bearer ${await mint(key, claims(), over, header)}`

beforeAll(async () => {
  channelKey = await freshKey()
  foreignKey = await freshKey()
  guard = guardWith()
})

it('accepts an activity that Teams signed for this bot and an onboarded tenant', async () => {
  const checked = await guard.check(await bearer(), activity())
  expect(checked).toMatchObject({ ok: true, tenantId, activity: { text: 'Hello' } })
})

it('accepts a tenant id in the conversation alone, in any letter case', async () => {
  const upper = activity({ channelData: undefined, conversation: { id: 'a:1', tenantId: tenantId.toUpperCase() } })
  expect(await guard.check(await bearer(), upper)).toMatchObject({ ok: true, tenantId })
})

describe('refuses with 401 a token', () => {
  const tokens: [string, () => Promise<string | undefined>][] = [
    ['that is missing', () => Promise.resolve(undefined)],
    ['that is empty', () => Promise.resolve('')],
    ['of another scheme', async () => (await bearer()).replace('Bearer', 'Basic')],
    ['without a scheme', async () => (await bearer()).replace('Bearer ', '')],
    ['with something after it', async () => `${await bearer()} x`],
    ['of two parts', async () => (await bearer()).split('.').slice(0, 2).join('.')],
    ['that is not JSON', () => Promise.resolve('Bearer a.b.c')],
    ['that is too long', async () => bearer({ filler: 'x'.repeat(9_000) })],
    ['without a signature', () => Promise.resolve(`Bearer ${forge({ alg: 'RS256', kid: channelKey.kid }, claims())}`)],
    ['with alg none', () => Promise.resolve(`Bearer ${forge({ alg: 'none' }, claims(), 'x')}`)],
    ['signed with the public key as a secret', async () => `Bearer ${await hmac()}`],
    ['signed with PS256', async () => `Bearer ${await pss()}`],
    ['signed by a foreign key under its own id', async () => bearer({}, {}, foreignKey)],
    ['signed by a foreign key under the right id', async () => bearer({}, { kid: channelKey.kid }, foreignKey)],
    ['with an unknown key id', async () => bearer({}, { kid: 'unknown' })],
    [
      'with an unknown critical header',
      () => Promise.resolve(`Bearer ${forge({ alg: 'RS256', crit: ['x'], x: 1 }, claims(), 'x')}`),
    ],
    ['whose claims were changed after signing', async () => changed(await bearer())],
    ['of the government issuer', async () => bearer({ iss: 'https://api.botframework.us' })],
    ['of an Entra issuer', async () => bearer({ iss: `https://login.microsoftonline.com/${tenantId}/v2.0` })],
    ['of a look-alike issuer', async () => bearer({ iss: 'https://api.botframework.com.evil.example' })],
    ['without an issuer', async () => bearer({ iss: undefined })],
    ['for another bot', async () => bearer({ aud: '22222222-2222-4222-8222-222222222222' })],
    ['for several audiences', async () => bearer({ aud: [botId, 'other'] })],
    ['without an audience', async () => bearer({ aud: undefined })],
    ['that has expired', async () => bearer({ exp: seconds - 301 })],
    ['without an expiry time', async () => bearer({ exp: undefined })],
    ['whose expiry time is a word', async () => bearer({ exp: 'tomorrow' })],
    ['that is not valid yet', async () => bearer({ nbf: seconds + 301 })],
    ['without a start time', async () => bearer({ nbf: undefined })],
    ['without a service address', async () => bearer({ serviceurl: undefined })],
    ['for another service address', async () => bearer({ serviceurl: 'https://smba.trafficmanager.net/amer/' })],
    [
      'for a service address that is only a prefix',
      async () => bearer({ serviceurl: 'https://smba.trafficmanager.net/emea' }),
    ],
    ['whose service address is a list', async () => bearer({ serviceurl: [serviceUrl] })],
  ]

  it.each(tokens)('%s', async (_what, token) => {
    expect(await guard.check(await token(), activity())).toMatchObject({ ok: false, status: 401 })
  })

  it('signed by a key that is not endorsed for Teams', async () => {
    const other = guardWith({ keys: keysOf(['webchat']) })
    expect(await other.check(await bearer(), activity())).toMatchObject({ ok: false, status: 401 })
  })
})

it('refuses another algorithm even for a key that names none', async () => {
  const { privateKey, publicKey } = await generateKeyPair('RS512')
  const { kty, n, e } = await exportJWK(publicKey)
  const key = createLocalJWKSet({ keys: [{ kty: kty ?? '', n: n ?? '', e: e ?? '', kid: 'open' }] })
  const token = await new SignJWT(claims()).setProtectedHeader({ alg: 'RS512', kid: 'open' }).sign(privateKey)
  const open = guardWith({ keys: { key, endorses: () => true } })
  expect(await open.check(`Bearer ${token}`, activity())).toMatchObject({ ok: false, status: 401 })
})

it('tolerates a clock skew of five minutes', async () => {
  expect(await guard.check(await bearer({ exp: seconds - 299 }), activity())).toMatchObject({ ok: true })
  expect(await guard.check(await bearer({ nbf: seconds + 299 }), activity())).toMatchObject({ ok: true })
})

describe('refuses a signed activity', () => {
  const elsewhere = async (url: string, hosts?: string[]) =>
    guardWith(hosts ? { allowedServiceHosts: hosts } : {}).check(
      await bearer({ serviceurl: url }),
      activity({ serviceUrl: url }),
    )

  it.each([
    'http://smba.trafficmanager.net/emea/',
    'https://evil.trafficmanager.net/',
    'https://smba.trafficmanager.net.evil.example/',
    'https://evil.example/smba.trafficmanager.net',
    'https://smba.trafficmanager.net:8443/',
    'https://user@smba.trafficmanager.net/',
    'https://smba.trafficmanager.net@evil.example/',
    'https://smba.trafficmanager.net./',
    'http://localhost:3984/',
    'file:///etc/passwd',
    'not an address',
  ])('for the service address %s', async (url) => {
    expect(await elsewhere(url)).toMatchObject({ ok: false, status: 403 })
  })

  it.each([
    ['of another tenant', { conversation: { id: 'a:1' }, channelData: { tenant: { id: 'other' } } }],
    ['of no tenant', { conversation: { id: 'a:1' }, channelData: {} }],
    ['of two tenants', { channelData: { tenant: { id: 'other' } } }],
    ['of two tenants, the second one unknown', { conversation: { id: 'a:1', tenantId: 'other' } }],
    ['of another channel', { channelId: 'webchat' }],
    ['of the emulator', { channelId: 'emulator' }],
  ])('%s', async (_what, change) => {
    expect(await guard.check(await bearer(), activity(change))).toMatchObject({ ok: false, status: 403 })
  })

  it.each([
    ['without a body', undefined],
    ['that is a list', []],
    ['that is a string', 'activity'],
    ['without an id', activity({ id: undefined })],
    ['with an empty id', activity({ id: '' })],
    ['without a sender', activity({ from: undefined })],
    ['without a conversation', activity({ conversation: undefined })],
    ['without a service address', activity({ serviceUrl: undefined })],
    ['whose text is an object', activity({ text: {} })],
  ])('%s', async (_what, body) => {
    expect(await guard.check(await bearer(), body)).toMatchObject({ ok: false, status: 400 })
  })

  it('of a loopback origin unless that origin is allowed, but accepts the government clouds', async () => {
    expect(await elsewhere('https://smba.infra.gov.teams.microsoft.us/teams')).toMatchObject({ ok: true })
    expect(await elsewhere('http://localhost:3984/x', ['http://localhost:3984'])).toMatchObject({ ok: true })
    expect(await elsewhere('http://localhost:3985/x', ['http://localhost:3984'])).toMatchObject({ status: 403 })
  })
})

it('can look up the tenant in the store', async () => {
  const asked: string[] = []
  const asking = guardWith({ tenants: (id) => (asked.push(id), Promise.resolve(id === tenantId)) })
  expect(await asking.check(await bearer(), activity())).toMatchObject({ ok: true })
  expect(asked).toEqual([tenantId])
})

it('answers 503 while the keys cannot be fetched', async () => {
  const unreachable = { key: () => Promise.reject(new KeysUnavailable('down')), endorses: () => false }
  expect(await guardWith({ keys: unreachable }).check(await bearer(), activity())).toMatchObject({ status: 503 })
})

it('cannot be created without a bot id or with an invalid host', () => {
  expect(() => guardWith({ botId: '' })).toThrow('app id')
  for (const host of ['*.trafficmanager.net', 'http://evil.example', 'https://smba.trafficmanager.net/x', ''])
    expect(() => guardWith({ allowedServiceHosts: [host] })).toThrow('neither a host name')
})

const hmac = () =>
  new SignJWT(claims())
    .setProtectedHeader({ alg: 'HS256', kid: channelKey.kid })
    .sign(new TextEncoder().encode(JSON.stringify(channelKey.publicJwk)))

async function pss() {
  const { privateKey } = await generateKeyPair('PS256')
  return new SignJWT(claims()).setProtectedHeader({ alg: 'PS256', kid: channelKey.kid }).sign(privateKey)
}

const changed = (token: string) => {
  const [header, , signature] = token.split('.')
  const payload = Buffer.from(JSON.stringify({ ...claims(), aud: botId, extra: true })).toString('base64url')
  return `${String(header)}.${payload}.${String(signature)}`
}
