import type { ActivityFeed, DeliveryResult } from '#core/session/teamsPorts'
import type { Session } from '#core/session/session'
import { retryAfterOf } from '#core/contract/retryAfter'

/** The part of msal-node's ConfidentialClientApplication that is used here. */
interface AppTokens {
  acquireTokenByClientCredential(request: { scopes: string[] }): Promise<{ accessToken: string } | null>
}

interface ActivityFeedOptions {
  tokens: (tenantId: string) => AppTokens
  entraObjectIdOf: (tenantId: string, userId: string) => Promise<string | null>
  /** Link to the tab, where the agent accepts the call of this session. */
  acceptLink: (sessionId: string) => string
  /** Id of the app in the Teams catalogue. */
  teamsAppId: string
  /** Origin of Microsoft Graph. */
  origin?: string
}

const scopes = ['https://graph.microsoft.com/.default']
const patience = 8000
/** Teams shows at most this many characters of a preview. */
const longestPreview = 150

/**
 * Notifies an agent of a ringing call in the Teams activity feed. Requires TeamsActivity.Send.User, which the app
 * manifest requests, or the application permission TeamsActivity.Send. Source:
 * learn.microsoft.com/graph/api/userteamwork-sendactivitynotification
 */
export function createGraphActivityFeed(options: ActivityFeedOptions): ActivityFeed {
  const { tokens, entraObjectIdOf, acceptLink, teamsAppId, origin = 'https://graph.microsoft.com' } = options
  return {
    notifyRinging: async (session) => {
      // A delayed or retried notification must not announce a call that no longer rings.
      if (!ringsNow(session)) return { delivered: true }
      const objectId = await entraObjectIdOf(session.tenantId, session.assignment.userId)
      if (objectId === null) return { delivered: false, final: true, reason: 'gone' }
      try {
        const token = await tokens(session.tenantId).acquireTokenByClientCredential({ scopes })
        const response = await fetch(`${origin}/v1.0/users/${objectId}/teamwork/sendActivityNotification`, {
          method: 'POST',
          headers: { authorization: `Bearer ${token?.accessToken ?? ''}`, 'content-type': 'application/json' },
          body: JSON.stringify(notificationOf(session, acceptLink(session.id), teamsAppId)),
          // A redirect would send the access token to another address.
          redirect: 'error',
          signal: AbortSignal.timeout(patience),
        })
        await response.body?.cancel()
        return resultOf(response)
      } catch (error) {
        const reason = error instanceof Error ? error.message : 'No answer'
        return { delivered: false, final: false, reason, retryAfter: null, ambiguous: true }
      }
    },
  }
}

const ringsNow = (session: Session): boolean =>
  session.status !== 'ended' && session.call !== null && session.call.status === 'ringing'

/** Replaces markup characters, so that customer input can only be displayed as text. */
const plain = (text: string): string => text.replace(/[<>&]/g, ' ')

function notificationOf({ customer, page }: Session, webUrl: string, teamsAppId: string) {
  const name = plain(customer.name)
  const host = URL.canParse(page.origin) ? new URL(page.origin).host : ''
  return {
    topic: { source: 'text', value: 'Interact', webUrl },
    activityType: 'callRings',
    previewText: { content: [name, host].filter(Boolean).join(' · ').slice(0, longestPreview) },
    // Not `actor`: Teams fills that parameter with the name of the sender, which is the app itself.
    templateParameters: [{ name: 'customer', value: name }],
    teamsAppId,
  }
}

function resultOf({ ok, status, headers }: Response): DeliveryResult {
  if (ok) return { delivered: true }
  if (status === 404) return { delivered: false, final: true, reason: 'notInstalled' }
  if (status < 500 && status !== 429) return { delivered: false, final: true, reason: 'refused' }
  const retryAfter = retryAfterOf(headers.get('retry-after'))
  return { delivered: false, final: false, reason: `Graph answered ${status}`, retryAfter, ambiguous: status !== 429 }
}
