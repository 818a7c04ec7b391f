/** What the panel tells the loader. Sent to the host page's exact origin, read from the panel's exact origin and window. */
export type PanelMessage =
  | { type: 'ready' }
  /** The session that a reload of the page takes up again; null forgets it. */
  | { type: 'session'; handle: string | null }
  /** `label` says the number in the customer's language. */
  | { type: 'unread'; count: number; label: string }
  | { type: 'minimise' }
  | { type: 'close' }
  /** A new ticket is needed: for the session named, or for a fresh start. */
  | { type: 'relaunch'; handle: string | null }

/** What the loader tells the panel. `focus`: a person opened it just now. `resumed`: the ticket is for a session of before. */
export type HostMessage =
  | { type: 'ticket'; ticket: string; resumed: boolean; shown: boolean; focus: boolean; accent: string | null }
  | { type: 'shown'; shown: boolean }
  | ({ type: 'noTicket' } & NoTicket)

/** There is no ticket. `retry`: seconds until another try may work; 0 after a network failure, null when none will. */
export interface NoTicket {
  retry: number | null
}
