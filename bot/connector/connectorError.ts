import { z } from 'zod'
import type { NotDelivered } from './teamsChannel.ts'

/** Why the Bot Connector did not take a request, as the sender must know it. */
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

/** Longest wait that a service may ask for: an hour, in milliseconds. */
const longestWait = 60 * 60_000

/** Milliseconds that a `Retry-After` asks for, given in seconds or as a date; null where it says nothing. */
export function retryAfterOf(header: string | null, now: number): number | null {
  if (header === null) return null
  const text = header.trim()
  const wait = /^\d+(\.\d+)?$/.test(text) ? Number(text) * 1000 : Date.parse(text) - now
  return Number.isNaN(wait) ? null : Math.min(Math.max(Math.ceil(wait), 0), longestWait)
}

/**
 * What an answer of the Bot Connector means for the message. Ambiguous are answers after which the message may have
 * been taken all the same: it is sent again, and the agent may see it twice.
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

/** What a request that got no answer means: taken or not is unknown, unless no connection was made. */
export function errorWithoutAnswer(fault: unknown): NotDelivered {
  const code = codeOf(fault)
  return later(code, !notReached.includes(code))
}

/** Read by their fields: a fault of the network need not come from this realm's `Error`. */
const shape = z.object({ name: z.string(), cause: z.object({ code: z.string() }).optional().catch(undefined) })

function codeOf(fault: unknown): string {
  const { name, cause } = shape.safeParse(fault).data ?? {}
  return name === 'TimeoutError' ? 'timeout' : (cause?.code ?? 'no answer')
}
