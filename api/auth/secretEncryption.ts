import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

/** Encrypts secrets that are stored in the database. */
export interface SecretEncryption {
  /** `place` identifies the owner and is authenticated: decryption with another `place` fails. */
  encrypt(secret: string, place: string): string
  /** Null if the text was altered, or was encrypted for another `place` or with another key. */
  decrypt(encrypted: string, place: string): string | null
}

const cipher = 'aes-256-gcm'
const nonceBytes = 12
const tagBytes = 16

/** AES-256-GCM with a dedicated key derived from `DATA_KEY`. Format: base64url(nonce, tag, ciphertext). */
export function createSecretEncryption(dataKey: string): SecretEncryption {
  const key = Buffer.from(hkdfSync('sha256', dataKey, '', 'interact stored secret', 32))
  return {
    encrypt: (secret, place) => {
      const nonce = randomBytes(nonceBytes)
      const locking = createCipheriv(cipher, key, nonce).setAAD(Buffer.from(place))
      const text = Buffer.concat([locking.update(secret, 'utf8'), locking.final()])
      return Buffer.concat([nonce, locking.getAuthTag(), text]).toString('base64url')
    },
    decrypt: (encrypted, place) => {
      const bytes = Buffer.from(encrypted, 'base64url')
      if (bytes.length < nonceBytes + tagBytes) return null
      const unlocking = createDecipheriv(cipher, key, bytes.subarray(0, nonceBytes))
        .setAAD(Buffer.from(place))
        .setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes))
      try {
        const text = Buffer.concat([unlocking.update(bytes.subarray(nonceBytes + tagBytes)), unlocking.final()])
        return text.toString('utf8')
      } catch {
        return null
      }
    },
  }
}
