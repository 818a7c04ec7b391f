import { createHash, createHmac, hkdfSync, randomBytes, randomUUID } from 'node:crypto'
import { z } from 'zod'
import { id } from '#core/contract/ids'
import { page } from '#core/contract/sessions'
import { verifiedIdentity } from './customerIdentity.ts'
import { createSignedToken, type Opened, type SignedToken } from './signedToken.ts'

export const ticketLife = 60_000
export const tokenLife = 15 * 60_000
export const previewLife = 10 * 60_000
/** A frame may be loaded again within a day: a tab that sleeps must find its panel. */
export const frameTokenLife = 24 * 60 * 60_000

const grant = z.object({
  tenantId: id,
  contactId: id,
  widgetKey: z.string(),
  page,
  /** Who the page's own server says this is; null where nobody vouches. */
  verifiedIdentity: verifiedIdentity.nullable().default(null),
  /** Hash of the preview link's secret; the visit is then free of the whitelist and opens one session. */
  preview: z.string().nullable(),
})
/** Where a customer comes from: what the launch decided on, carried through ticket and token. */
export type CustomerGrant = z.infer<typeof grant>

const ticket = grant.extend({ id, resumes: id.nullable() })
/** `resumes`: the customer whose sessions this ticket takes up, and nothing else. */
export type Ticket = z.infer<typeof ticket>

const token = grant.extend({ customerId: id })
export type CustomerToken = z.infer<typeof token>

const callWindowTicket = token.extend({ id })
/** A ticket for the call window of the same customer. */
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

/** A token comes with every request of its customer: what was found good is known by its text until it expires. */
function remembering<Payload>(signedToken: SignedToken<Payload>): SignedToken<Payload> {
  const known = new Map<string, Opened<Payload>>()
  return {
    ...signedToken,
    open: (text, now) => {
      const found = known.get(text)
      if (found && now < found.expiresAt) return found
      known.delete(text)
      const opened = signedToken.open(text, now)
      if (!opened) return null
      if (known.size >= mostRemembered) known.delete(known.keys().next().value ?? '')
      known.set(text, opened)
      return opened
    },
  }
}

export const createCustomerTokens = (signingKeys: readonly string[]): CustomerTokens => ({
  ticket: createSignedToken(signingKeys, 'ticket', parser(ticket)),
  token: remembering(createSignedToken(signingKeys, 'token', parser(token))),
  frameToken: createSignedToken(signingKeys, 'stamp', parser(frameToken)),
  callWindowTicket: createSignedToken(signingKeys, 'handOver', parser(callWindowTicket)),
})

/** 256 random bits, URL-safe. */
export const newSecret = (): string => randomBytes(32).toString('base64url')
export const newId = (): string => randomUUID()
/** How secrets are kept: SHA-256 in hexadecimal is enough for 256 random bits. */
export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex')

export type HashAddress = (tenantId: string, address: string) => string

/** How the store knows an address: nobody without our key can try addresses against it, and no two tenants share it. */
export function createHashAddress([signingKey = '']: readonly string[]): HashAddress {
  const key = Buffer.from(hkdfSync('sha256', signingKey, '', 'interact address', 32))
  return (tenantId, address) => createHmac('sha256', key).update(`${tenantId} ${address}`).digest('base64url')
}

/** One session to a customer and key, however often the request is sent. RFC 9562 version 8. */
export function sessionIdFor(customerId: string, key: string): string {
  const hex = hashOf(`session ${customerId} ${key}`)
  const variant = ((parseInt(hex.slice(16, 18), 16) & 0x3f) | 0x80).toString(16).padStart(2, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(18, 20)}-${hex.slice(20, 32)}`
}
