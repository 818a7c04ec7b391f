import { createRemoteJWKSet, errors, type JWTVerifyGetKey } from 'jose'
import { z } from 'zod'

/** Where the channel publishes its keys: the URL of the key set, or of the OpenID metadata that contains it. */
export type KeysAddress = { jwksUrl: string } | { metadataUrl: string }

/** The keys that sign activities. `endorses` knows only keys that were requested before. */
export interface SigningKeys {
  key: JWTVerifyGetKey
  endorses(kid: string | undefined, channel: string): boolean
}

/** The keys could not be fetched, so the token cannot be checked; the sender may try again. */
export class KeysUnavailable extends Error {}

const withinMs = 5_000
const keptMs = 24 * 60 * 60_000
const metadata = z.object({ jwks_uri: z.url() })
const endorsed = z.object({ endorsements: z.array(z.string()) })

/** Fetches the keys once and caches them for a day. An unknown key id triggers another fetch, at most every 30 s. */
export function createSigningKeys(address: KeysAddress): SigningKeys {
  let remote: Promise<ReturnType<typeof createRemoteJWKSet>> | null = null
  let known: ReturnType<typeof createRemoteJWKSet> | null = null

  const opened = () => {
    remote ??= open(address).then(
      (set) => (known = set),
      (fault: unknown) => {
        remote = null
        throw fault
      },
    )
    return remote
  }
  return {
    key: async (header, token) => {
      try {
        return await (
          await opened()
        )(header, token)
      } catch (fault) {
        if (fault instanceof errors.JWKSNoMatchingKey || fault instanceof errors.JWKSMultipleMatchingKeys) throw fault
        throw new KeysUnavailable('The signing keys of the bot channel could not be fetched.', { cause: fault })
      }
    },
    endorses: (kid, channel) => {
      const key = known?.jwks()?.keys.find((candidate) => candidate.kid === kid)
      return endorsed.safeParse(key).data?.endorsements.includes(channel) ?? false
    },
  }
}

async function open(address: KeysAddress) {
  const url = new URL('jwksUrl' in address ? address.jwksUrl : await jwksUrlFrom(address.metadataUrl))
  return createRemoteJWKSet(url, { timeoutDuration: withinMs, cacheMaxAge: keptMs })
}

async function jwksUrlFrom(metadataUrl: string): Promise<string> {
  const response = await fetch(metadataUrl, { redirect: 'error', signal: AbortSignal.timeout(withinMs) })
  if (!response.ok) throw new Error(`The metadata request of the bot channel failed with status ${response.status}.`)
  return metadata.parse(await response.json()).jwks_uri
}
