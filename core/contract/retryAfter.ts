/** A service that asks for a longer wait is tried again after an hour all the same. In milliseconds. */
const longestWait = 60 * 60_000

/**
 * The wait that a `Retry-After` header asks for, in milliseconds and at most an hour. The header holds seconds or a date
 * (RFC 9110, 10.2.3); null if there is none or it cannot be read.
 */
export function retryAfterOf(header: string | null, now = Date.now()): number | null {
  const text = header?.trim() ?? ''
  const wait = /^\d+(\.\d+)?$/.test(text) ? Number(text) * 1000 : Date.parse(text) - now
  return Number.isNaN(wait) ? null : Math.min(Math.max(Math.ceil(wait), 0), longestWait)
}
