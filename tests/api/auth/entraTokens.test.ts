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

test('answers a request without a token only with the fact that one is needed', () => {
  expect(nobody).toMatchObject({ status: 401, headers: { 'www-authenticate': 'Bearer' } })
  expect(JSON.parse(nobody.bytes)).toEqual({
    type: 'urn:interact:problem:unauthenticated',
    title: 'unauthenticated',
    status: 401,
    code: 'unauthenticated',
    detail: 'A valid access token is required.',
    requestId: '',
  })
})

describe('a request with an invalid token', () => {
  test.each(forgedTokens)('is refused with the same bytes as without one: a token %s', async (_what, token) => {
    expect(await asked(await token(known))).toEqual(nobody)
  })

  test.each(refusedClaims)('is refused with the same bytes as without one: a token %s', async (_what, claims) => {
    expect(await asked(await known.token(claims))).toEqual(nobody)
  })

  const headers: [string, (token: string, bad: string) => string[]][] = [
    ['with another scheme', (token) => ['authorization', `Basic ${token}`]],
    ['with a scheme that has the same prefix', (token) => ['authorization', `Bearers ${token}`]],
    ['without a scheme', (token) => ['authorization', token]],
    ['without a space after the scheme', (token) => ['authorization', `Bearer${token}`]],
    ['after two spaces', (token) => ['authorization', `Bearer  ${token}`]],
    ['after a tab', (token) => ['authorization', `Bearer\t${token}`]],
    ['in quotes', (token) => ['authorization', `Bearer "${token}"`]],
    ['followed by other text', (token) => ['authorization', `Bearer ${token} x`]],
    ['twice, joined by a comma', (token) => ['authorization', `Bearer ${token}, Bearer ${token}`]],
    ['with an invalid character', (token) => ['authorization', `Bearer ${token}\u00ff`]],
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
  test.each(headers)('is refused with the same bytes as without one: a token %s', async (_what, headers) => {
    const [token, bad] = [await known.token(), await known.token({ aud: 'x' })]
    expect(await me(...headers(token, bad))).toEqual(nobody)
  })

  test.each(['access_token', 'token', 'authorization'])('is refused in the query as %s', async (name) => {
    expect(await askOverWire(`${world.apiUrl}/api/v1/me?${name}=${await known.token()}`)).toEqual(nobody)
  })

  test('is refused even after a valid token of the same person was accepted', async () => {
    const token = await known.token()
    expect((await asked(token)).status).toBe(200)
    expect(await asked(`${token.slice(0, -4)}AAAA`)).toEqual(nobody)
  })

  test('is refused for a NUL in the header before the request is parsed', async () => {
    const token = await known.token()
    await expect(me('authorization', `Bearer ${token}\u0000`)).rejects.toThrow('Invalid character')
  })
})

describe('a request with a valid token', () => {
  test.each(takenClaims)('is accepted: a token %s', async (_what, claims) => {
    const { status, bytes } = await asked(await known.token(claims))
    expect([status, bytes]).toEqual([200, expect.stringContaining('Adele Vance')])
  })

  test.each(['bearer', 'BEARER', 'Bearer'])('is accepted with the scheme written %s', async (scheme) => {
    expect((await me('authorization', `${scheme} ${await known.token()}`)).status).toBe(200)
  })
})
