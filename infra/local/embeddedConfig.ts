import type { Config } from '#api/config'
import { apiClientId, botId, contoso, fabrikam } from './seedPeople.ts'
import type { readSecrets } from './secrets.ts'
import type { Settings } from './settings.ts'

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
