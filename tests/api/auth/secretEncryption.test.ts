import { describe, expect, test } from '@jest/globals'
import { createSecretBox } from '#api/auth/secretEncryption'

const box = createSecretBox('a'.repeat(44))
const secret = 'what nobody may read'

describe('a locked secret', () => {
  test('opens with the key and at the place that it was locked for', () => {
    const locked = box.lock(secret, 'here')
    expect(box.unlock(locked, 'here')).toBe(secret)
    expect(box.unlock(locked, 'there')).toBeNull()
    expect(createSecretBox('b'.repeat(44)).unlock(locked, 'here')).toBeNull()
  })

  test('says nothing of what is in it, and is another text each time', () => {
    const [one, other] = [box.lock(secret, 'here'), box.lock(secret, 'here')]
    expect(one).not.toBe(other)
    expect(Buffer.from(one, 'base64url').toString('latin1')).not.toContain(secret)
  })

  test('that was altered in any byte, cut short or made up opens nowhere', () => {
    const locked = Buffer.from(box.lock(secret, 'here'), 'base64url')
    for (let at = 0; at < locked.length; at += 1) {
      const altered = Buffer.from(locked)
      altered.writeUInt8(altered.readUInt8(at) ^ 1, at)
      expect(box.unlock(altered.toString('base64url'), 'here')).toBeNull()
      expect(box.unlock(locked.subarray(0, at).toString('base64url'), 'here')).toBeNull()
    }
    expect(box.unlock('', 'here')).toBeNull()
    expect(box.unlock('no base64 at all', 'here')).toBeNull()
  })
})
