import { inflateSync } from 'node:zlib'

/** Decodes a PNG of 8-bit truecolour with alpha into pixels of red, green, blue and alpha. */
export function pixelsOf(png: Uint8Array): number[][] {
  const bytes = Buffer.from(png)
  const width = bytes.readUInt32BE(16)
  const height = bytes.readUInt32BE(20)
  const raw = inflateSync(Buffer.concat(partsOf(bytes, 'IDAT')))
  const row = width * 4
  const out = Buffer.alloc(row * height)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < row; x++) {
      const at = (dx: number, dy: number) => (x < dx || y < dy ? 0 : (out[(y - dy) * row + x - dx] ?? 0))
      const guess = predicted(raw[y * (row + 1)] ?? 0, at(4, 0), at(0, 1), at(4, 1))
      out[y * row + x] = ((raw[y * (row + 1) + 1 + x] ?? 0) + guess) & 255
    }
  return Array.from({ length: width * height }, (_, at) => [...out.subarray(at * 4, at * 4 + 4)])
}

function partsOf(bytes: Buffer, wanted: string): Buffer[] {
  const pieces: Buffer[] = []
  for (let at = 8; at < bytes.length;) {
    const length = bytes.readUInt32BE(at)
    if (bytes.toString('latin1', at + 4, at + 8) === wanted) pieces.push(bytes.subarray(at + 8, at + 8 + length))
    at += length + 12
  }
  return pieces
}

/** The prediction of a PNG row filter for a byte, from the bytes to its left, above it, and above the left one. */
function predicted(filter: number, left: number, up: number, corner: number): number {
  if (filter === 1) return left
  if (filter === 2) return up
  if (filter === 3) return (left + up) >> 1
  if (filter !== 4) return 0
  const near = left + up - corner
  const [a, b, c] = [left, up, corner].map((value) => Math.abs(near - value)) as [number, number, number]
  if (a <= b && a <= c) return left
  return b <= c ? up : corner
}
