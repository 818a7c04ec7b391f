import { isUnavailable } from '../server/problemResponses.ts'

/**
 * Calls `work` for one item after another and returns the items that failed. A failed item is reported and does not
 * delay the others. If the store is unavailable for two items in a row, it is unavailable for all of them, so the error is
 * thrown.
 */
export async function forEachIsolated<Item>(
  items: readonly Item[],
  work: (item: Item) => Promise<unknown>,
  report: (error: unknown, item: Item) => void,
): Promise<Item[]> {
  const failedItems: Item[] = []
  let unavailableInARow = 0
  for (const item of items)
    try {
      await work(item)
      unavailableInARow = 0
    } catch (error) {
      unavailableInARow = isUnavailable(error) ? unavailableInARow + 1 : 0
      if (unavailableInARow > 1) throw error
      report(error, item)
      failedItems.push(item)
    }
  return failedItems
}
