import type { Instant } from './session.ts'

/** What is swept up over time, so that the store does not grow by what nobody will ask for again. */
export interface RetentionStore {
  /** Every onboarded tenant with the days it keeps ended sessions. */
  retentions(): Promise<{ tenantId: string; days: number }[]>
  /**
   * Deletes spent tickets and previews that have expired, customers of yesterday without a session, and activities of
   * Teams that were handled a week ago; at most `limit` of each kind. Answers how many went.
   */
  sweep(now: Instant, limit: number): Promise<number>
}
