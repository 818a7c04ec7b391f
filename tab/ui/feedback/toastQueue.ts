export interface ToastAction {
  label: string
  act: () => void
}

export interface ToastMessage {
  intent: 'success' | 'info' | 'error'
  title: string
  text?: string
  action?: ToastAction
  /** What it is about, where a later word about the same makes this one untrue. */
  about?: string
}

/** What the corner is to do: show a note, or drop those about something. */
type Word = { kind: 'told'; toast: ToastMessage } | { kind: 'forgotten'; about: string }

let waiting: readonly Word[] = []
const listeners = new Set<() => void>()

/** Says something in the corner. It waits until the corner is there. */
export const showToast = (toast: ToastMessage): void => add({ kind: 'told', toast })

/** Takes earlier notes about something away: what they offer cannot be done any more. */
export const forget = (about: string): void => add({ kind: 'forgotten', about })

function add(word: Word) {
  waiting = [...waiting, word]
  for (const listener of listeners) listener()
}

export function listenToToasts(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const hasToasts = (): boolean => waiting.some(({ kind }) => kind === 'told')

/** What waits to be done, in its order; each is handed out once. */
export function takeToasts(): readonly Word[] {
  const taken = waiting
  waiting = []
  return taken
}
