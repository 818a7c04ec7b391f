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
  /** The whole database as one archive, from which another one can be made. */
  dump(): Promise<Blob>
}

export interface PgliteOptions extends Partial<MaintenanceTimes> {
  /** How long a caller waits for the session, in milliseconds. */
  patience?: number
  /** Hears of what went wrong in the background. */
  onFault?: (error: unknown) => void
  /** How a file is brought to the disk. */
  sync?: Sync
}

/** Where the embedded database lives: a folder of its own or memory; empty at first, or the copy of a dump. */
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
    throw new Error('What was in memory is lost.')
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
