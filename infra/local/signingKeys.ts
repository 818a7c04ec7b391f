import { readFile, writeFile, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK, SignJWT, type JWK, type JWTPayload } from 'jose'

/** An RSA key pair of the stand-in. */
export type SigningKey = { kid: string; privateKey: CryptoKey; publicJwk: JWK }
export type SigningKeys = { user: SigningKey; channel: SigningKey }

type KeyFile = Record<keyof SigningKeys, JWK>

/**
 * The keys of a data folder, created at the first start in a file that only its owner can read.
 * Entra and the bot channel sign with different keys, as in production.
 */
export async function signingKeys(dataFolder: string): Promise<SigningKeys> {
  const path = join(dataFolder, 'entra-keys.json')
  const stored = await readFile(path, 'utf8').catch(() => undefined)
  const file = stored === undefined ? await makeFile(dataFolder, path) : (JSON.parse(stored) as KeyFile)
  return { user: await signingKey(file.user), channel: await signingKey(file.channel) }
}

/** Creates a key that is not stored in any data folder. */
export async function freshKey(): Promise<SigningKey> {
  return signingKey(await privateJwk())
}

/** Signs exactly these claims and adds none, so that a test can omit any of them. */
export async function sign(key: SigningKey, claims: JWTPayload): Promise<string> {
  return new SignJWT(claims).setProtectedHeader({ typ: 'JWT', alg: 'RS256', kid: key.kid }).sign(key.privateKey)
}

async function makeFile(dataFolder: string, path: string): Promise<KeyFile> {
  await mkdir(dataFolder, { recursive: true })
  const file: KeyFile = { user: await privateJwk(), channel: await privateJwk() }
  await writeFile(path, JSON.stringify(file), { mode: 0o600, flag: 'wx' })
  return file
}

async function privateJwk(): Promise<JWK> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true })
  return exportJWK(privateKey)
}

async function signingKey(jwk: JWK): Promise<SigningKey> {
  const kid = await calculateJwkThumbprint(jwk)
  const privateKey = (await importJWK(jwk, 'RS256')) as CryptoKey
  const { kty, n, e } = jwk as JWK & { n: string; e: string }
  return { kid, privateKey, publicJwk: { kty: kty ?? 'RSA', n, e, kid, use: 'sig', alg: 'RS256' } }
}
