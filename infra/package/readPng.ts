const signature = '89504e470d0a1a0a'
/** Kinds of pixels that carry transparency: grey with alpha, and colour with alpha. */
const withAlpha = [4, 6]

/** What the head of a PNG says, or null for anything else. */
export function readPng(bytes: Uint8Array): { width: number; height: number; transparent: boolean } | null {
  const head = Buffer.from(bytes.subarray(0, 26))
  if (head.length < 26 || head.toString('hex', 0, 8) !== signature) return null
  return { width: head.readUInt32BE(16), height: head.readUInt32BE(20), transparent: withAlpha.includes(head[25] ?? 0) }
}
