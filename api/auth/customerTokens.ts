import { createHash, createHmac, hkdfSync, randomBytes, randomUUID } from 'node:crypto'
import { z } from 'zod'
import { id } from '#core/contract/ids'
import { page } from '#core/contract/sessions'
import { verifiedIdentity } from './customerIdentity.ts'
import { createSignedToken, type SignedToken, type Verified } from './signedToken.ts'

export const ticketLife = 60_000
export const tokenLife = 15 * 60_000
export const previewLife = 10 * 60_000
/** The panel can be reloaded within a day, because a browser may discard a background tab and restore it later. */
export const frameTokenLife = 24 * 60 * 60_000

const grant = z.object({
  tenantId: id,
  contactId: id,
  widgetKey: z.string(),
  page,
  /** The identity signed by the page's own server; null for an unverified customer. */
  verifiedIdentity: verifiedIdentity.nullable().default(null),
  /** Hash of the preview link's secret. A preview skips the domain template and opens one session. Otherwise null. */
  preview: z.string().nullable(),
})
/** The input of the launch decision, which ticket and token contain. */
export type CustomerGrant = z.infer<typeof grant>

const ticket = grant.extend({ id, resumes: id.nullable() })
/** `resumes`: the customer whose sessions this ticket resumes; null for a new customer. */
export type Ticket = z.infer<typeof ticket>

const token = grant.extend({ customerId: id })
export type CustomerToken = z.infer<typeof token>

const callWindowTicket = token.extend({ id })
/** A ticket that authenticates the call window as the same customer. */
export type CallWindowTicket = z.infer<typeof callWindowTicket>

const frameToken = z.object({ contactId: id, origin: z.string() })
export type FrameToken = z.infer<typeof frameToken>

export interface CustomerTokens {
  ticket: SignedToken<Ticket>
  token: SignedToken<CustomerToken>
  frameToken: SignedToken<FrameToken>
  callWindowTicket: SignedToken<CallWindowTicket>
}

const parser =
  <T>(schema: z.ZodType<T>) =>
  (payload: unknown): T | null => {
    const parsed = schema.safeParse(payload)
    return parsed.success ? parsed.data : null
  }

const mostRemembered = 5_000

/** Caches verified tokens until they expire, because a token is sent with every request of its customer. */
function remembering<Payload>(signedToken: SignedToken<Payload>): SignedToken<Payload> {
  const known = new Map<string, Verified<Payload>>()
  return {
    ...signedToken,
    verify: (text, now) => {
      const found = known.get(text)
      if (found && now < found.expiresAt) return found
      known.delete(text)
      const verified = signedToken.verify(text, now)
      if (!verified) return null
      if (known.size >= mostRemembered) known.delete(known.keys().next().value ?? '')
      known.set(text, verified)
      return verified
    },
  }
}

export const createCustomerTokens = (signingKeys: readonly string[]): CustomerTokens => ({
  ticket: createSignedToken(signingKeys, 'ticket', parser(ticket)),
  token: remembering(createSignedToken(signingKeys, 'token', parser(token))),
  frameToken: createSignedToken(signingKeys, 'frameToken', parser(frameToken)),
  callWindowTicket: createSignedToken(signingKeys, 'callWindowTicket', parser(callWindowTicket)),
})

/** 256 random bits, URL-safe. */
export const newSecret = (): string => randomBytes(32).toString('base64url')
export const newId = (): string => randomUUID()
/** How secrets are stored: SHA-256 (hexadecimal) is sufficient for 256 random bits. */
export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex')

export type HashAddress = (tenantId: string, address: string) => string

/** A keyed hash to store IP addresses: it cannot be brute-forced without the key, and it differs between tenants. */
export function createHashAddress([signingKey = '']: readonly string[]): HashAddress {
  const key = Buffer.from(hkdfSync('sha256', signingKey, '', 'interact address', 32))
  return (tenantId, address) => createHmac('sha256', key).update(`${tenantId} ${address}`).digest('base64url')
}

/**
 * Derives the session id from customer and key, so that a repeated request opens one session. UUID version 8, RFC 9562.
 */
export function sessionIdFor(customerId: string, key: string): string {
  const hex = hashOf(`session ${customerId} ${key}`)
  const variant = ((parseInt(hex.slice(16, 18), 16) & 0x3f) | 0x80).toString(16).padStart(2, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(18, 20)}-${hex.slice(20, 32)}`
}
