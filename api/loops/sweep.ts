import type { Housekeeping } from '#core/ports/housekeeping'
import type { Sessions } from '#core/ports/sessions'

const batch = 500
const day = 24 * 60 * 60_000

/** Deletes what is past its time: sessions after the tenant's retention, and what expired. */
export const createSweepTurn =
  ({
    housekeeping,
    sessions,
    now,
  }: {
    housekeeping: Housekeeping
    sessions: Pick<Sessions, 'forget'>
    now: () => number
  }) =>
  async (): Promise<boolean> => {
    const swept = await housekeeping.sweep(now(), batch)
    let forgotten = 0
    for (const { tenantId, days } of await housekeeping.retentions())
      forgotten = Math.max(forgotten, await sessions.forget(tenantId, now() - days * day, batch))
    return swept >= batch || forgotten === batch
  }
