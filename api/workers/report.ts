import type { Logger } from 'pino'

/** Hears of a fault, and of whom it is about. */
export type Report = (error: unknown, about?: { tenantId: string; sessionId?: string }) => void

/** Faults go to the log, with the place where they were met. */
export const reportTo =
  (log: Pick<Logger, 'error'>) =>
  (where: string): Report =>
  (error, about) =>
    log.error({ err: error, where, ...about }, 'fault')
