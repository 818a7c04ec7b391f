/** The database cannot answer now. The request must not be acknowledged and can be retried. */
export class StoreUnavailable extends Error {
  readonly unavailable = true

  constructor(why: string, cause?: unknown) {
    super(`The store is not available: ${why}`, { cause })
    this.name = 'StoreUnavailable'
  }
}

interface ServerError extends Error {
  code: string
  severity: string
  detail?: string
  hint?: string
}

const isServerError = (error: unknown): error is ServerError =>
  error instanceof Error &&
  'severity' in error &&
  typeof error.severity === 'string' &&
  'code' in error &&
  typeof error.code === 'string'

/** The SQLSTATE of a server error; undefined for any other error. */
export const sqlStateOf = (error: unknown): string | undefined => (isServerError(error) ? error.code : undefined)

/** Whether the session has failed, so that no more statements may be sent to it. */
export const isFatal = (error: unknown): boolean =>
  !isServerError(error) || error.severity === 'PANIC' || error.severity === 'FATAL'

// SQLSTATE of transient errors: connection (08), insufficient resources (53), system error (58), shutdown or start-up
// (57P), statement time-out (57014), lock not available (55P03), read-only standby (25006), idle transaction (25P03).
const passing = /^(08|53|58|57P)|^(57014|55P03|25006|25P03)$/

/**
 * Maps an error of a session to `StoreUnavailable` if a later retry can succeed; otherwise keeps the server's error.
 */
export function asStoreError(error: unknown): unknown {
  if (error instanceof StoreUnavailable || error instanceof TypeError || error instanceof RangeError) return error
  if (isServerError(error)) return passing.test(error.code) ? new StoreUnavailable(error.message, error) : error
  return new StoreUnavailable(error instanceof Error ? error.message : String(error), error)
}

/** Maps an error of `set role`: a missing role means that the database has not been migrated. */
export const asRoleError = (error: unknown): unknown =>
  sqlStateOf(error) === '22023'
    ? new Error('The database has not been migrated yet: run npm run migrate.', { cause: error })
    : asStoreError(error)
