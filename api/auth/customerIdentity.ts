import { jwtVerify } from 'jose'
import { z } from 'zod'
import { email } from '#core/contract/customerApi'
import { normaliseName, oneLine } from '#core/contract/text'
import type { SigningSecret } from '#core/admin/ports'
import type { SecretEncryption } from './secretEncryption.ts'

/** For whom a customer's own site vouches, and with which secret it did. */
export const verifiedIdentity = z.object({
  by: z.string(),
  subject: z.string(),
  name: z.string(),
  email: z.string().nullable(),
})
export type VerifiedIdentity = z.infer<typeof verifiedIdentity>

const leeway = 60
const longestLife = 10 * 60
const longestName = 100

const isOneReadableLine = (text: string): boolean => text.isWellFormed() && text.trim() !== '' && !/\p{Cc}/u.test(text)

const claims = z.object({
  /** One audience: an identity for several contacts is one that another page may have passed on. */
  aud: z.string(),
  sub: z.string().max(200).refine(isOneReadableLine),
  iat: z.number(),
  exp: z.number(),
  name: oneLine(longestName).nullish(),
  email: email.nullish(),
})

interface Circumstances {
  contactId: string
  tenantId: string
  signingSecrets: readonly SigningSecret[]
  encryption: Pick<SecretEncryption, 'decrypt'>
  now: number
}

/** The secrets whose word counts now, those in their grace among them. */
export const unitAccess = (signingSecrets: readonly SigningSecret[], now: number): SigningSecret[] =>
  signingSecrets.filter(({ until }) => until === null || now < until)

/** Where the secret is locked for: one tenant's row of another can vouch for nobody. */
export const placeOf = (tenantId: string, secretId: string): string => `verified customers ${tenantId} ${secretId}`

/**
 * Reads an identity: a JWT (RFC 7519), HS256 with a secret of the tenant, for this contact, of at most ten minutes.
 * Null for everything else: it vouches for nobody. Who has no name is called by e-mail address or subject, since what a
 * customer types is not vouched for.
 */
export async function readIdentity(text: string, known: Circumstances): Promise<VerifiedIdentity | null> {
  for (const { id, encrypted } of unitAccess(known.signingSecrets, known.now)) {
    const secret = known.encryption.decrypt(encrypted, placeOf(known.tenantId, id))
    const parsed = secret === null ? null : claims.safeParse(await signedBy(secret, text, known))
    if (!parsed?.success) continue
    const { sub, iat, exp, name, email } = parsed.data
    if (exp <= iat || exp - iat > longestLife || iat > known.now / 1000 + leeway) return null
    const called = name ?? normaliseName(email ?? sub)
    return { by: id, subject: sub, name: called.slice(0, longestName).toWellFormed(), email: email ?? null }
  }
  return null
}

/** The claims of a token that fits secret, contact and time; whatever is wrong with it, it says nothing. */
async function signedBy(secret: string, text: string, { contactId, now }: Circumstances): Promise<unknown> {
  try {
    const { payload } = await jwtVerify(text, new TextEncoder().encode(secret), {
      algorithms: ['HS256'],
      audience: contactId,
      clockTolerance: leeway,
      currentDate: new Date(now),
    })
    return payload
  } catch {
    return null
  }
}
