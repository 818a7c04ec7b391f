import type { CallCheckItem, CallEntry, CallProvider, Media, Side } from '../contract/calls.ts'
import type { Decided } from '../contract/problems.ts'
import type { ProviderCall } from './call.ts'
import type { Session } from './session.ts'

/**
 * A call provider. `ready` and `admit` refuse with `callProviderRefused` or `unavailable` (with `retryAfter`), `admit`
 * also with `noCall` for a call of another provider.
 */
export interface CallService {
  /**
   * Creates the call at the provider when the agent accepts a call or rings. `assertion` is the agent's own access
   * token for actions on the agent's behalf; it is used at once and never stored. A refusal says what an admin must
   * fix.
   */
  ready(wanted: { session: Session; media: Media; assertion: string | null }): Promise<Decided<ProviderCall>>
  /** What one side needs to join, in addition to the call itself. */
  admit(party: { session: Session; providerCall: ProviderCall; side: Side }): Promise<Decided<Admission>>
  /** Tests every requirement of a call of this tenant on behalf of the caller, and leaves nothing behind. */
  check(wanted: { tenantId: string; assertion: string | null }): Promise<CallCheckItem[]>
}

type WithoutCall<Entry> = Entry extends CallEntry ? Omit<Entry, 'call'> : never
export type Admission = WithoutCall<CallEntry>

/** The providers that this installation is configured for. */
export type CallServices = Partial<Record<CallProvider, CallService>>
