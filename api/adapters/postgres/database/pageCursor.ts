import type { z } from 'zod'

/** Encodes a position in a sorted list as an opaque cursor. */
export const writeCursor = (place: readonly unknown[]): string =>
  Buffer.from(JSON.stringify(place)).toString('base64url')

/** Decodes a cursor; null if the text is not a valid cursor. */
export function readCursor<Place>(cursor: string, shape: z.ZodType<Place>): Place | null {
  try {
    const parsed = shape.safeParse(JSON.parse(Buffer.from(cursor, 'base64url').toString()))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}

/** Builds a page from rows that were read with one row more than the limit. */
export function pageOf<Row, Item>(
  rows: readonly Row[],
  limit: number,
  placeOf: (row: Row) => readonly unknown[],
  itemOf: (row: Row) => Item,
): { items: Item[]; nextCursor: string | null } {
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    items: shown.map(itemOf),
    nextCursor: last !== undefined && rows.length > limit ? writeCursor(placeOf(last)) : null,
  }
}
