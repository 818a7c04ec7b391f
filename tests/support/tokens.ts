import { SignJWT, type JWTHeaderParameters, type JWTPayload } from 'jose'
import type { SigningKey } from '#infra/local/signingKeys'

/** What a test changes in a token: a value replaces, undefined leaves the claim or header out. */
export type Overrides = Record<string, unknown>

/** Signs any token a test can think of: `claims` over `base`, `header` over the usual one. */
export async function mint(
  key: SigningKey,
  base: JWTPayload,
  claims: Overrides = {},
  header: Overrides = {},
): Promise<string> {
  const protectedHeader = withOverrides({ typ: 'JWT', alg: 'RS256', kid: key.kid }, header) as JWTHeaderParameters
  return new SignJWT(withOverrides(base, claims)).setProtectedHeader(protectedHeader).sign(key.privateKey)
}

/** A token with no signature, or with one made by hand: header and claims as given, the third part as it is. */
export const forge = (header: object, claims: object, signature = ''): string =>
  [header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.') + `.${signature}`

function withOverrides(base: object, changes: Overrides): Record<string, unknown> {
  return Object.fromEntries(Object.entries({ ...base, ...changes }).filter(([, value]) => value !== undefined))
}
