import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { userClaims } from '#infra/local/entraClaims'
import { apiClientId, people } from '#infra/local/seedPeople'
import { signingKeys } from '#infra/local/signingKeys'
import { startWorld, type World } from '../../support/world.ts'
import { askOverWire, type WireAnswer } from '../support/rawHttp.ts'
import { refusedClaims, takenClaims } from './entraClaims.ts'
import { createMint, forgedTokens, type Mint } from './forgedTokens.ts'

const [adele] = people
let world: World
let known: Mint
let nobody: WireAnswer

const me = (...headers: string[]) => askOverWire(`${world.apiUrl}/api/v1/me`, { headers })
const asked = (token: string) => me('authorization', `Bearer ${token}`)

beforeAll(async () => {
  world = await startWorld()
  const { user, channel } = await signingKeys(world.dataFolder)
  if (!adele) throw new Error('The seed is empty')
  known = await createMint(user, channel, userClaims(adele, apiClientId))
  nobody = await me()
})
afterAll(() => world.close())

test('without a token the answer says that one is needed, and nothing else', () => {
  expect(nobody).toMatchObject({ status: 401, headers: { 'www-authenticate': 'Bearer' } })
  expect(JSON.parse(nobody.bytes)).toEqual({
    type: 'urn:interact:problem:unauthenticated',
    title: 'unauthenticated',
    status: 401,
    code: 'unauthenticated',
    detail: 'A valid access token is needed.',
    requestId: '',
  })
})

describe('a token is refused, with the same bytes as none,', () => {
  test.each(forgedTokens)('%s', async (_what, token) => {
    expect(await asked(await token(known))).toEqual(nobody)
  })

  test.each(refusedClaims)('%s', async (_what, claims) => {
    expect(await asked(await known.token(claims))).toEqual(nobody)
  })

  const headers: [string, (token: string, bad: string) => string[]][] = [
    ['of another scheme', (token) => ['authorization', `Basic ${token}`]],
    ['of a scheme that only begins alike', (token) => ['authorization', `Bearers ${token}`]],
    ['without a scheme', (token) => ['authorization', token]],
    ['without a blank', (token) => ['authorization', `Bearer${token}`]],
    ['after two blanks', (token) => ['authorization', `Bearer  ${token}`]],
    ['after a tab', (token) => ['authorization', `Bearer\t${token}`]],
    ['in quotes', (token) => ['authorization', `Bearer "${token}"`]],
    ['with something after it', (token) => ['authorization', `Bearer ${token} x`]],
    ['twice, joined by a comma', (token) => ['authorization', `Bearer ${token}, Bearer ${token}`]],
    ['with a letter no token has', (token) => ['authorization', `Bearer ${token}\u00ff`]],
    [
      'in the first of two headers',
      (token, bad) => [...['authorization', `Bearer ${token}`], ...['authorization', `Bearer ${bad}`]],
    ],
    [
      'in the second of two headers',
      (token, bad) => [...['authorization', `Bearer ${bad}`], ...['authorization', `Bearer ${token}`]],
    ],
    ['in another header', (token) => ['proxy-authorization', `Bearer ${token}`, 'x-authorization', `Bearer ${token}`]],
    ['in a cookie', (token) => ['cookie', `access_token=${token}; authorization=Bearer ${token}`]],
  ]
  test.each(headers)('%s', async (_what, headers) => {
    const [token, bad] = [await known.token(), await known.token({ aud: 'x' })]
    expect(await me(...headers(token, bad))).toEqual(nobody)
  })

  test.each(['access_token', 'token', 'authorization'])('in the query as %s', async (name) => {
    expect(await askOverWire(`${world.apiUrl}/api/v1/me?${name}=${await known.token()}`)).toEqual(nobody)
  })

  test('also after a good one of the same person was taken', async () => {
    const token = await known.token()
    expect((await asked(token)).status).toBe(200)
    expect(await asked(`${token.slice(0, -4)}AAAA`)).toEqual(nobody)
  })

  test('with a NUL before the request is even read', async () => {
    const token = await known.token()
    await expect(me('authorization', `Bearer ${token}\u0000`)).rejects.toThrow('Invalid character')
  })
})

describe('a token is taken', () => {
  test.each(takenClaims)('%s', async (_what, claims) => {
    const { status, bytes } = await asked(await known.token(claims))
    expect([status, bytes]).toEqual([200, expect.stringContaining('Adele Vance')])
  })

  test.each(['bearer', 'BEARER', 'Bearer'])('with the scheme written %s', async (scheme) => {
    expect((await me('authorization', `${scheme} ${await known.token()}`)).status).toBe(200)
  })
})
