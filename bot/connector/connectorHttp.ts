import { z } from 'zod'
import type { FinalReason } from '#core/session/teamsPorts'
import { retryAfterOf } from '#core/contract/retryAfter'
import type { NotDelivered } from './teamsChannel.ts'

/** A failed request to the Bot Connector, as a delivery result. */
export class ConnectorError extends Error {
  readonly delivered: NotDelivered

  constructor(result: NotDelivered) {
    super(result.reason)
    this.delivered = result
  }
}

const later = (reason: string, ambiguous: boolean, retryAfter: number | null = null): NotDelivered => ({
  delivered: false,
  final: false,
  reason,
  retryAfter,
  ambiguous,
})
const never = (reason: FinalReason): NotDelivered => ({
  delivered: false,
  final: true,
  reason,
})

/** The codes of 403 in learn.microsoft.com, "Messages in bot conversations", status codes. */
const forbidden: Partial<Record<string, FinalReason>> = {
  BotNotInConversationRoster: 'notInstalled',
  BotDisabledByAdmin: 'disabled',
}

/**
 * Maps a status of the Bot Connector to a delivery result. After an ambiguous one the message may have been delivered
 * all the same; it is sent again, and the agent may see it twice.
 */
function errorOf(status: number, code: string, retryAfter: number | null): NotDelivered {
  if (status === 403) return never(forbidden[code] ?? 'blocked')
  if (status === 404 || status === 410) return never('gone')
  if (status === 413) return never('tooLarge')
  if (status === 401 || status === 412 || status === 429) return later(`status ${status}`, false, retryAfter)
  if (status === 408 || status >= 500) return later(`status ${status}`, true, retryAfter)
  return never('refused')
}

const notReached = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT', 'EHOSTUNREACH', 'ENETUNREACH']

/** Maps a request without a response to a delivery result: ambiguous, unless no connection was made. */
function errorWithoutAnswer(fault: unknown): NotDelivered {
  const code = codeOf(fault)
  return later(code, !notReached.includes(code))
}

/** Faults are matched by their fields, because a network fault may come from another realm's `Error`. */
const shape = z.object({ name: z.string(), cause: z.object({ code: z.string() }).optional().catch(undefined) })

function codeOf(fault: unknown): string {
  const { name, cause } = shape.safeParse(fault).data ?? {}
  return name === 'TimeoutError' ? 'timeout' : (cause?.code ?? 'no answer')
}

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
 * HTTP client for the SDK's connector client: one attempt per call, a time limit, no redirects. Every response other
 * than a success becomes a `ConnectorError`, which the SDK does not retry; its own retries ignore Retry-After and could
 * post a message twice.
 */
export const createConnectorHttp = (withinMs: number, now: () => number) => ({
  async sendRequest<H extends Headers, R extends Request<H>>(request: R) {
    const { response, text } = await ask(request, withinMs)
    if (!response.ok)
      throw new ConnectorError(
        errorOf(response.status, codeIn(text), retryAfterOf(response.headers.get('retry-after'), now())),
      )
    const headers = request.headers.clone() as H
    headers.set('content-type', response.headers.get('content-type') ?? 'application/json')
    return { status: response.status, headers, request, bodyAsText: text }
  },
})

const failure = z.object({ error: z.object({ code: z.string() }) })

/** The error code of a failed response; empty if its body has none. */
function codeIn(text: string): string {
  try {
    return failure.safeParse(JSON.parse(text)).data?.error.code ?? ''
  } catch {
    return ''
  }
}

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
    throw new ConnectorError(errorWithoutAnswer(fault))
  }
}
