import type { PGlite } from '@electric-sql/pglite'
import { createFifoMutex } from './fifoMutex.ts'
import { abandon } from './pgliteInstance.ts'
import { createPgliteConnection } from './pgliteConnection.ts'
import type { Connection, Connections } from './connection.ts'
import { asRoleError, StoreUnavailable } from './storeUnavailable.ts'

const restartAtMostEvery = 1_000

export interface PgliteConnections extends Connections {
  /** Whether the session is in use, so that maintenance should wait. */
  readonly busy: boolean
  /** How often the session has been taken so far. */
  readonly taken: number
  dump(): Promise<Blob>
}

/**
 * The only session of an embedded database, behind a FIFO mutex. `start` is called again after the instance has failed.
 */
export function createPgliteConnections(
  first: PGlite,
  start: () => Promise<PGlite>,
  patience: number,
): PgliteConnections {
  const mutex = createFifoMutex({ patience, places: 2_000 })
  let pglite: PGlite | undefined = first
  let connection: Connection = createPgliteConnection(first, died)
  // Unknown after a start or an error: the session is then reset before it is used.
  let role: 'owner' | 'app' | undefined
  let lastStart = 0
  let taken = 0

  function died(): void {
    if (pglite !== undefined) abandon(pglite)
    pglite = undefined
  }

  const living = async (): Promise<Connection> => {
    if (pglite !== undefined) return connection
    if (Date.now() - lastStart < restartAtMostEvery) throw new StoreUnavailable('it is being started again')
    lastStart = Date.now()
    try {
      pglite = await start()
    } catch (error) {
      throw new StoreUnavailable('it could not be started again', error)
    }
    role = undefined
    connection = createPgliteConnection(pglite, died)
    return connection
  }

  const change = async (ready: Connection, wanted: 'owner' | 'app'): Promise<void> => {
    if (role === undefined) await ready.script('rollback')
    // The owner may have changed tables, which invalidates prepared plans.
    if (role !== 'app') await ready.script('deallocate all')
    await ready.script(wanted === 'app' ? 'set role interact_app' : 'reset role')
    role = wanted
  }

  const takeAs = async (wanted: 'owner' | 'app'): Promise<Connection> => {
    await mutex.enter()
    try {
      const ready = await living()
      if (role !== wanted) await change(ready, wanted)
      taken += 1
      return ready
    } catch (error) {
      mutex.leave()
      throw asRoleError(error)
    }
  }

  return {
    take: () => takeAs('app'),
    give: (_session, broken) => {
      if (broken !== undefined) role = undefined
      mutex.leave()
    },
    async asOwner(work) {
      const owner = await takeAs('owner')
      try {
        return await work(owner)
      } finally {
        mutex.leave()
      }
    },
    async dump() {
      await takeAs('owner')
      try {
        if (pglite === undefined) throw new StoreUnavailable('it is being started again')
        return await pglite.dumpDataDir('none')
      } finally {
        mutex.leave()
      }
    },
    async close() {
      await mutex.close()
      await pglite?.close()
      pglite = undefined
    },
    get busy() {
      return mutex.busy
    },
    get taken() {
      return taken
    },
  }
}
