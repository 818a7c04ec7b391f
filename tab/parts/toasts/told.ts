export interface ToastAction {
  label: string
  act: () => void
}

export interface Told {
  intent: 'success' | 'error'
  title: string
  text?: string
  action?: ToastAction
}

let waiting: readonly Told[] = []
const listeners = new Set<() => void>()

/** Says something in the corner. It waits until the corner is there. */
export function tell(told: Told): void {
  waiting = [...waiting, told]
  for (const listener of listeners) listener()
}

export function listenToTold(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const isSomethingTold = (): boolean => waiting.length > 0

/** What waits to be shown; each is handed out once. */
export function takeTold(): readonly Told[] {
  const taken = waiting
  waiting = []
  return taken
}
