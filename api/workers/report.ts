import type { Logger } from 'pino'

/** Reports an error together with the tenant and session that it concerns. */
export type Report = (error: unknown, about?: { tenantId: string; sessionId?: string }) => void

/** Creates one `Report` for each worker, which logs the worker's name. */
export const reportTo =
  (log: Pick<Logger, 'error'>) =>
  (worker: string): Report =>
  (error, about) =>
    log.error({ err: error, where: worker, ...about }, 'fault')
