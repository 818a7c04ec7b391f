import { useSyncExternalStore } from 'react'

const narrow = matchMedia('(max-width: 640px)')

const listen = (tell: () => void) => {
  narrow.addEventListener('change', tell)
  return () => narrow.removeEventListener('change', tell)
}

/** Whether the window is so narrow that things stand below each other. */
export const useNarrow = (): boolean => useSyncExternalStore(listen, () => narrow.matches)
