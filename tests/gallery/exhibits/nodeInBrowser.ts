/** What server code asks of Node, in the browser: this file stands in place of `node:crypto`. No security depends on it. */
export const randomUUID = (): string => crypto.randomUUID()

class Digest extends Uint8Array {
  override toString(): string {
    return [...this].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  }
}

export function createHash() {
  const digest = new Digest(32)
  let place = 0
  const hash = {
    update: (text: string) => {
      for (const letter of text) {
        digest[place % 32] = ((digest[place % 32] ?? 0) * 31 + (letter.codePointAt(0) ?? 0)) & 0xff
        place++
      }
      return hash
    },
    digest: () => digest,
  }
  return hash
}

// The bot measures cards in bytes.
const byteLength = (text: string) => new TextEncoder().encode(text).length
Object.assign(globalThis, { Buffer: { byteLength } })
