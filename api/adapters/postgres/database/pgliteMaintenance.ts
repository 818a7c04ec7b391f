import type { PgliteConnections } from './pgliteConnections.ts'

export interface MaintenanceTimes {
  /** Milliseconds between two checkpoints; a busy database is left alone up to four times in a row. */
  checkpointEvery: number
  vacuumEvery: number
}

const patience = 4

/** What PostgreSQL does in its background and an embedded one does not: without it the log grows without end. */
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
