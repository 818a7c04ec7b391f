const signature = '89504e470d0a1a0a'
/** PNG colour types with an alpha channel: greyscale and truecolour. */
const withAlpha = [4, 6]

/** Reads size and transparency from a PNG header; null if the bytes are not a PNG. */
export function readPng(bytes: Uint8Array): { width: number; height: number; transparent: boolean } | null {
  const head = Buffer.from(bytes.subarray(0, 26))
  if (head.length < 26 || head.toString('hex', 0, 8) !== signature) return null
  return { width: head.readUInt32BE(16), height: head.readUInt32BE(20), transparent: withAlpha.includes(head[25] ?? 0) }
}
