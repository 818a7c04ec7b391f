import pTimeout from 'p-timeout'
import { z } from 'zod'
import { retryAfterOf } from '#core/contract/retryAfter'
import { withRetry, serviceErrorOf, unreachable, type Patience, type Tried } from './serviceErrors.ts'

export interface MeetingsOptions {
  /**
   * Creates an Entra ID client for this tenant. It is called for each token, because a client caches its tokens and an
   * agent's token must not be kept.
   */
  entra: (tenantId: string) => EntraTokens
  /** Object ids of the users who organize meetings, by tenant; in other tenants the accepting agent does. */
  organizers: ReadonlyMap<string, string>
  /** Origin of Microsoft Graph. */
  graph?: string
  now: () => number
}

export interface Organizer {
  tenantId: string
  assertion: string | null
}
interface Meeting {
  id: string
  joinUrl: string
}

const resource = 'https://graph.microsoft.com'
const hour = 60 * 60_000
const meeting = z.object({ id: z.string().min(1), joinWebUrl: z.url({ protocol: /^https$/ }).max(4000) })
const fault = z.object({ error: z.object({ code: z.string(), message: z.string() }) })

/**
 * Creates online meetings without a calendar entry in Microsoft Graph. On behalf of an agent this requires the
 * delegated permission OnlineMeetings.ReadWrite; for a dedicated organizer it requires OnlineMeetings.ReadWrite.All and
 * an application access policy. Source: learn.microsoft.com/graph/api/application-post-onlinemeetings
 */
export function createMeetings({ entra, organizers, graph = resource, now }: MeetingsOptions) {
  const ask = async (patience: Patience, token: string, method: string, path: string, body?: object) => {
    try {
      return await answered(
        await fetch(`${graph}/v1.0${path}`, {
          method,
          headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
          // A redirect would send the access token to another address.
          redirect: 'error',
          signal: patience.signal,
        }),
      )
    } catch (error) {
      return unreachable(error)
    }
  }
  const pathOf = (tenantId: string): string => {
    const organizer = organizers.get(tenantId)
    return `${organizer === undefined ? '/me' : `/users/${organizer}`}/onlineMeetings`
  }

  return {
    token: ({ tenantId, assertion }: Organizer, patience: Patience): Promise<Tried<string>> => {
      const client = entra(tenantId)
      if (organizers.has(tenantId))
        return entraToken(patience, () => client.acquireTokenByClientCredential({ scopes: [`${resource}/.default`] }))
      if (assertion === null) return Promise.resolve(serviceErrorOf('refused', 'Only an agent can make a meeting'))
      return entraToken(patience, () =>
        client.acquireTokenOnBehalfOf({ oboAssertion: assertion, scopes: [`${resource}/OnlineMeetings.ReadWrite`] }),
      )
    },
    make: async (tenantId: string, token: string, patience: Patience): Promise<Tried<Meeting>> => {
      const made = await withRetry(patience, () =>
        ask(patience, token, 'POST', pathOf(tenantId), {
          subject: 'Interact',
          startDateTime: new Date(now()).toISOString(),
          endDateTime: new Date(now() + hour).toISOString(),
          lobbyBypassSettings: { scope: 'everyone', isDialInBypassEnabled: false },
        }),
      )
      if (made.trouble) return made
      const parsed = meeting.safeParse(made.value)
      if (!parsed.success) return serviceErrorOf('refused', 'Microsoft Graph answered without a meeting')
      return { value: { id: parsed.data.id, joinUrl: parsed.data.joinWebUrl } }
    },
    remove: async (tenantId: string, token: string, id: string, patience: Patience): Promise<void> => {
      await ask(patience, token, 'DELETE', `${pathOf(tenantId)}/${encodeURIComponent(id)}`)
    },
  }
}

async function answered(response: Response): Promise<Tried<unknown>> {
  const body: unknown = await response.json().catch(() => null)
  if (response.ok) return { value: body }
  const parsed = fault.safeParse(body)
  const said = parsed.success
    ? `${parsed.data.error.code}: ${parsed.data.error.message}`
    : `Microsoft Graph answered ${response.status}`
  if (response.status === 429 || response.status >= 500)
    return serviceErrorOf('unreachable', said, retryAfterOf(response.headers.get('retry-after')))
  return serviceErrorOf(problemOf(response.status, said), said)
}

/** Graph returns the same status for several causes, so the error text must distinguish them. */
function problemOf(status: number, said: string): 'policy' | 'licence' | 'consent' | 'refused' {
  if (/access policy/i.test(said)) return 'policy'
  if (/licen[sc]e/i.test(said)) return 'licence'
  return status === 403 ? 'consent' : 'refused'
}

type Acquired = Promise<{ accessToken: string } | null>

/** The part of msal-node's ConfidentialClientApplication that is used here. */
interface EntraTokens {
  acquireTokenOnBehalfOf(request: { oboAssertion: string; scopes: string[] }): Acquired
  acquireTokenByClientCredential(request: { scopes: string[] }): Acquired
}

/**
 * The user's or an admin's consent is missing. Source:
 * learn.microsoft.com/entra/identity-platform/reference-error-codes
 */
const consentCodes = /AADSTS(65001|65004|90094|90095|90099|500011|650052)\b/
const spoken = /AADSTS\d+: .*?(?=\s+(?:-\s+)?(?:Correlation|Trace) ID\b|$)/s

/** Acquires a token of Entra ID, or returns why that failed. */
export async function entraToken(patience: Patience, acquire: () => Acquired): Promise<Tried<string>> {
  try {
    const token = await pTimeout(acquire(), { milliseconds: Infinity, signal: patience.signal })
    return token ? { value: token.accessToken } : serviceErrorOf('unreachable', 'Entra ID answered without a token')
  } catch (error) {
    const said = error instanceof Error ? (spoken.exec(error.message)?.[0] ?? null) : null
    if (said === null) return unreachable(error)
    if (isServersFault(error)) return serviceErrorOf('unreachable', said)
    return serviceErrorOf(consentCodes.test(said) ? 'consent' : 'refused', said)
  }
}

const isServersFault = (error: unknown): boolean =>
  error instanceof Error && 'status' in error && (error.status === 429 || Number(error.status) >= 500)
