import { describe, expect, test } from '@jest/globals'
import { createSecretEncryption } from '#api/auth/secretEncryption'

const encryption = createSecretEncryption('a'.repeat(44))
const secret = 'what nobody may read'

describe('an encrypted secret', () => {
  test('is decrypted with the key and for the owner that it was encrypted for', () => {
    const encrypted = encryption.encrypt(secret, 'here')
    expect(encryption.decrypt(encrypted, 'here')).toBe(secret)
    expect(encryption.decrypt(encrypted, 'there')).toBeNull()
    expect(createSecretEncryption('b'.repeat(44)).decrypt(encrypted, 'here')).toBeNull()
  })

  test('does not reveal its content, and differs each time', () => {
    const [one, other] = [encryption.encrypt(secret, 'here'), encryption.encrypt(secret, 'here')]
    expect(one).not.toBe(other)
    expect(Buffer.from(one, 'base64url').toString('latin1')).not.toContain(secret)
  })

  test('cannot be decrypted if any byte was altered, or if it was truncated or invented', () => {
    const encrypted = Buffer.from(encryption.encrypt(secret, 'here'), 'base64url')
    for (let at = 0; at < encrypted.length; at += 1) {
      const altered = Buffer.from(encrypted)
      altered.writeUInt8(altered.readUInt8(at) ^ 1, at)
      expect(encryption.decrypt(altered.toString('base64url'), 'here')).toBeNull()
      expect(encryption.decrypt(encrypted.subarray(0, at).toString('base64url'), 'here')).toBeNull()
    }
    expect(encryption.decrypt('', 'here')).toBeNull()
    expect(encryption.decrypt('no base64 at all', 'here')).toBeNull()
  })
})
