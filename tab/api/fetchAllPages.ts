import type { List } from '#core/contract/lists'
import { request } from './httpClient.ts'

const pageSize = 100
// 20 pages of 100: a tenant with more items needs a search instead of a list.
const maxPages = 20

/** Reads all pages of a list, for pickers and tables that need every item. Stops after `maxPages`. */
export async function fetchAllPages<Item>(path: string, signal: AbortSignal): Promise<Item[]> {
  const items: Item[] = []
  let cursor: string | null = null
  for (let page = 0; page < maxPages; page += 1) {
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
