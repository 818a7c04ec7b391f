import type { Media } from '#core/contract/calls'
import type { CustomerSession } from '#core/contract/customerApi'

/**
 * What the call window should do: `open` a session as a call, `ring` in the open session, `accept` the agent's call, or `join`
 * the running call.
 */
export interface CallIntent {
  kind: 'open' | 'ring' | 'accept' | 'join'
  media: Media
  name: string
  email: string
  sessionId: string | null
}

/** Messages from the call window to the panel that opened it. Both pages are ours: sender and receiver check for our exact origin. */
export type WindowMessage =
  /** The window requests a ticket and the call intent. */
  | { type: 'callWindow' }
  /** The window has opened a session. */
  | { type: 'callOpened'; session: CustomerSession }
  /** The window is closing. `write`: the customer wants to write instead; `newSession` if the session has ended and takes no message. */
  | { type: 'callLeft'; write: 'thisSession' | 'newSession' | null }

/** Response of the panel. `accent`: accent colour of the panel, `#rrggbb`. */
export type CallAnswer =
  { type: 'callTicket'; ticket: string; intent: CallIntent; accent: string | null } | { type: 'callRefused' }

/** Window name. All tabs of a browser share one call window. */
export const callWindowName = 'interact-call'
