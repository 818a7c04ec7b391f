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
  connections: PgliteConnections,
  { checkpointEvery, vacuumEvery }: MaintenanceTimes,
  onFault: (error: unknown) => void,
): { stop(): void } {
  let skipped = 0
  let running = false
  let seen = 0
  let vacuumed = Date.now()

  const upkeep = async (): Promise<void> => {
    const untouched = connections.taken === seen
    if (running || untouched) return
    if (connections.busy && skipped < patience) {
      skipped += 1
      return
    }
    running = true
    skipped = 0
    try {
      await connections.asOwner((connection) => connection.script('checkpoint'))
      if (Date.now() - vacuumed >= vacuumEvery) {
        await connections.asOwner((connection) => connection.script('vacuum analyze'))
        vacuumed = Date.now()
      }
    } catch (error) {
      onFault(error)
    } finally {
      seen = connections.taken
      running = false
    }
  }

  const timer = setInterval(() => void upkeep(), checkpointEvery)
  timer.unref()
  return { stop: () => clearInterval(timer) }
}
