import type { CallCheckItem, CallEntry, CallProvider, Media, Side } from '../contract/calls.ts'
import type { Decided } from '../contract/problems.ts'
import type { ProviderCall } from './call.ts'
import type { Session } from './session.ts'

/** One way to carry a call. */
export interface CallService {
  /**
   * Makes ready what carries a call that an agent takes or rings with. `assertion` is the agent's own access token, for
   * what is done in the agent's name; it is used at once and kept nowhere. The refusal says what an admin must mend.
   */
  ready(wanted: { session: Session; media: Media; assertion: string | null }): Promise<Decided<ProviderCall>>
  /** What one side needs to take part, beside the call itself. */
  admit(party: { session: Session; providerCall: ProviderCall; side: Side }): Promise<Decided<Admission>>
  /** Tries what a call of this tenant needs, in the name of whoever asks, and leaves nothing behind. */
  check(wanted: { tenantId: string; assertion: string | null }): Promise<CallCheckItem[]>
}

type WithoutCall<Entry> = Entry extends CallEntry ? Omit<Entry, 'call'> : never
export type Admission = WithoutCall<CallEntry>

/** The providers that this installation can use. */
export type CallServices = Partial<Record<CallProvider, CallService>>
