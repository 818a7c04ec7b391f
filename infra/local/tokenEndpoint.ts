import { randomUUID } from 'node:crypto'
import { importJWK, jwtVerify } from 'jose'
import { appClaims, delegatedClaims, lifetime } from './entraClaims.ts'
import type { Reply } from './http/loopback.ts'
import { sign, type SigningKey } from './signingKeys.ts'

export type TokenEndpoint = {
  key: SigningKey
  /** Client secret by client id. */
  clients: Readonly<Record<string, string>>
  /** Short names of delegated scopes without consent. */
  withoutConsent: readonly string[]
}

/** Answers `POST /{tenant}/oauth2/v2.0/token` for client credentials and for on-behalf-of. */
export async function answerTokenRequest(endpoint: TokenEndpoint, tenantId: string, body: string): Promise<Reply> {
  const form = new URLSearchParams(body)
  const clientId = form.get('client_id') ?? ''
  const secret = endpoint.clients[clientId]
  if (secret === undefined)
    return refused('unauthorized_client', 700016, 'The application was not found in the tenant.')
  if (form.get('client_secret') !== secret)
    return refused('invalid_client', 7000215, 'The client secret is wrong.', 401)
  const asked = resourceOf(form.get('scope') ?? '')
  if (form.get('grant_type') === 'client_credentials') {
    if (asked.scopes.join() !== '.default') return refused('invalid_scope', 1002012, 'The scope must end in /.default.')
    return granted(await sign(endpoint.key, appClaims(tenantId, clientId, asked.audience)), asked.text)
  }
  if (form.get('requested_token_use') !== 'on_behalf_of')
    return refused('unsupported_grant_type', 70003, 'Only client credentials and on-behalf-of are answered here.')
  const user = await userOf(endpoint.key, form.get('assertion') ?? '', clientId, tenantId)
  if (user === undefined) return refused('invalid_grant', 500131, 'The assertion is not a token for this application.')
  const missing = asked.scopes.find((scope) => endpoint.withoutConsent.includes(scope))
  if (missing !== undefined)
    return refused('invalid_grant', 65001, `Nobody has consented to ${missing}.`, 400, 'consent_required')
  return granted(await sign(endpoint.key, delegatedClaims(user, clientId, asked.audience, asked.scopes)), asked.text)
}

/** Splits `https://graph.microsoft.com/User.Read` into audience and scope `User.Read`; the default audience is Graph. */
function resourceOf(text: string) {
  const named = text.split(' ').filter((scope) => !['', 'openid', 'profile', 'offline_access'].includes(scope))
  const cut = named[0]?.lastIndexOf('/') ?? -1
  return {
    text: named.join(' '),
    audience: cut < 0 ? 'https://graph.microsoft.com' : (named[0] ?? '').slice(0, cut),
    scopes: named.map((scope) => scope.slice(scope.lastIndexOf('/') + 1)),
  }
}

/** Whether the token was issued to this application for this audience and signed with this key. */
export async function isAppToken(key: SigningKey, token: string, clientId: string, audience: string): Promise<boolean> {
  return (await verified(key, token, audience))?.appid === clientId
}

async function userOf(key: SigningKey, assertion: string, audience: string, tenantId: string) {
  const claims = await verified(key, assertion, audience)
  if (claims?.tid !== tenantId || typeof claims.oid !== 'string') return undefined
  return { oid: claims.oid, tid: tenantId, name: typeof claims.name === 'string' ? claims.name : '' }
}

async function verified(key: SigningKey, token: string, audience: string) {
  try {
    const publicKey = await importJWK(key.publicJwk, 'RS256')
    return (await jwtVerify(token, publicKey, { audience, algorithms: ['RS256'] })).payload
  } catch {
    return undefined
  }
}

const granted = (token: string, scope: string): Reply => ({
  body: { token_type: 'Bearer', scope, expires_in: lifetime, ext_expires_in: lifetime, access_token: token },
})

const refused = (error: string, code: number, detail: string, status = 400, suberror?: string): Reply => ({
  status,
  body: {
    error,
    error_description: `AADSTS${code}: ${detail}`,
    error_codes: [code],
    timestamp: new Date().toISOString(),
    trace_id: randomUUID(),
    correlation_id: randomUUID(),
    ...(suberror === undefined ? {} : { suberror }),
  },
})
