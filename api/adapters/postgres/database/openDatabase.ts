import type { Database } from './database.ts'
import { openPglite } from './openPglite.ts'
import { openPostgres } from './openPostgres.ts'

const embedded = 'pglite:'

/**
 * Opens `postgres://…`, or `pglite:<folder>` for one small process. `onFault` receives errors in the background;
 * `patience` is how long a caller waits for a connection, in milliseconds.
 */
export async function openDatabase<Schema>(
  url: string,
  onFault?: (error: unknown) => void,
  patience?: number,
): Promise<Database<Schema>> {
  const options = {
    ...(onFault === undefined ? {} : { onFault }),
    ...(patience === undefined ? {} : { patience }),
  }
  if (url.startsWith(embedded)) return await openPglite<Schema>({ folder: url.slice(embedded.length) }, options)
  return openPostgres<Schema>(url, options)
}
