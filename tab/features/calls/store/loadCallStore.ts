import type { CallStore } from './callStore.ts'

let asked: Promise<CallStore> | null = null

/** Fetches what a call needs, and no earlier than a call is near. A try that failed is made again. */
export function loadCallStore(): Promise<CallStore> {
  asked ??= import('./index.ts').then(({ callStore }) => callStore)
  asked.catch(() => {
    asked = null
  })
  return asked
}
