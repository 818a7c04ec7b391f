import { mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { pino } from 'pino'
import { createEntraClient, createEntraKeys } from '#api/adapters/entra/tokenClients'
import { openDatabase } from '#api/adapters/postgres/database/openDatabase'
import { createStore } from '#api/adapters/postgres/store'
import type { Tables } from '#api/adapters/postgres/database/tables'
import { run, stopOnSignals } from '#api/lifecycle'
import { readSecrets } from './secrets.ts'
import { seed } from './seed.ts'
import { botId, contoso, apiClientId, fabrikam } from './seedPeople.ts'
import { readSettings, type Settings } from './settings.ts'
import { startEntraFor, startSites } from './standIns.ts'
import type { Config } from '#api/config'
import type { INetworkModule, NetworkRequestOptions, NetworkResponse } from '@azure/msal-node'
import { loginOrigin } from './entraClaims.ts'
import type { Playground } from './playground.ts'

/** The start message: the addresses of the embedded world and a walkthrough in ten steps. */
function steps({ ports, dataFolder }: Settings, playground: Playground | undefined): string {
  const at = (port: number) => `http://localhost:${port}`
  const chat = playground
    ? playground.url
    : ports.playground === null
      ? 'off (PLAYGROUND_PORT)'
      : 'not here: npm install --include=dev brings the Agents Playground'
  return `
  Teams (the tab)        ${at(ports.teams)}
  Shop, allowed          ${at(ports.demo)}
  Shop, not allowed      ${at(ports.demo2)}
  Alex's bot chat        ${chat}
  API and its docs       ${at(ports.api)}/api/docs
  Widget                 ${at(ports.widget)}
  Sign-in stand-in       ${at(ports.entra)}
  Data                   ${dataFolder}

  The main job
   1. Open Teams. You are Adele, the tenant admin; the switch above changes person, theme and language.
   2. Users, Alex Wilber, Interact: Active, Instant Messaging and Restrict Access with "Contoso shop" are on.
   3. Press Copy at User Snippet.
   4. Open the shop's /try page, paste the snippet and press Embed it.
   5. Press Chat at the bottom, type a name and a first message. It rings for 45 seconds.
   6. Open Alex's bot chat. Press Accept on the card and reply.
   7. Read the reply in the shop; write back. Reload the shop in between.
   8. Be Alex in Teams: Chats shows the same session. Reply from there.
   9. Be Adele again, switch Active off and save: new customers are refused, the running chat goes on.
  10. Open the shop that is not allowed: its customers read "Not available here at the moment."

  A call: press Call in the shop's panel and pass the test in the window that opens. Accept on Alex's card takes it in Teams.

`
}

/**
 * The network client of msal-node in the embedded world: sends requests for Entra's production address to the stand-in and rejects all others.
 * The product keeps its https authority, which msal-node requires, without a local certificate.
 */
export function localNetworkClient(entraUrl: string): INetworkModule {
  const ask = async <T>(
    method: string,
    address: string,
    options: NetworkRequestOptions = {},
  ): Promise<NetworkResponse<T>> => {
    const url = new URL(address)
    if (url.origin !== loginOrigin) throw new Error(`The embedded world does not call ${url.origin}.`)
    const response = await fetch(`${entraUrl}${url.pathname}${url.search}`, {
      method,
      headers: options.headers ?? {},
      ...(options.body === undefined ? {} : { body: options.body }),
    })
    return {
      headers: Object.fromEntries(response.headers),
      body: (await response.json()) as T,
      status: response.status,
    }
  }
  return {
    sendGetRequestAsync: (url, options) => ask('GET', url, options),
    sendPostRequestAsync: (url, options) => ask('POST', url, options),
  }
}

/** The product's configuration in the embedded world. */
export const embeddedConfig = (settings: Settings, secrets: ReturnType<typeof readSecrets>): Config => ({
  publicUrl: `http://localhost:${settings.ports.api}`,
  widgetUrl: `http://localhost:${settings.ports.widget}`,
  port: settings.ports.api,
  widgetPort: settings.ports.widget,
  host: '127.0.0.1',
  databaseUrl: settings.databaseUrl,
  signingKeys: secrets.signingKeys,
  dataKey: secrets.dataKey,
  tenants: [contoso, fabrikam],
  entra: { clientId: apiClientId, clientSecret: secrets.apiSecret },
  bot: { id: botId, tenantId: contoso, secret: secrets.botSecret },
  teamsAppId: botId,
  trustedProxies: [],
  ice: { stunUrls: [], turnUrls: settings.turn.urls, turnSecret: settings.turn.secret },
  callProvider: 'webrtc',
  meetings: null,
  metricsPort: null,
  logLevel: settings.logLevel,
  limits: settings.limits,
  allowedHosts: [settings.ports.api, settings.ports.widget].flatMap((port) => [
    `localhost:${port}`,
    `127.0.0.1:${port}`,
  ]),
})

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
