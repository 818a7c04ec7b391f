import { problem, startLoopback, type Asked, type Reply, type Running } from './http/loopback.ts'

export type SigningProxyOptions = {
  /** The bot endpoint that receives the signed activities. */
  botEndpoint: string
  /** Issues a channel token for a service URL. */
  channelToken: (serviceUrl: string) => Promise<string>
}

/**
 * Adds channel tokens to the activities of the Playground, which sends none, so that the bot's authentication stays on.
 * `allowed` decides which service URLs get a token; other activities are refused with 403.
 */
export async function startSigningProxy(
  options: SigningProxyOptions,
  allowed: (serviceUrl: string) => boolean,
): Promise<Running> {
  const answer = async ({ method, path, text }: Asked): Promise<Reply | undefined> => {
    if (method !== 'POST' || path !== '/api/messages') return undefined
    const body = await text()
    const serviceUrl = serviceUrlOf(body)
    if (serviceUrl === undefined || !allowed(serviceUrl))
      return problem(403, 'forbidden', 'The activity is not from the Playground.')
    const response = await fetch(options.botEndpoint, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${await options.channelToken(serviceUrl)}`,
      },
      body,
    }).catch(() => undefined)
    if (response === undefined) return problem(502, 'unavailable', 'The bot does not answer.')
    return {
      status: response.status,
      type: response.headers.get('content-type') ?? 'application/json',
      body: await response.text(),
    }
  }
  return startLoopback(0, 'PORT', answer)
}

function serviceUrlOf(body: string): string | undefined {
  try {
    const { serviceUrl } = JSON.parse(body) as { serviceUrl?: unknown }
    return typeof serviceUrl === 'string' ? serviceUrl : undefined
  } catch {
    return undefined
  }
}
