import type { z } from 'zod'

/** A place in an ordered list as an opaque text. */
export const writeCursor = (place: readonly unknown[]): string =>
  Buffer.from(JSON.stringify(place)).toString('base64url')

/** The place that a cursor means; null for a text that is none. */
export function readCursor<Place>(cursor: string, shape: z.ZodType<Place>): Place | null {
  try {
    const parsed = shape.safeParse(JSON.parse(Buffer.from(cursor, 'base64url').toString()))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}

/** Cuts a page out of rows that were read one beyond the limit. */
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
