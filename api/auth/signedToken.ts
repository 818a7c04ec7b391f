import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'

/** What a signed token is for. Each purpose has its own key, so that a ticket can never be used as a session token. */
export type Purpose = 'ticket' | 'token' | 'frameToken' | 'callWindowTicket'

export interface SignedToken<Payload> {
  /** `expiresAt` in milliseconds since the epoch. */
  sign(payload: Payload, expiresAt: number): string
  /** Null if the text was altered, has expired, or was signed for another purpose or with a removed key. */
  verify(text: string, now: number): Verified<Payload> | null
}

/** The payload, and when it expires (milliseconds since the epoch). */
export interface Verified<Payload> {
  payload: Payload
  expiresAt: number
}

/**
 * Creates signed tokens: base64url(JSON) "." base64url(HMAC-SHA-256). The first key signs and all keys verify, so that
 * keys can be rotated without breaking running sessions. `parse` validates the payload; null means invalid.
 */
export function createSignedToken<Payload>(
  signingKeys: readonly string[],
  purpose: Purpose,
  parse: (payload: unknown) => Payload | null,
): SignedToken<Payload> {
  const keys = signingKeys.map((key) => Buffer.from(hkdfSync('sha256', key, '', `interact ${purpose}`, 32)))
  const [first] = keys
  if (!first) throw new Error('At least one signing key is needed')
  const hmac = (key: Buffer, text: string) => createHmac('sha256', key).update(text).digest()
  return {
    sign: (payload, expiresAt) => {
      const text = Buffer.from(JSON.stringify({ payload, exp: Math.floor(expiresAt) })).toString('base64url')
      return `${text}.${hmac(first, text).toString('base64url')}`
    },
    verify: (signed, now) => {
      const [text = '', signature = '', ...rest] = signed.split('.')
      const given = Buffer.from(signature, 'base64url')
      const fits = (key: Buffer) => given.length === 32 && timingSafeEqual(hmac(key, text), given)
      if (rest.length > 0 || given.toString('base64url') !== signature || !keys.some(fits)) return null
      const { payload, exp } = JSON.parse(Buffer.from(text, 'base64url').toString()) as {
        payload: unknown
        exp: number
      }
      const parsed = now < exp ? parse(payload) : null
      return parsed === null ? null : { payload: parsed, expiresAt: exp }
    },
  }
}
