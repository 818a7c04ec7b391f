import { ConfidentialClientApplication, type INetworkModule } from '@azure/msal-node'
import { createRemoteJWKSet, type JWTVerifyGetKey } from 'jose'

interface Registration {
  clientId: string
  clientSecret: string
  tenantId: string
}

/**
 * Creates an Entra ID client for one app registration, for app-only and on-behalf-of tokens. The authority is always
 * Microsoft's; `networkClient` redirects the requests in environments without Microsoft's cloud.
 */
export const createEntraClient = (
  { clientId, clientSecret, tenantId }: Registration,
  networkClient?: INetworkModule,
): ConfidentialClientApplication =>
  new ConfidentialClientApplication({
    auth: { clientId, clientSecret, authority: `https://login.microsoftonline.com/${tenantId}` },
    ...(networkClient === undefined ? {} : { system: { networkClient } }),
  })

/** Creates one client per tenant and reuses it, because a client caches the tokens it has acquired. */
export function createEntraClients(
  registration: Omit<Registration, 'tenantId'>,
  networkClient?: INetworkModule,
): (tenantId: string) => ConfidentialClientApplication {
  const clients = new Map<string, ConfidentialClientApplication>()
  return (tenantId) => {
    const client = clients.get(tenantId) ?? createEntraClient({ ...registration, tenantId }, networkClient)
    clients.set(tenantId, client)
    return client
  }
}

const publicKeys = 'https://login.microsoftonline.com/common/discovery/v2.0/keys'

/** The signing keys of Entra ID, fetched when a token names an unknown key id. */
export const createEntraKeys = (address = publicKeys): JWTVerifyGetKey => createRemoteJWKSet(new URL(address))
