/** The store cannot answer now. Nothing that was asked may be acknowledged; the same request may be sent again. */
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

/** The five characters by which PostgreSQL names an error; undefined for an error that is not the server's. */
export const sqlStateOf = (error: unknown): string | undefined => (isServerError(error) ? error.code : undefined)

/** Whether the server gave up altogether, so that nothing more may be asked of the session. */
export const isFatal = (error: unknown): boolean =>
  !isServerError(error) || error.severity === 'PANIC' || error.severity === 'FATAL'

// Connection (08), resources and disk (53), files (58), shutdown and start (57P), time-out (57014), lock not had (55P03),
// a standby (25006), a transaction left idle (25P03).
const passing = /^(08|53|58|57P)|^(57014|55P03|25006|25P03)$/

/** What a session throws: the server's own error, or `StoreUnavailable` when asking again later can help. */
export function asStoreError(error: unknown): unknown {
  if (error instanceof StoreUnavailable || error instanceof TypeError || error instanceof RangeError) return error
  if (isServerError(error)) return passing.test(error.code) ? new StoreUnavailable(error.message, error) : error
  return new StoreUnavailable(error instanceof Error ? error.message : String(error), error)
}

/** What it means that a session could not take on its role. */
export const asRoleError = (error: unknown): unknown =>
  sqlStateOf(error) === '22023'
    ? new Error('The database has not been migrated yet: run npm run migrate.', { cause: error })
    : asStoreError(error)
