import type { Logger } from 'pino'
import type { InteractDatabase } from '#api/adapters/postgres/database/tables'
import type { Entra } from '../entra.ts'
import type { openSeededDatabase, startProduct } from '../product.ts'
import type { readSecrets } from '../secrets.ts'
import type { Settings } from '../settings.ts'
import { freePort } from './front.ts'

interface ServerDependencies {
  settings: Settings
  secrets: ReturnType<typeof readSecrets>
  entra: Entra
  assets: string
  log: Logger
  /** Called with the ports of a new server before the one before it stops. */
  onReady: (ports: { api: number; widget: number }) => void
}

type Product = { openSeededDatabase: typeof openSeededDatabase; startProduct: typeof startProduct }
type Running = Awaited<ReturnType<typeof startProduct>>

/** In milliseconds: what was on its way to a server when the next one took its place is still answered. */
const grace = 1000
/** Files whose change needs the database to be opened again. */
const ofDatabase = /^api\/adapters\/postgres\/(database|migrations)\//

/**
 * Runs the server of the embedded world, one generation of its modules after another. The database stays open, unless
 * its own code has changed: two processes or two engines on one folder would lose data.
 */
export function createDevServer(deps: ServerDependencies) {
  let generation = 0
  let running: Running | null = null
  let database: InteractDatabase | null = null
  /** Servers that were replaced, with the timer that will stop each. */
  const leaving = new Map<Running, NodeJS.Timeout>()
  const end = async (server: Running) => {
    clearTimeout(leaving.get(server))
    leaving.delete(server)
    try {
      await server.stop()
    } catch (error) {
      deps.log.error({ err: error }, 'the server before did not stop')
    }
  }

  /**
   * Starts the server as its sources are now; `changed` are paths below the project's root. While that fails, the one
   * before goes on.
   */
  async function restart(changed: readonly string[] = []): Promise<void> {
    generation++
    const product = (await import(`../product.ts?generation=${generation}`)) as Product
    if (database && changed.some((path) => ofDatabase.test(path))) await stop()
    database ??= await product.openSeededDatabase(deps.settings, deps.log)
    const [port, widgetPort] = [await freePort(), await freePort()]
    const kept = { ...database, close: () => Promise.resolve() }
    const started = await product.startProduct({ ...deps, database: kept, listen: { port, widgetPort } })
    deps.onReady({ api: port, widget: widgetPort })
    const before = running
    running = started
    if (before)
      leaving.set(
        before,
        setTimeout(() => void end(before), grace),
      )
  }

  async function stop(): Promise<void> {
    await Promise.all([...leaving.keys(), ...(running ? [running] : [])].map(end))
    running = null
    await database?.close()
    database = null
  }

  return { restart, stop, database: () => database }
}
