import type { CallStore } from './callStore.ts'

let loading: Promise<CallStore> | null = null

/** Loads the call code on demand. A failed load is retried by the next caller. */
export function loadCallStore(): Promise<CallStore> {
  loading ??= import('./sharedCallStore.ts').then(({ callStore }) => callStore)
  loading.catch(() => {
    loading = null
  })
  return loading
}
