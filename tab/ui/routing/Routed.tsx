import { useSyncExternalStore, type ReactNode } from 'react'
import { Router } from 'react-router'
import { rememberPlace } from './lastPlace.ts'
import { createGuardedHistory, type GuardedHistory } from './guardedHistory.ts'

const basename = '/tab'
let made: GuardedHistory | null = null

/** The guarded history. Created at first use, after the path to start at was written to the URL. */
export const useGuardedHistory = (): GuardedHistory => (made ??= createRememberedHistory())

function createRememberedHistory(): GuardedHistory {
  const history = createGuardedHistory(window)
  const remember = () => {
    const { pathname, search } = history.place().location
    rememberPlace(`${pathname.slice(basename.length)}${search}`)
  }
  remember()
  history.listen(remember)
  return history
}

/** Provides the router with the guarded history. */
export function Routed({ children }: { children: ReactNode }) {
  const history = useGuardedHistory()
  const { location, action } = useSyncExternalStore(history.listen, history.place)
  return (
    <Router basename={basename} navigator={history} location={location} navigationType={action}>
      {children}
    </Router>
  )
}
