import { mkdtemp, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { request } from 'node:http'
import { ConfidentialClientApplication, InteractionRequiredAuthError } from '@azure/msal-node'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { createLocalJWKSet, createRemoteJWKSet, jwtVerify, type JSONWebKeySet } from 'jose'
import { startEntra, type Entra } from '#infra/local/entra'
import { userClaims } from '#infra/local/entraClaims'
import { localNetworkClient } from '#infra/local/localNetworkClient'
import { freshKey, signingKeys } from '#infra/local/signingKeys'
import { mint } from '../../support/tokens.ts'

const tid = '11111111-1111-4111-8111-111111111111'
const alex = { oid: 'aaaaaaaa-0000-4000-8000-000000000001', tid, upn: 'alex@contoso.test', name: 'Alex Wilber' }
const adele = {
  ...alex,
  oid: 'aaaaaaaa-0000-4000-8000-000000000002',
  upn: 'adele@contoso.test',
  roles: ['Tenant.Admin'],
}
const apiClientId = 'api-client-id'
const botId = 'bot-client-id'

let entra: Entra
let dataFolder: string

const options = () => ({
  port: 0,
  dataFolder,
  users: [alex, adele],
  apiClientId,
  botId,
  clients: { [apiClientId]: 'api secret', [botId]: 'bot secret' },
  withoutConsent: ['OnlineMeetings.ReadWrite'],
})

beforeAll(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'interact-entra-'))
  entra = await startEntra(options())
})
afterAll(() => entra.close())

const msal = (clientId = apiClientId, clientSecret = 'api secret') =>
  new ConfidentialClientApplication({
    auth: { clientId, clientSecret, authority: `https://login.microsoftonline.com/${tid}` },
    system: { networkClient: localNetworkClient(entra.url) },
  })

const tokenFor = async (upn: string) => {
  const response = await fetch(`${entra.url}/token?user=${encodeURIComponent(upn)}`)
  return ((await response.json()) as { access_token: string }).access_token
}

describe('A user token of the stand-in', () => {
  test('has the claims of an Entra v2 token for Teams, and verifies against the published keys', async () => {
    const keys = createRemoteJWKSet(new URL(entra.jwksUrl))
    const { payload, protectedHeader } = await jwtVerify(await tokenFor('Adele@contoso.test'), keys, {
      issuer: `https://login.microsoftonline.com/${tid}/v2.0`,
      audience: apiClientId,
      algorithms: ['RS256'],
    })
    expect(protectedHeader).toMatchObject({ typ: 'JWT', alg: 'RS256' })
    expect(payload).toMatchObject({
      ver: '2.0',
      scp: 'access_as_user',
      azp: '5e3ce6c0-2b1f-4285-8d4b-75ee78787346',
      tid,
      oid: adele.oid,
      preferred_username: 'adele@contoso.test',
      name: 'Alex Wilber',
      roles: ['Tenant.Admin'],
    })
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(3600)
  })

  test('is not issued to a person outside the directory', async () => {
    const response = await fetch(`${entra.url}/token?user=mallory@contoso.test`)
    expect(response.status).toBe(404)
    expect(response.headers.get('content-type')).toBe('application/problem+json')
    expect(await response.json()).toMatchObject({ status: 404, code: 'notFound' })
  })

  test('does not verify when it is signed with another key', async () => {
    const forged = await mint(
      await freshKey(),
      userClaims(alex, apiClientId),
      {},
      { kid: (await signingKeys(dataFolder)).user.kid },
    )
    await expect(jwtVerify(forged, createRemoteJWKSet(new URL(entra.jwksUrl)))).rejects.toThrow('signature')
  })

  test('can be signed by a test with wrong or missing claims', async () => {
    const { user } = await signingKeys(dataFolder)
    const token = await mint(user, userClaims(alex, apiClientId), { scp: undefined, ver: '1.0' })
    const { payload } = await jwtVerify(token, createRemoteJWKSet(new URL(entra.jwksUrl)))
    expect(payload).toMatchObject({ ver: '1.0', oid: alex.oid })
    expect(payload).not.toHaveProperty('scp')
  })
})

describe('The signing keys', () => {
  test('are created once per data folder, in a file that only its owner can read', async () => {
    const before = await signingKeys(dataFolder)
    const again = await startEntra(options())
    const published = (await (await fetch(again.jwksUrl)).json()) as JSONWebKeySet
    await again.close()
    expect(published.keys).toEqual([before.user.publicJwk])
    expect(published.keys[0]).not.toHaveProperty('d')
    expect((await stat(join(dataFolder, 'entra-keys.json'))).mode & 0o777).toBe(0o600)
  })
})

