import type { INetworkModule, NetworkRequestOptions, NetworkResponse } from '@azure/msal-node'
import { loginOrigin } from './entraClaims.ts'

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
