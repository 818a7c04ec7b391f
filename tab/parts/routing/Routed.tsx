import { createContext, use, useSyncExternalStore, type ReactNode } from 'react'
import { Router } from 'react-router'
import { makeGuardedHistory, type GuardedHistory } from './guardedHistory.ts'

const basename = '/tab'
const history = makeGuardedHistory(window)
const HistoryContext = createContext(history)

/** The history, for whoever must ask before a page is left. */
export const useGuardedHistory = (): GuardedHistory => use(HistoryContext)

/** Gives the pages below their place in the browser's history. */
export function Routed({ children }: { children: ReactNode }) {
  const { location, action } = useSyncExternalStore(history.listen, history.place)
  return (
    <Router basename={basename} navigator={history} location={location} navigationType={action}>
      {children}
    </Router>
  )
}
