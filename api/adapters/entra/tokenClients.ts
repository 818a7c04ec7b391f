import { ConfidentialClientApplication, type INetworkModule } from '@azure/msal-node'
import { createRemoteJWKSet, type JWTVerifyGetKey } from 'jose'

interface Registration {
  clientId: string
  clientSecret: string
  tenantId: string
}

/**
 * A client of Entra ID for one registration, for app and on-behalf-of tokens. The authority is always Microsoft's;
 * `networkClient` carries its requests elsewhere where there is no cloud.
 */
export const createEntraClient = (
  { clientId, clientSecret, tenantId }: Registration,
  networkClient?: INetworkModule,
): ConfidentialClientApplication =>
  new ConfidentialClientApplication({
    auth: { clientId, clientSecret, authority: `https://login.microsoftonline.com/${tenantId}` },
    ...(networkClient === undefined ? {} : { system: { networkClient } }),
  })

/** One registration's client for each tenant that it serves; a client keeps the tokens that it got. */
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

/** Signing keys of Entra ID, read when a token names one that is not known. */
export const createEntraKeys = (address = publicKeys): JWTVerifyGetKey => createRemoteJWKSet(new URL(address))
