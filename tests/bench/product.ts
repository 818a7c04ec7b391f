import { randomUUID } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { pino } from 'pino'
import { createEntraClient, createEntraKeys } from '#api/adapters/entra/tokenClients'
import { openDatabase } from '#api/adapters/postgres/database/openDatabase'
import { createStore } from '#api/adapters/postgres/store'
import type { InteractDatabase, Tables } from '#api/adapters/postgres/database/tables'
import { run } from '#api/lifecycle'
import { embeddedConfig } from '#infra/local/embeddedConfig'
import { localNetworkClient } from '#infra/local/localNetworkClient'
import { startEntra } from '#infra/local/entra'
import { readSecrets } from '#infra/local/secrets'
import { seed } from '#infra/local/seed'
import { apiClientId, botId, contoso, people } from '#infra/local/seedPeople'
import { readSettings } from '#infra/local/settings'
import { tenantOf } from '../adapters/support/manyUsers.ts'
import { freePorts } from '../support/freePorts.ts'
import { serveParent } from './parent.ts'

export interface ProductOptions {
  databaseUrl: string
  dataFolder: string
  /** Number of users of each tenant to create besides the seed. */
  tenants: readonly number[]
}

export interface Product {
  apiUrl: string
  widgetUrl: string
  shopOrigin: string
  tenantId: string
  /** The agent whom the customers contact. */
  agent: { token: string; contactId: string; widgetKey: string }
  tenants: { users: number; unitId: string; adminToken: string }[]
}

/** The whole product, composed as in production, without rate limits and with stand-ins for Microsoft's services. */
const { databaseUrl, dataFolder, tenants } = JSON.parse(process.argv[2] ?? '') as ProductOptions
const shopOrigin = 'https://shop.example'
const agentName = 'alex@contoso.test'

const database = await openDatabase<Tables>(databaseUrl)
await database.migrate()
const store = createStore(database)
await seed(store, shopOrigin)
const made = []
for (const users of tenants) made.push(await tenantWithAdmin(database, users))
const [api, widget] = await freePorts(2)
const secrets = readSecrets(dataFolder)
const settings = readSettings({
  ...{ DATA_DIR: dataFolder, PORT: String(api), WIDGET_PORT: String(widget), LIMITS: 'off' },
})
const embedded = embeddedConfig(settings, secrets)
const config = { ...embedded, tenants: [...embedded.tenants, ...made.map(({ tenantId }) => tenantId)] }
const entra = await startEntra({
  ...{ port: 0, dataFolder, apiClientId, botId },
  users: [...people, ...made.map(({ admin }) => admin)],
  clients: { [apiClientId]: secrets.apiSecret, [botId]: secrets.botSecret },
})
const interact = await run(config, {
  database,
  entraKeys: createEntraKeys(entra.jwksUrl),
  botTokens: createEntraClient(
    { clientId: botId, clientSecret: secrets.botSecret, tenantId: contoso },
    localNetworkClient(entra.url),
  ),
  bot: { addresses: { metadataUrl: entra.channelMetadataUrl }, allowedServiceHosts: ['http://localhost:1'] },
  assets: fileURLToPath(new URL('../../', import.meta.url)),
  log: pino({ level: 'error' }, pino.destination(2)),
})

const token = async (upn: string): Promise<string> => {
  const known = await entra.userToken(upn)
  if (known === undefined) throw new Error(`There is no ${upn}`)
  return known
}

async function agent(): Promise<Product['agent']> {
  const person = people.find(({ upn }) => upn === agentName)
  const user = person && (await store.agentConversations.userOf(person.tid, person.oid))
  const page = user && (await store.interactSettings.find(contoso, user.userId))
  if (!page) throw new Error(`The seed has no ${agentName}`)
  return { token: await token(agentName), contactId: page.contactId, widgetKey: page.reach.widgetKey }
}

async function tenantWithAdmin(on: InteractDatabase, users: number) {
  const { tenantId, unitIds } = await tenantOf(on, users)
  const name = 'Ada Admin'
  const admin = { oid: randomUUID(), tid: tenantId, upn: `admin-${users}@contoso.test`, name }
  const empty = { mail: null, department: null, jobTitle: null }
  await store.provisioning.upsertUsers(tenantId, [
    {
      ...empty,
      entraObjectId: admin.oid,
      userPrincipalName: admin.upn,
      displayName: name,
      initial: { role: 'tenantAdmin' },
    },
  ])
  return { tenantId, users, unitId: unitIds[0] ?? '', admin }
}

const product: Product = {
  apiUrl: config.publicUrl,
  widgetUrl: config.widgetUrl,
  shopOrigin,
  tenantId: contoso,
  agent: await agent(),
  tenants: await Promise.all(
    made.map(async ({ users, unitId, admin }) => ({ users, unitId, adminToken: await token(admin.upn) })),
  ),
}
serveParent(product, async () => {
  await interact.stop()
  await entra.close()
})
