import { jwtVerify } from 'jose'
import { z } from 'zod'
import { email } from '#core/contract/customerApi'
import { normaliseName, oneLine } from '#core/contract/text'
import type { SigningSecret } from '#core/admin/ports'
import type { SecretEncryption } from './secretEncryption.ts'

/** The identity that the customer's site has signed. `by`: the id of the signing secret. */
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
  /** Exactly one audience, because another page could have passed on a token for several contacts. */
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

/** The signing secrets that are valid now, including a previous one within its grace period. */
export const activeSecrets = (signingSecrets: readonly SigningSecret[], now: number): SigningSecret[] =>
  signingSecrets.filter(({ until }) => until === null || now < until)

/** Binds the encrypted secret to its tenant and id, so that it cannot be decrypted in another tenant's row. */
export const placeOf = (tenantId: string, secretId: string): string => `verified customers ${tenantId} ${secretId}`

/**
 * Verifies an identity token: a JWT (RFC 7519), signed by HS256 with a secret of the tenant, for this contact, valid
 * for at most ten minutes. Null for everything else: the customer is then unverified. Without a name, the e-mail
 * address or the subject is used as the name, because a typed name is not verified.
 */
export async function readIdentity(text: string, known: Circumstances): Promise<VerifiedIdentity | null> {
  for (const { id, encrypted } of activeSecrets(known.signingSecrets, known.now)) {
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

/** The claims of a token with valid signature, audience and times; null for every other token. */
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
