import { createHash } from 'node:crypto'
import { errors, jwtVerify, type JWTVerifyGetKey } from 'jose'
import { z } from 'zod'
import { id } from '#core/contract/ids'
import type { Request } from 'express'

/** The claims that Interact uses from a verified Entra v2 access token. `expiresAt` in milliseconds since the epoch. */
export interface EntraClaims {
  tenantId: string
  entraObjectId: string
  displayName: string
  userPrincipalName: string
  /** The app role `Interact.TenantAdmin` is in the token. */
  tenantAdmin: boolean
  expiresAt: number
}

interface EntraOptions {
  /** Application (client) id of the API's registration; audiences are it and its `api://` form. */
  clientId: string
  /** Onboarded tenants. */
  tenants: readonly string[]
  /** Client applications whose tokens are accepted: the Teams clients. */
  authorizedParties: readonly string[]
  keys: JWTVerifyGetKey
  /** The clock, in milliseconds since the epoch. */
  now: () => number
}

export type VerifyEntra = (token: string) => Promise<EntraClaims | null>

/**
 * Web, desktop and mobile clients of Teams.
 * https://learn.microsoft.com/microsoftteams/platform/tabs/how-to/authentication/tab-sso-register-aad
 */
export const teamsClients = ['1fec8e78-bce4-4aaf-ab1b-5451cc387264', '5e3ce6c0-2b1f-4285-8d4b-75ee78787346'] as const

const scope = 'access_as_user'
const cacheLimit = 10_000
const leeway = 60

const claims = z.object({
  tid: id,
  oid: id,
  ver: z.literal('2.0'),
  iss: z.string(),
  /** Exactly one audience, because another service could have passed on a token for several services. */
  aud: z.string(),
  iat: z.number(),
  /** Absent or `user`: an app-only token does not represent a user. */
  idtyp: z.literal('user').optional(),
  azp: z.string(),
  scp: z.string(),
  exp: z.number(),
  name: z.string().max(500).optional(),
  preferred_username: z.string().max(500).optional(),
  roles: z.array(z.string()).optional(),
})

/**
 * Verifies access tokens of Entra ID, version 2.0: RS256 signature, issuer of the token's own tenant, audience, scope,
 * client, times, onboarded tenant. Verified tokens are cached by hash until they expire.
 */
export function createVerifyEntra(options: EntraOptions): VerifyEntra {
  const known = new Map<string, EntraClaims>()
  return async (token) => {
    const hash = createHash('sha256').update(token).digest('base64')
    const found = known.get(hash)
    if (found && options.now() < found.expiresAt) return found
    const verified = await verify(token, options)
    if (!verified) return null
    if (known.size >= cacheLimit) known.delete(known.keys().next().value ?? '')
    known.set(hash, verified)
    return verified
  }
}

async function verify(token: string, options: EntraOptions): Promise<EntraClaims | null> {
  const payload = await signedPayload(token, options)
  const parsed = claims.safeParse(payload)
  if (!parsed.success) return null
  const { tid, oid, iss, azp, scp, iat, exp, roles, name, preferred_username: upn } = parsed.data
  const fits =
    iss === `https://login.microsoftonline.com/${tid}/v2.0` &&
    iat <= options.now() / 1000 + leeway &&
    options.tenants.includes(tid) &&
    options.authorizedParties.includes(azp) &&
    scp.split(' ').includes(scope)
  if (!fits) return null
  return {
    tenantId: tid,
    entraObjectId: oid,
    displayName: name ?? upn ?? oid,
    userPrincipalName: upn ?? oid,
    tenantAdmin: roles?.includes('Interact.TenantAdmin') ?? false,
    expiresAt: exp * 1000,
  }
}

async function signedPayload(token: string, { clientId, keys, now }: EntraOptions): Promise<unknown> {
  try {
    const { payload } = await jwtVerify(token, keys, {
      algorithms: ['RS256'],
      audience: [clientId, `api://${clientId}`],
      requiredClaims: ['exp', 'nbf', 'iat', 'tid', 'oid'],
      clockTolerance: leeway,
      currentDate: new Date(now()),
    })
    return payload
  } catch (error) {
    const unread = error instanceof errors.JOSEError && ['ERR_JWKS_TIMEOUT', 'ERR_JOSE_GENERIC'].includes(error.code)
    if (unread || !(error instanceof errors.JOSEError)) throw new KeysUnavailable(error)
    return null
  }
}

/** The signing keys of Entra ID cannot be fetched, so no token can be verified. */
class KeysUnavailable extends Error {
  readonly unavailable = true
  constructor(cause: unknown) {
    super('The signing keys of Entra ID cannot be read', { cause })
  }
}

/** Maximum length of a token, as in the first frame of an agent's event stream. */
const longestToken = 8000

/**
 * The bearer token of the Authorization header; null if the header is missing, malformed or repeated. A token in the
 * URL is not accepted.
 */
export function bearerOf(request: Pick<Request, 'headersDistinct'>): string | null {
  const [header = '', ...others] = request.headersDistinct.authorization ?? []
  const [, token = ''] = /^Bearer ([\w.-]+)$/i.exec(header) ?? []
  return token === '' || token.length > longestToken || others.length > 0 ? null : token
}
