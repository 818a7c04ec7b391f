import type { DirectoryUser, Provisioning } from '#core/admin/directoryPorts'

/** Users per transaction, few enough for the statement time-out on a slow machine. */
const batch = 500

/**
 * Stores the users with the numbers 1 to `count` in batches, and yields after each batch how many there are. Users who
 * are there already stay as they are, unless `userOf` answers other directory data for them.
 */
export async function* storeUsers(
  provisioning: Pick<Provisioning, 'upsertUsers'>,
  tenantId: string,
  count: number,
  userOf: (number: number) => DirectoryUser,
): AsyncGenerator<number> {
  for (let stored = 0; stored < count;) {
    const size = Math.min(batch, count - stored)
    const from = stored + 1
    await provisioning.upsertUsers(
      tenantId,
      Array.from({ length: size }, (_, place) => userOf(from + place)),
    )
    stored += size
    yield stored
  }
}
