import type { Media } from '#core/contract/calls'
import type { CustomerSession } from '#core/contract/customerApi'

/**
 * What the customer wants of the call window: `open` a session as a call, `ring` in the running one, `take` the agent's
 * call, or `join` the one that runs.
 */
export interface CallIntent {
  wish: 'open' | 'ring' | 'take' | 'join'
  media: Media
  name: string
  email: string
  sessionId: string | null
}

/** What the call window tells the panel that has opened it. Both are pages of ours: sent to and read from our own exact origin. */
export type WindowMessage =
  /** It needs a ticket, and what is wanted. */
  | { type: 'callWindow' }
  /** It has opened a session. */
  | { type: 'callOpened'; session: CustomerSession }
  /** It goes away. `write`: the customer wants to write instead; `anew` where the session is over and takes no message. */
  | { type: 'callLeft'; write: 'here' | 'anew' | null }

/** The panel's answer. `accent` is the page's colour, as the panel has it. */
export type CallAnswer =
  { type: 'callTicket'; ticket: string; wish: CallIntent; accent: string | null } | { type: 'callRefused' }

/** The window's name: there is one for all calls of a browser's tabs. */
export const callWindowName = 'interact-call'
