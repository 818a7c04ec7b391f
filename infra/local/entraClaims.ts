import { createHash, randomUUID } from 'node:crypto'
import type { JWTPayload } from 'jose'

export type DirectoryUser = { oid: string; tid: string; upn: string; name: string; roles?: readonly string[] }

/** Client id of the Teams web client, which every real registration of the product pre-authorizes. */
const teamsWebClient = '5e3ce6c0-2b1f-4285-8d4b-75ee78787346'
export const loginOrigin = 'https://login.microsoftonline.com'
export const channelIssuer = 'https://api.botframework.com'

/** Lifetime of every token of the stand-in, in seconds. */
export const lifetime = 3600

const times = () => {
  const now = Math.floor(Date.now() / 1000)
  return { iat: now, nbf: now, exp: now + lifetime }
}

/** Claims of the v2 access token that Entra ID issues to Teams for this user. */
export const userClaims = (user: DirectoryUser, audience: string): JWTPayload => ({
  aud: audience,
  iss: `${loginOrigin}/${user.tid}/v2.0`,
  ...times(),
  azp: teamsWebClient,
  azpacr: '0',
  name: user.name,
  oid: user.oid,
  preferred_username: user.upn,
  ...(user.roles === undefined ? {} : { roles: [...user.roles] }),
  scp: 'access_as_user',
  sub: createHash('sha256').update(`${audience} ${user.oid}`).digest('base64url'),
  tid: user.tid,
  uti: randomUUID(),
  ver: '2.0',
})

/** Claims of the token that the Bot Connector sends with an activity. */
export const channelClaims = (botId: string, serviceUrl: string): JWTPayload => ({
  aud: botId,
  iss: channelIssuer,
  ...times(),
  serviceurl: serviceUrl,
})

/** Claims of an application's token (client credentials) for Graph or the Bot Connector. */
export const appClaims = (tenantId: string, clientId: string, audience: string): JWTPayload => ({
  aud: audience,
  iss: `https://sts.windows.net/${tenantId}/`,
  ...times(),
  appid: clientId,
  idtyp: 'app',
  tid: tenantId,
  ver: '1.0',
})

/** Claims of an on-behalf-of token for another service. */
export const delegatedClaims = (
  user: { oid: string; tid: string; name: string },
  clientId: string,
  audience: string,
  scopes: readonly string[],
): JWTPayload => ({
  aud: audience,
  iss: `https://sts.windows.net/${user.tid}/`,
  ...times(),
  appid: clientId,
  name: user.name,
  oid: user.oid,
  scp: scopes.join(' '),
  tid: user.tid,
  ver: '1.0',
})
