import { SignJWT, type JWTHeaderParameters, type JWTPayload } from 'jose'
import type { SigningKey } from '#infra/local/signingKeys'

/** Changes to a token: a value replaces the claim or header, undefined removes it. */
export type Overrides = Record<string, unknown>

/** Signs a token: `claims` override `base`, and `header` overrides the default header. */
export async function mint(
  key: SigningKey,
  base: JWTPayload,
  claims: Overrides = {},
  header: Overrides = {},
): Promise<string> {
  const protectedHeader = withOverrides({ typ: 'JWT', alg: 'RS256', kid: key.kid }, header) as JWTHeaderParameters
  return new SignJWT(withOverrides(base, claims)).setProtectedHeader(protectedHeader).sign(key.privateKey)
}

/** A token with exactly this header, claims and signature; unsigned by default. */
export const forge = (header: object, claims: object, signature = ''): string =>
  [header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.') + `.${signature}`

function withOverrides(base: object, changes: Overrides): Record<string, unknown> {
  return Object.fromEntries(Object.entries({ ...base, ...changes }).filter(([, value]) => value !== undefined))
}
