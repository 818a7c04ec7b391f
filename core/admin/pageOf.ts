import type { List } from '../contract/lists.ts'

/**
 * One page of a short list that is read whole. The cursor names the last item shown and where it stood, so that a
 * deletion in between skips nothing. `nameOf` must be unique in the list.
 */
export function pageOf<Item>(
  items: readonly Item[],
  { cursor, limit }: { cursor?: string | undefined; limit: number },
  nameOf: (item: Item) => string,
): List<Item> {
  const start = cursor === undefined ? 0 : placeAfter(items.map(nameOf), cursor)
  const shown = items.slice(start, start + limit)
  const last = shown.at(-1)
  const more = last !== undefined && start + shown.length < items.length
  return { items: shown, nextCursor: more ? `${start + shown.length}.${nameOf(last)}` : null }
}

function placeAfter(names: readonly string[], cursor: string): number {
  const [, place, name] = /^(\d{1,9})\.(.*)$/s.exec(cursor) ?? []
  if (place === undefined || name === undefined) return names.length
  const found = names.indexOf(name)
  // An item that is gone moved everything after it up by one.
  return found < 0 ? Math.max(0, Number(place) - 1) : found + 1
}
