import type { Instant } from './session.ts'

/** Deletion of expired data, so that the database does not grow without limit. */
export interface RetentionStore {
  /** Every onboarded tenant with the number of days for which it keeps ended sessions. */
  retentions(): Promise<{ tenantId: string; days: number }[]>
  /**
   * Deletes expired tickets and previews, customers older than a day without a session, and Teams activities handled
   * more than a week ago; at most `limit` of each kind. Answers the number of deleted rows.
   */
  sweep(now: Instant, limit: number): Promise<number>
}
