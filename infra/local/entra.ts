import { channelClaims, channelIssuer, loginOrigin, userClaims, type DirectoryUser } from './entraClaims.ts'
import { problem, startLoopback, type Asked, type Reply, type Running } from './http/loopback.ts'
import { sign, signingKeys } from './signingKeys.ts'
import { answerTokenRequest, isAppToken } from './tokenEndpoint.ts'

export type EntraOptions = {
  port: number
  dataFolder: string
  users: readonly DirectoryUser[]
  /** Client id of the API: the audience of user tokens. */
  apiClientId: string
  /** Client id of the bot: the audience of channel tokens. */
  botId: string
  /** Client secrets by client id, for the token endpoint. */
  clients?: Readonly<Record<string, string>>
  /** Delegated scopes without consent. */
  withoutConsent?: readonly string[]
}

export type Entra = Running & {
  /** URL of the keys that sign user and application tokens. */
  jwksUrl: string
  /** URL of the bot channel's OpenID metadata, for the Bot Framework SDK. */
  channelMetadataUrl: string
  /** URL of the keys that sign channel tokens. */
  channelJwksUrl: string
  userToken: (upn: string) => Promise<string | undefined>
  channelToken: (serviceUrl: string) => Promise<string>
  /** Whether this token was issued here to the bot for the Bot Connector. */
  isConnectorToken: (token: string) => Promise<boolean>
}

/** Starts the stand-in for Entra ID and for the Bot Connector's token issuer. Tokens name the production issuers; only the signing keys are local. */
export async function startEntra(options: EntraOptions): Promise<Entra> {
  const keys = await signingKeys(options.dataFolder)
  const users = new Map(options.users.map((user) => [user.upn.toLowerCase(), user]))
  const endpoint = {
    key: keys.user,
    clients: options.clients ?? {},
    withoutConsent: options.withoutConsent ?? [],
  }

  const userToken = async (upn: string) => {
    const user = users.get(upn.toLowerCase())
    return user && sign(keys.user, userClaims(user, options.apiClientId))
  }

  const answer = async (asked: Asked): Promise<Reply | undefined> => {
    const [first = '', ...rest] = asked.path.slice(1).split('/')
    const route = `${asked.method} ${rest.join('/')}`
    if (asked.method === 'POST')
      return rest.join('/') === 'oauth2/v2.0/token'
        ? answerTokenRequest(endpoint, first, await asked.text())
        : undefined
    if (asked.path === '/token') {
      const token = await userToken(asked.query.get('user') ?? '')
      if (token === undefined) return problem(404, 'notFound', 'No user of the embedded world has this name.')
      return { body: { access_token: token } }
    }
    if (asked.path === '/channel/keys')
      return { body: { keys: [{ ...keys.channel.publicJwk, endorsements: ['msteams'] }] } }
    if (asked.path === '/channel/.well-known/openidconfiguration') return { body: channelMetadata(running.url) }
    if (asked.path === '/common/discovery/instance') return { body: instances(asked.query) }
    if (route === 'GET discovery/v2.0/keys') return { body: { keys: [keys.user.publicJwk] } }
    if (route === 'GET v2.0/.well-known/openid-configuration') return { body: metadata(running.url, first) }
    return undefined
  }

  const running = await startLoopback(options.port, 'ENTRA_PORT', answer)
  return {
    ...running,
    jwksUrl: `${running.url}/common/discovery/v2.0/keys`,
    channelMetadataUrl: `${running.url}/channel/.well-known/openidconfiguration`,
    channelJwksUrl: `${running.url}/channel/keys`,
    userToken,
    channelToken: (serviceUrl) => sign(keys.channel, channelClaims(options.botId, serviceUrl)),
    isConnectorToken: (token) => isAppToken(keys.user, token, options.botId, channelIssuer),
  }
}

const metadata = (url: string, tenant: string) => ({
  issuer: `${loginOrigin}/${tenant === 'common' ? '{tenantid}' : tenant}/v2.0`,
  authorization_endpoint: `${loginOrigin}/${tenant}/oauth2/v2.0/authorize`,
  token_endpoint: `${loginOrigin}/${tenant}/oauth2/v2.0/token`,
  jwks_uri: `${url}/${tenant}/discovery/v2.0/keys`,
  response_types_supported: ['code', 'id_token', 'token'],
  subject_types_supported: ['pairwise'],
  id_token_signing_alg_values_supported: ['RS256'],
})

const channelMetadata = (url: string) => ({
  issuer: channelIssuer,
  authorization_endpoint: 'https://invalid.botframework.com',
  jwks_uri: `${url}/channel/keys`,
  id_token_signing_alg_values_supported: ['RS256'],
  token_endpoint_auth_methods_supported: ['private_key_jwt'],
})

const instances = (query: URLSearchParams) => {
  const asked = query.get('authorization_endpoint') ?? `${loginOrigin}/common/oauth2/v2.0/authorize`
  const host = new URL(loginOrigin).host
  return {
    tenant_discovery_endpoint: asked.replace('/oauth2/v2.0/authorize', '/v2.0/.well-known/openid-configuration'),
    'api-version': '1.1',
    metadata: [{ preferred_network: host, preferred_cache: host, aliases: [host] }],
  }
}
