import type { OutgoingMessage } from '#client/session/outgoingQueue'

/** What a reload of the page must not lose. It stays in this tab, at our own origin, where the host page cannot read it. */
export interface StoredPanel {
  /** Takes up the sessions after a reload, once. */
  resume: string | null
  /** The session that `unsent` belongs to. */
  sessionId: string | null
  unsent: OutgoingMessage[]
  /** A session being opened: a second try with the same first line opens no second one. */
  opening: { key: string; text: string } | null
  /** Number of the last event that the customer had in sight. */
  readUpTo: number
  draft: string
  name: string
  email: string
}

const nothing: StoredPanel = {
  ...{ resume: null, sessionId: null, unsent: [], opening: null, readUpTo: 0 },
  ...{ draft: '', name: '', email: '' },
}

/** One contact's part of the storage. Where a browser forbids storage, it lasts as long as the panel. */
export function openPanelStorage(storage: () => Storage, contactId: string) {
  const place = `interact:${contactId}`
  let kept = nothing
  try {
    kept = { ...nothing, ...(JSON.parse(storage().getItem(place) ?? '{}') as Partial<StoredPanel>) }
  } catch {
    // Forbidden or broken storage: begin with nothing.
  }
  return {
    get: () => kept,
    set: (change: Partial<StoredPanel>) => {
      kept = { ...kept, ...change }
      try {
        storage().setItem(place, JSON.stringify(kept))
      } catch {
        // Forbidden or full: it lasts as long as the panel.
      }
    },
  }
}
export type PanelStorage = ReturnType<typeof openPanelStorage>
