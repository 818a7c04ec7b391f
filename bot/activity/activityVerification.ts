import { errors, jwtVerify, type JWTPayload } from 'jose'
import { parseActivity, tenantOf, type Activity } from './activity.ts'
import { KeysUnavailable, type SigningKeys } from './signingKeys.ts'
import { createServiceHosts } from './serviceHosts.ts'

export type Tenants = ReadonlySet<string> | ((tenantId: string) => boolean | Promise<boolean>)

export interface ActivityVerifierOptions {
  botId: string
  keys: SigningKeys
  /** Issuer of the tokens; the channel of the public cloud by default. */
  issuer?: string
  /** See `createServiceHosts`; the hosts of Teams by default. */
  allowedServiceHosts?: readonly string[]
  /** The onboarded tenants, in lower case. */
  tenants: Tenants
  now?: () => number
}

export type Checked =
  { ok: true; activity: Activity; tenantId: string } | { ok: false; status: 400 | 401 | 403 | 503; why: string }

export type ActivityVerifier = { check(authorization: string | undefined, body: unknown): Promise<Checked> }

export const publicChannelIssuer = 'https://api.botframework.com'
const channel = 'msteams'
const longestToken = 8_000
/** Clock skew in seconds that the Bot Connector authentication documentation allows. */
const leewaySeconds = 300

const refused = (status: 400 | 401 | 403 | 503, why: string): Checked => ({ ok: false, status, why })

/**
 * Verifies every activity before the SDK sees it: the channel signed it for this bot and this service URL, on behalf of
 * Teams, and the tenant is onboarded. `why` is for the log and must not reach the caller.
 */
export function createActivityVerifier(options: ActivityVerifierOptions): ActivityVerifier {
  if (options.botId === '')
    throw new Error('The bot app id must not be empty: without it, any caller could pass as Teams.')
  const mayServe = createServiceHosts(options.allowedServiceHosts)
  const { tenants } = options
  const onboarded = async (id: string) => (typeof tenants === 'function' ? tenants(id) : tenants.has(id))

  return {
    async check(authorization, body) {
      const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(authorization ?? '')?.[1]
      if (token === undefined || token.length > longestToken) return refused(401, 'no bearer token')
      const verified = await verify(token, options)
      if ('ok' in verified) return verified

      const activity = parseActivity(body)
      if (!activity) return refused(400, 'not an activity')
      if (verified.claims.serviceurl !== activity.serviceUrl)
        return refused(401, 'service URL does not match the token')
      if (activity.channelId !== channel) return refused(403, 'channel not supported')
      if (!options.keys.endorses(verified.kid, channel)) return refused(401, 'key not endorsed for the channel')
      if (!mayServe(activity.serviceUrl)) return refused(403, 'service host not allowed')
      const tenantId = tenantOf(activity)
      if (tenantId === null || !(await onboarded(tenantId))) return refused(403, 'tenant not onboarded')
      return { ok: true, activity, tenantId }
    },
  }
}

async function verify(
  token: string,
  { keys, botId, issuer = publicChannelIssuer, now = Date.now }: ActivityVerifierOptions,
): Promise<{ claims: JWTPayload; kid: string | undefined } | Checked> {
  try {
    const { payload, protectedHeader } = await jwtVerify(token, keys.key, {
      algorithms: ['RS256'],
      issuer,
      audience: botId,
      requiredClaims: ['exp', 'nbf', 'serviceurl'],
      clockTolerance: leewaySeconds,
      currentDate: new Date(now()),
    })
    // jose also accepts a list that contains the audience; the channel always sends a single value.
    if (payload.aud !== botId) return refused(401, 'audience is a list')
    return { claims: payload, kid: protectedHeader.kid }
  } catch (fault) {
    if (fault instanceof KeysUnavailable) return refused(503, fault.message)
    if (fault instanceof errors.JOSEError) return refused(401, fault.code)
    return refused(401, 'unreadable token')
  }
}
