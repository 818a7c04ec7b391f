export interface ToastAction {
  label: string
  act: () => void
}

export interface ToastMessage {
  intent: 'success' | 'info' | 'error'
  title: string
  text?: string
  action?: ToastAction
  /** Id of the subject. A later toast on the same subject replaces this one. */
  about?: string
}

/** A command to the toaster: show a toast, or dismiss all toasts on a subject. */
type ToastCommand = { kind: 'show'; toast: ToastMessage } | { kind: 'dismiss'; about: string }

let waiting: readonly ToastCommand[] = []
const listeners = new Set<() => void>()

/** Queues a toast until the toaster is loaded. */
export const showToast = (toast: ToastMessage): void => add({ kind: 'show', toast })

/** Dismisses earlier toasts on a subject, whose actions are no longer possible. */
export const dismissToasts = (about: string): void => add({ kind: 'dismiss', about })

function add(command: ToastCommand) {
  waiting = [...waiting, command]
  for (const listener of listeners) listener()
}

export function listenToToasts(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const hasToasts = (): boolean => waiting.some(({ kind }) => kind === 'show')

/** Empties the queue and returns its commands in order. */
export function takeToasts(): readonly ToastCommand[] {
  const taken = waiting
  waiting = []
  return taken
}
