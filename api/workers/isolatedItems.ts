import { isUnavailable } from '../server/problemResponses.ts'

/**
 * Works on one after the other. One that fails is reported and keeps no other waiting; answers those that failed. Where the
 * store does not answer for two in a row it is away for all, and the turn fails.
 */
export async function eachAlone<Item>(
  items: readonly Item[],
  work: (item: Item) => Promise<unknown>,
  failed: (error: unknown, item: Item) => void,
): Promise<Item[]> {
  const failures: Item[] = []
  let unanswered = 0
  for (const item of items)
    try {
      await work(item)
      unanswered = 0
    } catch (error) {
      unanswered = isUnavailable(error) ? unanswered + 1 : 0
      if (unanswered > 1) throw error
      failed(error, item)
      failures.push(item)
    }
  return failures
}
