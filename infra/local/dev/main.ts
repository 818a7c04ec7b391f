import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { pino } from 'pino'
import { createStore } from '#api/adapters/postgres/store'
import { stopOnSignals } from '#api/lifecycle'
import { compileCatalogues } from '../../build/catalogues.mjs'
import { lockDataFolder } from '../dataFolder.ts'
import { embeddedConfig } from '../embeddedConfig.ts'
import { readSecrets } from '../secrets.ts'
import { readSettings } from '../settings.ts'
import { startEntraFor, startSites } from '../standIns.ts'
import { steps } from '../steps.ts'
import { watchFiles } from './changes.ts'
import { startFront } from './front.ts'
import { startDevPages, type DevPages } from './pages.ts'
import { createReloadChannel } from './reloadChannel.ts'
import { createDevServer } from './server.ts'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const assets = join(root, '.cache/dev')
const settings = readSettings(process.env)
const lock = lockDataFolder(settings.dataFolder)
const secrets = readSecrets(settings.dataFolder)
const config = embeddedConfig(settings, secrets)
const log = pino({ level: settings.logLevel }, pino.destination(2))
const say = (text: string): void => void process.stdout.write(`${text}\n`)

// A mistake in a source file must not end the stand-ins.
process.on('uncaughtException', (error) => log.error({ err: error }, 'fault'))
process.on('unhandledRejection', (error) => log.error({ err: error }, 'fault'))

const reloads = createReloadChannel(config.widgetUrl)
let pages: DevPages | null = null
const isVite = ({ headers }: { headers: Record<string, unknown> }) =>
  String(headers['sec-websocket-protocol']).startsWith('vite-')
const apiFront = await startFront({ port: config.port, variable: 'PORT', isTaken: isVite }, () => (...asked) => {
  if (pages) pages.tab(...asked)
  else asked[2]()
})
const widgetFront = await startFront(
  { port: config.widgetPort, variable: 'WIDGET_PORT', isTaken: () => false },
  () => (request, response, next) =>
    reloads.handler(request, response, () => {
      if (pages) pages.widget(request, response, next)
      else next()
    }),
)
const dev = (pages = await startDevPages(root, assets, apiFront.server, reloads.reload))
await dev.writePages()
await dev.buildLoader()

const entra = await startEntraFor(settings, secrets)
const server = createDevServer({
  ...{ settings, secrets, entra, assets, log },
  onReady: ({ api, widget }) => {
    apiFront.leadTo(api)
    widgetFront.leadTo(widget)
  },
})
await server.restart()
const database = server.database()
if (!database) throw new Error('The database was not opened')
const sites = await startSites(settings, entra, config, createStore(database), reloads.tag)

/** Runs what a change needs, says how long it took, and shows a fault instead of ending. */
async function apply(what: string, task: () => Promise<void>): Promise<void> {
  const begin = performance.now()
  try {
    await task()
    say(`${what}: ${Math.round(performance.now() - begin)} ms`)
  } catch (error) {
    process.stderr.write(
      `${what} failed:\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    )
  }
}

const isServer = (path: string) => /^(core|api|bot|infra\/local)\/.*\.(ts|js|sql|html|css|svg)$/.test(path)
const isPage = (path: string) => /^(tab|widget)\/\w+\.html$/.test(path)
const isLoader = (path: string) => /^widget\/(loader|protocol|i18n\/loader)\/.*\.ts$/.test(path)
const isCatalogue = (path: string) => /^(bot|tab|widget)\/i18n\/(\w+\/)?\w+\.json$/.test(path)
const isOfStandIn = (path: string) =>
  /^infra\/local\/(teamsHost|demoSite|http|dev)\/|^infra\/local\/(entra|token|signing|playground|stream|standIns)/.test(
    path,
  )

const stopWatching = watchFiles(
  root,
  ['core', 'api', 'bot', 'infra/local', 'tab', 'widget'],
  (path) => isServer(path) || isPage(path) || isLoader(path) || isCatalogue(path),
  async (paths) => {
    // The compiled modules are changes of their own: Vite and the next call see them.
    if (paths.some(isCatalogue))
      await apply('Catalogues', () => {
        compileCatalogues(root)
        return Promise.resolve()
      })
    if (paths.some(isLoader))
      await apply('Loader', async () => {
        await dev.buildLoader()
        reloads.reload()
      })
    if (paths.some(isPage)) await apply('Pages', dev.writePages)
    if (paths.some((path) => isServer(path) || isPage(path)))
      await apply('Server', async () => {
        await server.restart(paths)
        dev.reloadTab()
        reloads.reload()
      })
    if (paths.some(isOfStandIn)) say('Stand-ins keep running as they are: start npm run dev again to see their change.')
  },
)

stopOnSignals(async () => {
  stopWatching()
  await Promise.all([entra, ...sites.running].map((standIn) => standIn.close()))
  await Promise.all([apiFront.close(), widgetFront.close(), dev.close()])
  await server.stop()
  lock.release()
})
say(`ready\n${steps(settings, sites.playground)}  Change a file: tab, widget and server follow by themselves.\n`)
