import { blocksOf } from './cards/customerText.ts'

/**
 * Texts grouped so that each group's JSON stays under `limit` bytes, in order and with nothing left out. A text that is
 * too large alone is cut between two characters.
 */
export function lineParcels<T extends { text: string }>(lines: readonly T[], limit: number): T[][] {
  const parcels: T[][] = []
  let size = Infinity
  for (const line of lines.flatMap((whole) => piecesOf(whole, limit))) {
    const bytes = sizeOf(line.text)
    if (size + bytes > limit) {
      parcels.push([])
      size = 0
    }
    parcels.at(-1)?.push(line)
    size += bytes
  }
  return parcels
}

/** What a block costs, and a zero-width space in each `{{`. */
const rowOverhead = 90
const sizeOf = (text: string): number =>
  Buffer.byteLength(JSON.stringify(text)) + rowOverhead * blocksOf(text) + 3 * (text.split('{').length - 1)

function piecesOf<T extends { text: string }>(line: T, limit: number): T[] {
  if (sizeOf(line.text) <= limit) return [line]
  const characters = Array.from(line.text)
  const middle = Math.ceil(characters.length / 2)
  return [characters.slice(0, middle), characters.slice(middle)].flatMap((half) =>
    piecesOf({ ...line, text: half.join('') }, limit),
  )
}
