/** Messages from the panel to the loader. Sent to the exact origin of the host page; accepted only from the panel's window and origin. */
export type PanelMessage =
  | { type: 'ready' }
  /** The session to resume after a reload of the page; null clears it. */
  | { type: 'session'; handle: string | null }
  /** `label`: accessible name of the badge, in the customer's language. */
  | { type: 'unread'; count: number; label: string }
  | { type: 'minimise' }
  | { type: 'close' }
  /** Requests a new ticket: for the given session, or with null for a new start. */
  | { type: 'relaunch'; handle: string | null }

/** Messages from the loader to the panel. `focus`: the user has just opened the panel. `resumed`: the ticket resumes a session. */
export type HostMessage =
  | { type: 'ticket'; ticket: string; resumed: boolean; shown: boolean; focus: boolean; accent: string | null }
  | { type: 'shown'; shown: boolean }
  | ({ type: 'noTicket' } & NoTicket)

/** No ticket was issued. `retry`: seconds until the next attempt; 0 after a network failure, null if a retry cannot succeed. */
export interface NoTicket {
  retry: number | null
}
