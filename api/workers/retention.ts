import type { RetentionStore } from '#core/session/retentionPort'
import type { Sessions } from '#core/session/ports'
import { eachAlone } from './isolatedItems.ts'
import type { Report } from './report.ts'

const batch = 500
const day = 24 * 60 * 60_000

interface Parts {
  retentionStore: RetentionStore
  sessions: Pick<Sessions, 'forget'>
  now: () => number
  report: Report
}

/** Deletes what is past its time: sessions after the tenant's retention, and what expired. */
export const createRetention =
  ({ retentionStore, sessions, now, report }: Parts) =>
  async (): Promise<boolean> => {
    const swept = await retentionStore.sweep(now(), batch)
    let forgotten = 0
    await eachAlone(
      await retentionStore.retentions(),
      async ({ tenantId, days }) => {
        forgotten = Math.max(forgotten, await sessions.forget(tenantId, now() - days * day, batch))
      },
      (error, { tenantId }) => report(error, { tenantId }),
    )
    return swept >= batch || forgotten === batch
  }
