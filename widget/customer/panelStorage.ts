import type { OutgoingMessage } from '#client/session/outgoingQueue'

/** Data that survives a reload of the page. It is stored per tab at our own origin, where the host page cannot read it. */
export interface StoredPanel {
  /** One-time secret that resumes the sessions after a reload. */
  resume: string | null
  /** Id of the session that `unsent` belongs to. */
  sessionId: string | null
  unsent: OutgoingMessage[]
  /** The session being opened. A retry with the same first message uses the same key and opens no second session. */
  opening: { key: string; text: string } | null
  /** `seq` of the last event that the customer has seen. */
  readUpTo: number
  draft: string
  name: string
  email: string
}

const emptyPanel: StoredPanel = {
  ...{ resume: null, sessionId: null, unsent: [], opening: null, readUpTo: 0 },
  ...{ draft: '', name: '', email: '' },
}

/** Storage of one contact. If the browser blocks storage, the data lasts as long as the panel. */
export function createPanelStorage(storage: () => Storage, contactId: string) {
  const storageKey = `interact:${contactId}`
  let stored = emptyPanel
  try {
    stored = { ...emptyPanel, ...(JSON.parse(storage().getItem(storageKey) ?? '{}') as Partial<StoredPanel>) }
  } catch {
    // Storage is blocked or corrupt: start empty.
  }
  return {
    get: () => stored,
    set: (change: Partial<StoredPanel>) => {
      stored = { ...stored, ...change }
      try {
        storage().setItem(storageKey, JSON.stringify(stored))
      } catch {
        // Storage is blocked or full: the data lasts as long as the panel.
      }
    },
  }
}
export type PanelStorage = ReturnType<typeof createPanelStorage>
