import { createRemoteJWKSet, jwtVerify } from 'jose'
import type { Entra } from '#infra/local/entra'
import { startLoopback, type Running } from '#infra/local/http/loopback'

export type Activity = Record<string, unknown> & {
  type: string
  id: string
  serviceUrl: string
  conversation: { id: string }
}
type Answered = { status: number; body: Record<string, unknown> }

export type TestBot = Running & {
  /** Ids of the activities with a valid token for their service URL. */
  verified: string[]
  /** Resolves to the next unread activity of this type. */
  next: (type: string) => Promise<Activity>
  send: (activity: object) => Promise<Answered>
  update: (id: string, activity: object) => Promise<Answered>
  call: (method: string, path: string, body: object) => Promise<Answered>
}

/** A minimal bot: it verifies every token as a real bot must, stores the activities, and sends what a test requires. */
export async function startTestBot(entra: Entra, tenantId: string, botId: string): Promise<TestBot> {
  const keys = createRemoteJWKSet(new URL(entra.channelJwksUrl))
  const verified: string[] = []
  const waiting: Activity[] = []
  let last: Activity | undefined
  let wake: (() => void) | undefined

  const running = await startLoopback(0, 'PORT', async ({ method, headers, text }) => {
    if (method !== 'POST') return undefined
    const activity = JSON.parse(await text()) as Activity
    const { payload } = await jwtVerify(headers.authorization?.replace('Bearer ', '') ?? '', keys, {
      issuer: 'https://api.botframework.com',
      audience: botId,
    })
    if (payload.serviceurl === activity.serviceUrl) verified.push(activity.id)
    last = activity
    waiting.push(activity)
    wake?.()
    return { body: activity.type === 'invoke' ? replacement : {} }
  })

  const call = async (method: string, path: string, body: object): Promise<Answered> => {
    const grant = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: botId,
      client_secret: 'bot secret',
      scope: 'https://api.botframework.com/.default',
    })
    const granted = await fetch(`${entra.url}/${tenantId}/oauth2/v2.0/token`, { method: 'POST', body: grant })
    const { access_token } = (await granted.json()) as { access_token: string }
    const response = await fetch(`${last?.serviceUrl ?? ''}${path}`, {
      method,
      headers: { 'content-type': 'application/json', authorization: `Bearer ${access_token}` },
      body: JSON.stringify(body),
    })
    return { status: response.status, body: (await response.json()) as Record<string, unknown> }
  }
  const activities = () => `/v3/conversations/${encodeURIComponent(last?.conversation.id ?? '')}/activities`

  return {
    ...running,
    verified,
    call,
    send: (activity) => call('POST', activities(), activity),
    update: (id, activity) => call('PUT', `${activities()}/${id}`, activity),
    next: async (type) => {
      for (;;) {
        const index = waiting.findIndex((activity) => activity.type === type)
        const [found] = index < 0 ? [] : waiting.splice(index, 1)
        if (found) return found
        await new Promise<void>((resolve) => (wake = resolve))
      }
    },
  }
}

const replacement = {
  statusCode: 200,
  type: 'application/vnd.microsoft.card.adaptive',
  value: { type: 'AdaptiveCard', version: '1.5', body: [{ type: 'TextBlock', text: 'Replaced by the answer' }] },
}
