import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { PGlite } from '@electric-sql/pglite'
import { createDatabase, type Database } from './database.ts'
import { takeLock } from './lockFile.ts'
import type { Sync } from './pgliteFiles.ts'
import { startInFolder, startInMemory } from './pgliteInstance.ts'
import { createPgliteConnections } from './pgliteConnections.ts'
import { startPgliteMaintenance, type MaintenanceTimes } from './pgliteMaintenance.ts'

export interface PgliteDatabase<Schema> extends Database<Schema> {
  /** Dumps the whole database as one archive, from which another one can be created. */
  dump(): Promise<Blob>
}

export interface PgliteOptions extends Partial<MaintenanceTimes> {
  /** How long a caller waits for the session, in milliseconds. */
  patience?: number
  /** Receives errors of the background maintenance. */
  onFault?: (error: unknown) => void
  /** Flushes a file to disk. */
  sync?: Sync
}

/** Where the embedded database is stored: in its own folder or in memory. It starts empty or from a dump. */
export type PglitePlace = { folder: string; from?: Blob } | { memory: true | Blob }

/** Opens the embedded database. Throws when another process has the folder open. */
export async function openPglite<Schema>(
  place: PglitePlace,
  options: PgliteOptions = {},
): Promise<PgliteDatabase<Schema>> {
  const { patience = 5_000, checkpointEvery = 30_000, vacuumEvery = 600_000, onFault = () => undefined } = options
  if ('folder' in place) mkdirSync(place.folder, { recursive: true, mode: 0o700 })
  const lock = 'folder' in place ? takeLock(join(place.folder, 'database.lock')) : undefined
  const startAgain = (): Promise<PGlite> => {
    if ('folder' in place)
      return startInFolder({ folder: join(place.folder, 'database'), from: place.from, sync: options.sync })
    throw new Error('The in-memory database is lost.')
  }
  try {
    const first = 'folder' in place ? startAgain() : startInMemory(place.memory === true ? undefined : place.memory)
    const connections = createPgliteConnections(await first, startAgain, patience)
    const upkeep = startPgliteMaintenance(connections, { checkpointEvery, vacuumEvery }, onFault)
    const database = createDatabase<Schema>(connections)
    return {
      ...database,
      dump: () => connections.dump(),
      async close() {
        upkeep.stop()
        await database.close()
        lock?.release()
      },
    }
  } catch (error) {
    lock?.release()
    throw error
  }
}
