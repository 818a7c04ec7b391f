import type { Logger } from 'pino'
import { createEntraClient, createEntraKeys } from '#api/adapters/entra/tokenClients'
import { openDatabase } from '#api/adapters/postgres/database/openDatabase'
import { createStore } from '#api/adapters/postgres/store'
import type { InteractDatabase, Tables } from '#api/adapters/postgres/database/tables'
import type { Config } from '#api/config'
import { run } from '#api/lifecycle'
import { embeddedConfig } from './embeddedConfig.ts'
import type { Entra } from './entra.ts'
import { localNetworkClient } from './localNetworkClient.ts'
import type { readSecrets } from './secrets.ts'
import { seed } from './seed.ts'
import { botId, contoso } from './seedPeople.ts'
import type { Settings } from './settings.ts'

/** Opens the embedded world's database at this version, with the seed. */
export async function openSeededDatabase(
  { databaseUrl, ports }: Pick<Settings, 'databaseUrl' | 'ports'>,
  log: Logger,
): Promise<InteractDatabase> {
  const database = await openDatabase<Tables>(databaseUrl, (error) => log.error({ err: error }, 'store'))
  await database.migrate()
  await seed(createStore(database), `http://localhost:${ports.demo}`)
  return database
}

export interface ProductOptions {
  settings: Settings
  secrets: ReturnType<typeof readSecrets>
  entra: Entra
  database: InteractDatabase
  /** Folder with the pages of `tab/` and `widget/`. */
  assets: string
  log: Logger
  /** Ports on which the product listens, where they are not those of its addresses. */
  listen?: Pick<Config, 'port' | 'widgetPort'>
}

/** Starts the product with stand-ins for Microsoft's services. */
export const startProduct = ({ settings, secrets, entra, database, assets, log, listen }: ProductOptions) =>
  run(
    { ...embeddedConfig(settings, secrets), ...listen },
    {
      ...{ database, assets, log },
      entraKeys: createEntraKeys(entra.jwksUrl),
      botTokens: createEntraClient(
        { clientId: botId, clientSecret: secrets.botSecret, tenantId: contoso },
        localNetworkClient(entra.url),
      ),
      bot: {
        addresses: { metadataUrl: entra.channelMetadataUrl },
        teamsUrl: `http://localhost:${settings.ports.teams}`,
        allowedServiceHosts: [settings.connectorUrl],
        serviceUrl: settings.serviceUrl,
      },
      extraHosts: [`http://localhost:${settings.ports.teams}`],
    },
  )
