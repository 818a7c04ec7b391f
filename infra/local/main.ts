import { fileURLToPath } from 'node:url'
import { pino } from 'pino'
import { createStore } from '#api/adapters/postgres/store'
import { stopOnSignals } from '#api/lifecycle'
import { lockDataFolder } from './dataFolder.ts'
import { embeddedConfig } from './embeddedConfig.ts'
import { openSeededDatabase, startProduct } from './product.ts'
import { readSecrets } from './secrets.ts'
import { readSettings } from './settings.ts'
import { startEntraFor, startSites } from './standIns.ts'
import { steps } from './steps.ts'

const settings = readSettings(process.env)
const lock = lockDataFolder(settings.dataFolder)
const secrets = readSecrets(settings.dataFolder)
const log = pino({ level: settings.logLevel }, pino.destination(2))
const database = await openSeededDatabase(settings, log)
const entra = await startEntraFor(settings, secrets)
const assets = fileURLToPath(new URL('../../', import.meta.url))
const interact = await startProduct({ settings, secrets, entra, database, assets, log })
const sites = await startSites(settings, entra, embeddedConfig(settings, secrets), createStore(database))
stopOnSignals(async () => {
  await Promise.all([entra, ...sites.running].map((standIn) => standIn.close()))
  await interact.stop()
  lock.release()
})
process.stdout.write(`ready\n${steps(settings, sites.playground)}`)