describe('A channel token', () => {
  test('names the bot and the service URL, and its key is endorsed for Teams', async () => {
    const metadata = (await (await fetch(entra.channelMetadataUrl)).json()) as { issuer: string; jwks_uri: string }
    const keys = (await (await fetch(metadata.jwks_uri)).json()) as JSONWebKeySet
    expect(metadata).toMatchObject({ issuer: 'https://api.botframework.com', jwks_uri: entra.channelJwksUrl })
    expect(keys.keys[0]).toMatchObject({ endorsements: ['msteams'] })
    const { payload } = await jwtVerify(
      await entra.channelToken('http://localhost:3984/_connector'),
      createLocalJWKSet(keys),
      {
        issuer: 'https://api.botframework.com',
        audience: botId,
      },
    )
    expect(payload).toMatchObject({ serviceurl: 'http://localhost:3984/_connector' })
  })

  test('does not verify against the keys of user tokens', async () => {
    const token = await entra.channelToken('http://localhost:3984/_connector')
    await expect(jwtVerify(token, createRemoteJWKSet(new URL(entra.jwksUrl)))).rejects.toThrow('no applicable key')
  })
})

describe('msal-node, with its production authority', () => {
  test('gets an application token for the Bot Connector', async () => {
    const result = await msal(botId, 'bot secret').acquireTokenByClientCredential({
      scopes: ['https://api.botframework.com/.default'],
    })
    const { payload } = await jwtVerify(result?.accessToken ?? '', createRemoteJWKSet(new URL(entra.jwksUrl)), {
      audience: 'https://api.botframework.com',
    })
    expect(payload).toMatchObject({ appid: botId, tid })
  })

  test('is refused with a wrong secret', async () => {
    const asked = msal(apiClientId, 'guessed').acquireTokenByClientCredential({
      scopes: ['https://graph.microsoft.com/.default'],
    })
    await expect(asked).rejects.toThrow('7000215')
  })

  test('gets a token on behalf of the user who called the API', async () => {
    const result = await msal().acquireTokenOnBehalfOf({
      oboAssertion: await tokenFor('alex@contoso.test'),
      scopes: ['https://graph.microsoft.com/User.Read'],
    })
    const { payload } = await jwtVerify(result?.accessToken ?? '', createRemoteJWKSet(new URL(entra.jwksUrl)), {
      audience: 'https://graph.microsoft.com',
    })
    expect(payload).toMatchObject({ oid: alex.oid, tid, scp: 'User.Read', appid: apiClientId })
  })

  test('gets consent_required when consent is missing, so that the tab can ask for it', async () => {
    const fault = await msal()
      .acquireTokenOnBehalfOf({
        oboAssertion: await tokenFor('alex@contoso.test'),
        scopes: ['https://graph.microsoft.com/OnlineMeetings.ReadWrite'],
      })
      .catch((error: unknown) => error)
    expect(fault).toBeInstanceOf(InteractionRequiredAuthError)
    expect((fault as InteractionRequiredAuthError).subError).toBe('consent_required')
  })

  test('gets no on-behalf-of token for a user token that the directory did not sign', async () => {
    const oboAssertion = await mint(await freshKey(), userClaims(alex, apiClientId))
    const asked = msal().acquireTokenOnBehalfOf({ oboAssertion, scopes: ['https://graph.microsoft.com/User.Read'] })
    await expect(asked).rejects.toThrow('500131')
  })

  test('gets no on-behalf-of token in one tenant for a user of another', async () => {
    const { user } = await signingKeys(dataFolder)
    const stranger = { ...alex, tid: '22222222-2222-4222-8222-222222222222' }
    const oboAssertion = await mint(user, userClaims(stranger, apiClientId))
    const asked = msal().acquireTokenOnBehalfOf({ oboAssertion, scopes: ['https://graph.microsoft.com/User.Read'] })
    await expect(asked).rejects.toThrow('500131')
  })

  test('cannot reach any server except the stand-in', async () => {
    await expect(
      localNetworkClient(entra.url).sendGetRequestAsync('https://graph.microsoft.com/v1.0/me'),
    ).rejects.toThrow('does not call https://graph.microsoft.com')
  })
})

describe('A stand-in', () => {
  test('responds to requests for localhost only, which prevents DNS rebinding', async () => {
    const port = new URL(entra.url).port
    const statusFor = (host: string) =>
      new Promise<number | undefined>((resolve, reject) => {
        request({ host: '127.0.0.1', port, path: '/token?user=alex@contoso.test', headers: { host } }, (response) => {
          response.resume()
          resolve(response.statusCode)
        })
          .on('error', reject)
          .end()
      })
    expect(await statusFor(`localhost:${port}`)).toBe(200)
    expect(await statusFor(`127.0.0.1:${port}`)).toBe(200)
    expect(await statusFor(`rebound.example:${port}`)).toBe(421)
    expect(await statusFor('localhost')).toBe(421)
  })

  test('names the variable to change when its port is taken', async () => {
    const port = Number(new URL(entra.url).port)
    await expect(startEntra({ ...options(), port })).rejects.toThrow(
      `Port ${port} is taken. Free it, or set ENTRA_PORT to another port.`,
    )
  })
})
