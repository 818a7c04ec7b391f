import type { PgliteConnections } from './pgliteConnections.ts'

export interface MaintenanceTimes {
  /** Milliseconds between two checkpoints; while the database is busy, up to four in a row are skipped. */
  checkpointEvery: number
  /** Minimum milliseconds between two vacuum runs. */
  vacuumEvery: number
}

const patience = 4

/**
 * Runs checkpoints and vacuum, for which PGlite has no background processes. Otherwise the log would grow indefinitely.
 */
export function startPgliteMaintenance(
  sessions: PgliteConnections,
  { checkpointEvery, vacuumEvery }: MaintenanceTimes,
  onFault: (error: unknown) => void,
): { stop(): void } {
  let skipped = 0
  let running = false
  let seen = 0
  let vacuumed = Date.now()

  const upkeep = async (): Promise<void> => {
    const untouched = sessions.taken === seen
    if (running || untouched) return
    if (sessions.busy && skipped < patience) {
      skipped += 1
      return
    }
    running = true
    skipped = 0
    try {
      await sessions.asOwner((session) => session.script('checkpoint'))
      if (Date.now() - vacuumed >= vacuumEvery) {
        await sessions.asOwner((session) => session.script('vacuum analyze'))
        vacuumed = Date.now()
      }
    } catch (error) {
      onFault(error)
    } finally {
      seen = sessions.taken
      running = false
    }
  }

  const timer = setInterval(() => void upkeep(), checkpointEvery)
  timer.unref()
  return { stop: () => clearInterval(timer) }
}
