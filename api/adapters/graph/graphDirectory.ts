import { z } from 'zod'
import type { Directory, DirectoryAnswer, DirectoryPage } from '#core/admin/directoryPorts'
import { retryAfterOf } from '#core/contract/retryAfter'

/** The part of msal-node's ConfidentialClientApplication that is used here. */
interface AppTokens {
  acquireTokenByClientCredential(request: { scopes: string[] }): Promise<{ accessToken: string } | null>
}

interface GraphOptions {
  tokens: (tenantId: string) => AppTokens
  /** Origin of Microsoft Graph. */
  origin?: string
}

const scopes = ['https://graph.microsoft.com/.default']
const fields = [
  'id',
  'userPrincipalName',
  'displayName',
  'mail',
  'department',
  'jobTitle',
  'accountEnabled',
  'userType',
]
// Each page is stored in one transaction.
const pageSize = 100
const patience = 20_000
const aMinute = 60_000

const text = z.string().nullish()
const graphUser = z.object({
  id: z.guid().transform((id) => id.toLowerCase()),
  userPrincipalName: text,
  displayName: text,
  mail: text,
  department: text,
  jobTitle: text,
  accountEnabled: z.boolean().nullish(),
  userType: text,
  '@removed': z.unknown().optional(),
})
const graphPage = z.object({
  value: z.array(graphUser),
  '@odata.nextLink': z.string().optional(),
  '@odata.deltaLink': z.string().optional(),
})
const organizations = z.object({ value: z.array(z.object({ displayName: text })) })

/**
 * Reads the users of a tenant with the delta query of Microsoft Graph. Requires the application permission
 * User.Read.All. Guests are excluded. Source: learn.microsoft.com/graph/delta-query-users
 */
export function createGraphDirectory({ tokens, origin = 'https://graph.microsoft.com' }: GraphOptions): Directory {
  const get = async (tenantId: string, path: string): Promise<Response> => {
    const token = await tokens(tenantId).acquireTokenByClientCredential({ scopes })
    return await fetch(`${origin}${path}`, {
      headers: { authorization: `Bearer ${token?.accessToken ?? ''}`, prefer: `odata.maxpagesize=${pageSize}` },
      // A redirect would send the access token to another address.
      redirect: 'error',
      signal: AbortSignal.timeout(patience),
    })
  }
  const pathOf = (link: string): string => {
    const url = new URL(link)
    if (url.origin !== origin) throw new Error(`Microsoft Graph returned a link to another origin: ${url.origin}`)
    return `${url.pathname}${url.search}`
  }

  return {
    changes: async (tenantId, cursor) => {
      const response = await get(tenantId, cursor ?? `/v1.0/users/delta?$select=${fields.join(',')}`)
      if (!response.ok) return failureOf(response)
      const page = graphPage.parse(await response.json())
      const next = page['@odata.nextLink'] ?? page['@odata.deltaLink']
      if (next === undefined) throw new Error('Microsoft Graph returned a page without nextLink or deltaLink')
      return { page: { ...sorted(page.value), cursor: pathOf(next), more: page['@odata.nextLink'] !== undefined } }
    },
    nameOf: async (tenantId) => {
      const response = await get(tenantId, '/v1.0/organization?$select=displayName')
      return response.ok ? (organizations.parse(await response.json()).value[0]?.displayName ?? null) : null
    },
  }
}

/** If a user occurs more than once in a page, the last occurrence wins. */
function sorted(value: readonly z.infer<typeof graphUser>[]): Pick<DirectoryPage, 'users' | 'gone'> {
  const latest = [...new Map(value.map((user) => [user.id, user])).values()].filter(
    ({ userType }) => userType !== 'Guest',
  )
  const stays = (user: (typeof latest)[number]) => user['@removed'] === undefined && user.accountEnabled !== false
  return {
    gone: latest.filter((user) => !stays(user)).map(({ id }) => id),
    users: latest.filter(stays).map((user) => ({
      entraObjectId: user.id,
      userPrincipalName: user.userPrincipalName ?? '',
      displayName: user.displayName ?? user.userPrincipalName ?? user.id,
      mail: user.mail ?? null,
      department: user.department ?? null,
      jobTitle: user.jobTitle ?? null,
    })),
  }
}

async function failureOf(response: Response): Promise<DirectoryAnswer> {
  await response.body?.cancel()
  if (response.status === 401 || response.status === 403) return { failed: 'consent' }
  if (response.status === 410) return { failed: 'expired' }
  const retryAfter = retryAfterOf(response.headers.get('retry-after')) ?? 0
  return { failed: 'unreachable', retryAfter: Math.max(retryAfter, aMinute) }
}
