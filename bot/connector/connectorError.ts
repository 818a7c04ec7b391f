import { z } from 'zod'
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
const never = (reason: Extract<NotDelivered, { final: true }>['reason']): NotDelivered => ({
  delivered: false,
  final: true,
  reason,
})

/**
 * Maps a status of the Bot Connector to a delivery result. After an ambiguous one the message may have been delivered
 * all the same; it is sent again, and the agent may see it twice.
 */
export function errorOf(status: number, retryAfter: number | null): NotDelivered {
  if (status === 403) return never('blocked')
  if (status === 404 || status === 410) return never('gone')
  if (status === 413) return never('tooLarge')
  if (status === 401 || status === 412 || status === 429) return later(`status ${status}`, false, retryAfter)
  if (status === 408 || status >= 500) return later(`status ${status}`, true, retryAfter)
  return never('refused')
}

const notReached = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT', 'EHOSTUNREACH', 'ENETUNREACH']

/** Maps a request without a response to a delivery result: ambiguous, unless no connection was made. */
export function errorWithoutAnswer(fault: unknown): NotDelivered {
  const code = codeOf(fault)
  return later(code, !notReached.includes(code))
}

/** Faults are matched by their fields, because a network fault may come from another realm's `Error`. */
const shape = z.object({ name: z.string(), cause: z.object({ code: z.string() }).optional().catch(undefined) })

function codeOf(fault: unknown): string {
  const { name, cause } = shape.safeParse(fault).data ?? {}
  return name === 'TimeoutError' ? 'timeout' : (cause?.code ?? 'no answer')
}
