import type { List } from '#core/contract/lists'
import { request } from './httpClient.ts'

const pageSize = 100
// 20 pages of 100: more templates or units than that need a search, not a list.
const pagesAtMost = 20

/** Reads a list to its end, for lists that are chosen from as a whole. */
export async function fetchAllPages<Item>(path: string, signal: AbortSignal): Promise<Item[]> {
  const items: Item[] = []
  let cursor: string | null = null
  for (let page = 0; page < pagesAtMost; page += 1) {
    const query: URLSearchParams = new URLSearchParams({
      limit: String(pageSize),
      ...(cursor === null ? {} : { cursor }),
    })
    const { data }: { data: List<Item> } = await request<List<Item>>('GET', `${path}?${query}`, { signal })
    items.push(...data.items)
    cursor = data.nextCursor
    if (cursor === null) break
  }
  return items
}
