import { useSyncExternalStore } from 'react'

const narrow = matchMedia('(max-width: 640px)')

const listen = (notify: () => void) => {
  narrow.addEventListener('change', notify)
  return () => narrow.removeEventListener('change', notify)
}

/** Whether the window is so narrow that things stand below each other. */
export const useNarrow = (): boolean => useSyncExternalStore(listen, () => narrow.matches)
