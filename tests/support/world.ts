import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pino } from 'pino'
import { createEntraClient, createEntraClients, createEntraKeys } from '#api/adapters/entra/tokenClients'
import { createGraphDirectory } from '#api/adapters/graph/graphDirectory'
import { createStore, type Store } from '#api/adapters/postgres/store'
import type { InteractDatabase } from '#api/adapters/postgres/database/tables'
import type { Platform } from '#api/platform'
import type { Config } from '#api/config'
import { run } from '#api/lifecycle'
import { embeddedConfig } from '#infra/local/embeddedConfig'
import { localNetworkClient } from '#infra/local/localNetworkClient'
import { startEntra, type Entra } from '#infra/local/entra'
import { readSecrets } from '#infra/local/secrets'
import { seed } from '#infra/local/seed'
import { apiClientId, botId, contoso, people } from '#infra/local/seedPeople'
import { readSettings } from '#infra/local/settings'
import { built } from './built.ts'
import { openWorldDatabase } from './database/databases.ts'
import { freePorts } from './freePorts.ts'
import type { Graph } from './microsoft/graph.ts'

export interface WorldOptions {
  /** A migrated, empty database, closed with the world. The default is `openWorldDatabase`. */
  database?: InteractDatabase
  limits?: boolean
  /** Addresses of proxies whose forwarded client address is trusted. */
  trustedProxies?: readonly string[]
  /** Origin of the Bot Connector that the bot may call. */
  connector?: string
  /** Time-out of a request to the connector, in milliseconds. */
  connectorWithinMs?: number
  /** The directory of the tenants. */
  graph?: Graph
  /** Further platform dependencies, created from the world's Entra stand-in and configuration. */
  platform?: (known: { entra: Entra; config: Config }) => Partial<Platform>
  /** Delegated scopes without consent; the array is read at each request. */
  withoutConsent?: readonly string[]
  /** The product's clock, in milliseconds since the epoch. */
  now?: () => number
  /** Receives every log entry from level `warn` as JSON. */
  log?: (message: string) => void
  /** Origins that may frame the tab in addition to Microsoft's. */
  extraHosts?: readonly string[]
  /** The shop's origin in Contoso's seeded domain template. */
  shopOrigin?: string
  /** The TURN server for calls. */
  turn?: { url: string; secret: string }
}

/** The whole product in this process: real store, real sign-in checks, seeded tenants. Only Microsoft's services are replaced by stand-ins. */
export interface World {
  apiUrl: string
  widgetUrl: string
  metricsUrl: string
  shopOrigin: string
  /** Folder with the keys of the Entra stand-in and the secrets of this world. */
  dataFolder: string
  store: Store
  entra: Entra
  /** A valid access token for a seeded person. */
  token(upn: string): Promise<string>
  /** Sends a request to the admin and agent API as a seeded person, or without a token. */
  ask(as: string | null, method: string, path: string, options?: { body?: unknown; ifMatch?: string }): Promise<Answer>
  /** The user id of a seeded person. */
  userId(upn: string): Promise<string>
  close(): Promise<void>
}

export interface Answer {
  status: number
  headers: Headers
  // Tests assert the fields that they expect.
  body: Record<string, unknown>
}

const assets = dirname(dirname(built('tab/index.html')))

export async function startWorld(options: WorldOptions = {}): Promise<World> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'interact-world-'))
  const [api, widget, metrics = null] = await freePorts(3)
  const settings = readSettings({
    DATA_DIR: dataFolder,
    PORT: String(api),
    WIDGET_PORT: String(widget),
    LIMITS: options.limits ? 'on' : 'off',
    ...(options.turn && { TURN_URLS: options.turn.url, TURN_SECRET: options.turn.secret }),
  })
  const secrets = readSecrets(dataFolder)
  const trustedProxies = options.trustedProxies ?? []
  const config = { ...embeddedConfig(settings, secrets), metricsPort: metrics, trustedProxies }
  const database = options.database ?? (await openWorldDatabase())
  const shopOrigin = options.shopOrigin ?? 'https://shop.example'
  await seed(createStore(database), shopOrigin)
  const entra = await startEntra({
    port: 0,
    dataFolder,
    users: people.map(({ oid, tid, upn, name }) => ({ oid, tid, upn, name })),
    apiClientId,
    botId,
    clients: { [apiClientId]: secrets.apiSecret, [botId]: secrets.botSecret },
    withoutConsent: options.withoutConsent ?? [],
  })
  options.graph?.trust(entra.jwksUrl)
  const directory = options.graph && {
    directory: createGraphDirectory({
      tokens: createEntraClients(config.entra, localNetworkClient(entra.url)),
      origin: options.graph.url,
    }),
  }
  const { connector = 'http://localhost:1' } = options
  const client = { clientId: botId, clientSecret: secrets.botSecret, tenantId: contoso }
  const interact = await run(config, {
    database,
    entraKeys: createEntraKeys(entra.jwksUrl),
    botTokens: createEntraClient(client, localNetworkClient(entra.url)),
    bot: {
      addresses: { metadataUrl: entra.channelMetadataUrl },
      allowedServiceHosts: [connector],
      serviceUrl: connector,
      connectorWithinMs: options.connectorWithinMs ?? 15_000,
    },
    ...directory,
    ...options.platform?.({ entra, config }),
    ...(options.extraHosts === undefined ? {} : { extraHosts: options.extraHosts }),
    assets,
    log: options.log
      ? pino({ level: 'warn' }, { write: options.log })
      : pino({ level: process.env.LOG_LEVEL ?? 'silent' }),
    ...(options.now === undefined ? {} : { now: options.now }),
  })
  const tokens = new Map<string, string>()
  const token = async (upn: string) => {
    const known = tokens.get(upn) ?? (await entra.userToken(upn))
    if (known === undefined) throw new Error(`The seed has no ${upn}`)
    tokens.set(upn, known)
    return known
  }
  return {
    apiUrl: config.publicUrl,
    widgetUrl: config.widgetUrl,
    metricsUrl: `http://127.0.0.1:${metrics ?? 0}/metrics`,
    shopOrigin,
    dataFolder,
    store: interact.store,
    entra,
    token,
    ask: async (as, method, path, { body, ifMatch } = {}) => {
      const headers = {
        ...(as === null ? {} : { authorization: `Bearer ${await token(as)}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(ifMatch === undefined ? {} : { 'if-match': ifMatch }),
      }
      const url = `${config.publicUrl}/api/v1${path}`
      return await answerOf(
        fetch(url, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) }),
      )
    },
    userId: async (upn) => {
      const person = people.find((each) => each.upn === upn)
      const user = person && (await interact.store.agentConversations.userOf(person.tid, person.oid))
      if (!user) throw new Error(`The seed has no ${upn}`)
      return user.userId
    },
    close: async () => {
      await interact.stop()
      await entra.close()
      rmSync(dataFolder, { recursive: true, force: true })
    },
  }
}

/** Status, headers and JSON body of a response; `{}` without a body, `{ text }` if it is not JSON. */
export async function answerOf(asked: Promise<Response>): Promise<Answer> {
  const response = await asked
  const text = await response.text()
  const json = (response.headers.get('content-type') ?? '').includes('json')
  const body = json ? (JSON.parse(text) as Record<string, unknown>) : text === '' ? {} : { text }
  return { status: response.status, headers: response.headers, body }
}
