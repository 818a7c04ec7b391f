import { ConnectorFault, faultOf, faultWithoutAnswer, retryAfterOf } from './connectorFault.ts'

interface Headers {
  toJson(options?: { preserveCase?: boolean }): Record<string, string>
  clone(): Headers
  set(name: string, value: string): void
}

interface Request<H extends Headers> {
  url: string
  method: string
  headers: H
  body?: unknown
}

/**
 * The network of the SDK's connector client: one try a call, a time limit, no redirect. Every answer but a success
 * becomes a `ConnectorFault`, which the SDK's own retries let pass: those know no Retry-After and would post twice.
 */
export const createConnectorHttp = (withinMs: number, now: () => number) => ({
  async sendRequest<H extends Headers, R extends Request<H>>(request: R) {
    const { response, text } = await ask(request, withinMs)
    if (!response.ok)
      throw new ConnectorFault(faultOf(response.status, retryAfterOf(response.headers.get('retry-after'), now())))
    const headers = request.headers.clone() as H
    headers.set('content-type', response.headers.get('content-type') ?? 'application/json')
    return { status: response.status, headers, request, bodyAsText: text }
  },
})

async function ask(request: Request<Headers>, withinMs: number) {
  try {
    const response = await fetch(request.url, {
      method: request.method,
      headers: request.headers.toJson(),
      redirect: 'manual',
      signal: AbortSignal.timeout(withinMs),
      ...(typeof request.body === 'string' ? { body: request.body } : {}),
    })
    return { response, text: await response.text() }
  } catch (fault) {
    throw new ConnectorFault(faultWithoutAnswer(fault))
  }
}
