import { mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { pino } from 'pino'
import { createEntraClient, createEntraKeys } from '#api/adapters/entra/tokenClients'
import { openDatabase } from '#api/adapters/postgres/database/openDatabase'
import { createStore } from '#api/adapters/postgres/store'
import type { Tables } from '#api/adapters/postgres/database/tables'
import { run, stopOnSignals } from '#api/lifecycle'
import { localNetworkClient } from './localNetworkClient.ts'
import { embeddedConfig } from './embeddedConfig.ts'
import { readSecrets } from './secrets.ts'
import { seed } from './seed.ts'
import { botId, contoso } from './seedPeople.ts'
import { readSettings } from './settings.ts'
import { startEntraFor, startSites } from './standIns.ts'
import { steps } from './steps.ts'

const settings = readSettings(process.env)
mkdirSync(settings.dataFolder, { recursive: true, mode: 0o700 })
const secrets = readSecrets(settings.dataFolder)
const log = pino({ level: settings.logLevel }, pino.destination(2))
const config = embeddedConfig(settings, secrets)

const database = await openDatabase<Tables>(config.databaseUrl, (error) => log.error({ err: error }, 'store'))
await database.migrate()
const store = createStore(database)
await seed(store, `http://localhost:${settings.ports.demo}`)

const entra = await startEntraFor(settings, secrets)
const interact = await run(config, {
  database,
  entraKeys: createEntraKeys(entra.jwksUrl),
  botTokens: createEntraClient(
    { clientId: botId, clientSecret: secrets.botSecret, tenantId: contoso },
    localNetworkClient(entra.url),
  ),
  bot: {
    addresses: { metadataUrl: entra.channelMetadataUrl },
    teamsUrl: `http://localhost:${settings.ports.teams}`,
    allowedServiceHosts: [settings.connectorUrl],
  },
  extraHosts: [`http://localhost:${settings.ports.teams}`],
  assets: fileURLToPath(new URL('../../', import.meta.url)),
  log,
})
const sites = await startSites(settings, entra, config, store)
stopOnSignals(async () => {
  await Promise.all([entra, ...sites.running].map((standIn) => standIn.close()))
  await interact.stop()
})
process.stdout.write(`ready\n${steps(settings, sites.playground)}`)
