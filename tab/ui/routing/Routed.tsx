import { useSyncExternalStore, type ReactNode } from 'react'
import { Router } from 'react-router'
import { createGuardedHistory, type GuardedHistory } from './guardedHistory.ts'

const basename = '/tab'
let made: GuardedHistory | null = null

/** The history, for whoever must ask before a page is left. Made at first use: by then the host has said where to begin. */
export const useGuardedHistory = (): GuardedHistory => (made ??= createGuardedHistory(window))

/** Gives the pages below their place in the browser's history. */
export function Routed({ children }: { children: ReactNode }) {
  const history = useGuardedHistory()
  const { location, action } = useSyncExternalStore(history.listen, history.place)
  return (
    <Router basename={basename} navigator={history} location={location} navigationType={action}>
      {children}
    </Router>
  )
}
