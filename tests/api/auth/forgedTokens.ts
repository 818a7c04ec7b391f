import { constants, createHmac, KeyObject, sign as signBytes } from 'node:crypto'
import { EncryptJWT, exportSPKI, importJWK, type JWTPayload } from 'jose'
import { freshKey, type SigningKey } from '#infra/local/signingKeys'
import { forge, mint, type Overrides } from '../../support/tokens.ts'

/** The keys of a world, an unknown key, and the claims of a valid token. */
export interface Mint {
  user: SigningKey
  channel: SigningKey
  foreign: SigningKey
  base: JWTPayload
  /** A token that differs from the valid one in these claims and headers. */
  token: (claims?: Overrides | (() => Overrides), header?: Overrides, key?: SigningKey) => Promise<string>
}

export async function createMint(user: SigningKey, channel: SigningKey, base: JWTPayload): Promise<Mint> {
  const foreign = await freshKey()
  const token: Mint['token'] = (claims = {}, header = {}, key = user) =>
    mint(key, base, typeof claims === 'function' ? claims() : claims, header)
  return { user, channel, foreign, base, token }
}

const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')

/** Signs by hand, in ways that JWT libraries do not allow. */
function signed(header: object, claims: unknown, sign: (text: string) => Buffer): string {
  const text = `${part(header)}.${part(claims)}`
  return `${text}.${sign(text).toString('base64url')}`
}

const rsa =
  ({ privateKey }: SigningKey, hash: string, padding = constants.RSA_PKCS1_PADDING) =>
  (text: string): Buffer =>
    signBytes(hash, Buffer.from(text), { key: KeyObject.from(privateKey), padding, saltLength: 32 })

const pieces = (token: string): [string, string, string] => {
  const [header = '', claims = '', signature = ''] = token.split('.')
  return [header, claims, signature]
}

type Case = readonly [what: string, token: (known: Mint) => Promise<string> | string]

/** Tokens with a wrong signature or format; the response must not distinguish between them. */
export const forgedTokens: readonly Case[] = [
  ['signed by an unknown key', ({ token, foreign }) => token({}, {}, foreign)],
  [
    'signed by an unknown key under a known key id',
    ({ token, foreign, user }) => token({}, { kid: user.kid }, foreign),
  ],
  ['signed by the key of the bot channel', ({ token, channel }) => token({}, {}, channel)],
  [
    'signed by the key of the bot channel under a known key id',
    ({ token, channel, user }) => token({}, { kid: user.kid }, channel),
  ],
  ['with an unknown key id', ({ token }) => token({}, { kid: 'unknown' })],
  ['with a file path as its key id', ({ token }) => token({}, { kid: '../../../../dev/null' })],
  ['with alg none', ({ base }) => forge({ alg: 'none', typ: 'JWT' }, base)],
  ['with alg NONE and a signature', ({ base }) => forge({ alg: 'NONE', typ: 'JWT' }, base, 'x')],
  ['without an alg', ({ base, user }) => signed({ typ: 'JWT', kid: user.kid }, base, rsa(user, 'sha256'))],
  [
    'signed by HS256 with the public key as its secret',
    async ({ base, user }) => {
      const key = (await importJWK({ ...user.publicJwk, ext: true }, 'RS256')) as CryptoKey
      const pem = await exportSPKI(key)
      return signed({ alg: 'HS256', kid: user.kid }, base, (text) => createHmac('sha256', pem).update(text).digest())
    },
  ],
  [
    'signed by HS256 with an empty secret',
    ({ base, user }) =>
      signed({ alg: 'HS256', kid: user.kid }, base, (text) => createHmac('sha256', '').update(text).digest()),
  ],
  [
    'signed by RS512 with the right key',
    ({ base, user }) => signed({ alg: 'RS512', kid: user.kid }, base, rsa(user, 'sha512')),
  ],
  [
    'signed by PS256 with the right key',
    ({ base, user }) =>
      signed({ alg: 'PS256', kid: user.kid }, base, rsa(user, 'sha256', constants.RSA_PKCS1_PSS_PADDING)),
  ],
  ['with its own key embedded', ({ token, foreign }) => token({}, { jwk: foreign.publicJwk }, foreign)],
  [
    'with the URL of its own keys',
    ({ token, foreign }) => token({}, { jku: 'https://evil.example/keys', kid: foreign.kid }, foreign),
  ],
  ['with a certificate embedded', ({ token, foreign }) => token({}, { x5c: ['MIIB'], x5t: 'x' }, foreign)],
  [
    'with an unknown critical header',
    ({ base, user }) => signed({ alg: 'RS256', kid: user.kid, crit: ['x'], x: 1 }, base, rsa(user, 'sha256')),
  ],
  [
    'with an unencoded payload',
    ({ base, user }) => signed({ alg: 'RS256', kid: user.kid, crit: ['b64'], b64: false }, base, rsa(user, 'sha256')),
  ],
  ['whose claims are a list', ({ user }) => signed({ alg: 'RS256', kid: user.kid }, [], rsa(user, 'sha256'))],
  ['whose claims are null', ({ user }) => signed({ alg: 'RS256', kid: user.kid }, null, rsa(user, 'sha256'))],
  [
    'whose claims are not JSON',
    ({ user }) => {
      const text = `${part({ alg: 'RS256', kid: user.kid })}.bm8`
      return `${text}.${rsa(user, 'sha256')(text).toString('base64url')}`
    },
  ],
  [
    'whose claims were changed after signing',
    async ({ token, base }) => {
      const [header, , signature] = pieces(await token())
      return `${header}.${part({ ...base, roles: ['Interact.TenantAdmin'] })}.${signature}`
    },
  ],
  [
    'without its signature',
    async ({ token }) =>
      `${pieces(await token())
        .slice(0, 2)
        .join('.')}.`,
  ],
  [
    'with two parts',
    async ({ token }) =>
      pieces(await token())
        .slice(0, 2)
        .join('.'),
  ],
  ['with four parts', async ({ token }) => `${await token()}.x`],
  ['with a truncated signature', async ({ token }) => (await token()).slice(0, -8)],
  ['with padding', async ({ token }) => `${await token()}==`],
  [
    'with five parts, encrypted',
    ({ base }) => new EncryptJWT(base).setProtectedHeader({ alg: 'dir', enc: 'A256GCM' }).encrypt(Buffer.alloc(32)),
  ],
  ['that consists of dots', () => '..'],
  ['that is not JSON', () => 'a.b.c'],
  ['that is too long', ({ token }) => token({ filler: 'x'.repeat(9000) })],
]
