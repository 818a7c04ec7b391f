import { CommunicationIdentityClient, type CommunicationIdentityClientOptions } from '@azure/communication-identity'
import { retryAfterOf } from '#core/contract/retryAfter'
import { serviceErrorOf, unreachable, type Patience, type Tried } from './serviceErrors.ts'

/** An identity of Azure Communication Services whose token can only join calls. */
export interface Guest {
  token: string
  userId: string
  expiresAt: string
}

/**
 * A call ends when its token expires, so this is longer than any call. The token only allows joining a known meeting.
 */
const lifeInMinutes = 8 * 60

/** Creates the identities with which customers join a Teams meeting. Each one is new and anonymous. */
export function createGuests(connectionString: string, options: CommunicationIdentityClientOptions = {}) {
  // The SDK would wait for the full Retry-After, which is too long for a waiting customer.
  const client = new CommunicationIdentityClient(connectionString, { retryOptions: { maxRetries: 0 }, ...options })
  return {
    invite: async ({ signal }: Patience): Promise<Tried<Guest>> => {
      try {
        const made = await client.createUserAndToken(['voip.join'], {
          tokenExpiresInMinutes: lifeInMinutes,
          abortSignal: signal,
        })
        const { communicationUserId: userId } = made.user
        return { value: { token: made.token, userId, expiresAt: made.expiresOn.toISOString() } }
      } catch (error) {
        return refusedBy(error)
      }
    },
    /** Deletes an identity that was created by a provider check. */
    dismiss: async ({ userId }: Guest, { signal }: Patience): Promise<void> => {
      await client.deleteUser({ communicationUserId: userId }, { abortSignal: signal }).catch(() => undefined)
    },
  }
}
export type Guests = ReturnType<typeof createGuests>

interface RestFault {
  statusCode?: number
  response?: { headers: { get(name: string): string | undefined } }
}

function refusedBy(error: unknown): Tried<never> {
  const { statusCode, response } = error instanceof Error ? (error as RestFault) : {}
  if (statusCode === undefined) return unreachable(error)
  const said = `Azure Communication Services answered ${statusCode}`
  if (statusCode === 429 || statusCode >= 500)
    return serviceErrorOf('unreachable', said, retryAfterOf(response?.headers.get('retry-after') ?? null))
  return serviceErrorOf('refused', said)
}
