import { useSyncExternalStore } from 'react'

const narrow = matchMedia('(max-width: 640px)')

const listen = (notify: () => void) => {
  narrow.addEventListener('change', notify)
  return () => narrow.removeEventListener('change', notify)
}

/** Whether the window is narrow enough for a single-column layout. */
export const useNarrow = (): boolean => useSyncExternalStore(listen, () => narrow.matches)
