import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createRemoteJWKSet, jwtVerify } from 'jose'

/** A user in the format of Microsoft Graph; `gone` marks a removed user in the delta query. */
export interface GraphUser {
  id: string
  displayName?: string
  userPrincipalName?: string
  mail?: string | null
  department?: string | null
  accountEnabled?: boolean
  userType?: string
  gone?: true
}

/** A stand-in for the users of Microsoft Graph as directory sync reads them: pages of two, then only changes. */
export interface Graph {
  url: string
  /** Users of each tenant; users appended later are the changes of the next delta query. */
  people: Map<string, GraphUser[]>
  /** Responses to the next requests instead of the regular ones. */
  instead: { status: number; headers?: Record<string, string> }[]
  /** Requested paths, in order. */
  asked: string[]
  /** Sets the keys that verify app tokens. */
  trust(jwksUrl: string): void
  close(): Promise<void>
}

const pageSize = 2

/** Starts the stand-in. A request needs a trusted app token for Graph and gets the users of the token's tenant. */
export async function startGraph(): Promise<Graph> {
  let keys: ReturnType<typeof createRemoteJWKSet> | undefined
  const people = new Map<string, GraphUser[]>()
  const instead: Graph['instead'] = []
  const asked: string[] = []

  const tenantOf = async ({ headers }: IncomingMessage): Promise<string | undefined> => {
    const token = (headers.authorization ?? '').replace('Bearer ', '')
    if (!keys) return undefined
    const { payload } = await jwtVerify(token, keys, { audience: 'https://graph.microsoft.com' })
    return typeof payload.tid === 'string' && payload.idtyp === 'app' ? payload.tid : undefined
  }
  const pageFor = (tenantId: string, { searchParams }: URL) => {
    const all = people.get(tenantId) ?? []
    const start = Number(searchParams.get('$skiptoken') ?? searchParams.get('$deltatoken') ?? 0)
    const next = start + pageSize
    const link = (name: string, place: number) => `${url}/v1.0/users/delta?$${name}=${place}`
    const value = all.slice(start, next).map(({ gone, ...user }) => (gone ? { id: user.id, '@removed': {} } : user))
    return next < all.length
      ? { value, '@odata.nextLink': link('skiptoken', next) }
      : { value, '@odata.deltaLink': link('deltatoken', all.length) }
  }
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const tenantId = await tenantOf(request).catch(() => undefined)
    const path = new URL(request.url ?? '/', url)
    asked.push(path.pathname)
    const trouble = instead.shift() ?? (tenantId === undefined ? { status: 401 } : undefined)
    const body =
      path.pathname === '/v1.0/organization'
        ? { value: [{ displayName: `Organization of ${tenantId ?? ''}` }] }
        : pageFor(tenantId ?? '', path)
    response.writeHead(trouble?.status ?? 200, { 'content-type': 'application/json', ...trouble?.headers })
    response.end(JSON.stringify(trouble ? { error: { code: 'trouble' } } : body))
  }
  const server = createServer((request, response) => void answer(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    ...{ url, people, instead, asked },
    trust: (jwksUrl) => {
      keys = createRemoteJWKSet(new URL(jwksUrl))
    },
    close: () => {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}
