import { z } from 'zod'

/**
 * Query parameters of every list. `cursor` is opaque and comes from `nextCursor`; `limit` is the number of rows, 1 to
 * 100.
 */
export const listQuery = z.strictObject({
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
})

/** The response of every list. `nextCursor` is null on the last page. */
export const listOf = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() })

/** A count with an upper limit: `atLeast` means that there are more than `count`. */
export const total = z.object({ count: z.number().int(), atLeast: z.boolean() })

export interface List<Item> {
  items: Item[]
  nextCursor: string | null
}
