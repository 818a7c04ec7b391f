import type { RetentionStore } from '#core/session/retentionPort'
import type { Sessions } from '#core/session/ports'
import { forEachIsolated } from './forEachIsolated.ts'
import type { Report } from './report.ts'
import type { RunOnce } from './worker.ts'

const maxBatch = 500
const dayMs = 24 * 60 * 60_000

interface RetentionDependencies {
  retentionStore: RetentionStore
  sessions: Pick<Sessions, 'forget'>
  now: () => number
  report: Report
}

/** Deletes ended sessions after the tenant's retention period, and expired data. */
export const createRetention =
  ({ retentionStore, sessions, now, report }: RetentionDependencies): RunOnce =>
  async () => {
    const swept = await retentionStore.sweep(now(), maxBatch)
    let mostForgotten = 0
    await forEachIsolated(
      await retentionStore.retentions(),
      async ({ tenantId, days }) => {
        mostForgotten = Math.max(mostForgotten, await sessions.forget(tenantId, now() - days * dayMs, maxBatch))
      },
      (error, { tenantId }) => report(error, { tenantId }),
    )
    return swept >= maxBatch || mostForgotten === maxBatch
  }
