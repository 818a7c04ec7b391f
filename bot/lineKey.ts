import { createHash } from 'node:crypto'

/**
 * The key of the line that a message of an agent becomes: the same message gives the same key, however often Teams
 * sends it, so that it can never become a second line. A UUID of version 8 (RFC 9562).
 */
export function lineKey(tenantId: string, conversationId: string, activityId: string): string {
  const hash = createHash('sha256')
    .update(JSON.stringify([tenantId, conversationId, activityId]))
    .digest()
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x80
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80
  const hex = hash.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-')
}
