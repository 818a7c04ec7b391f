import { Suspense, lazy, useState, useSyncExternalStore } from 'react'
import { Part } from '../ui/feedback/ErrorBoundary.tsx'
import { isSomethingTold, listenToTold } from '../ui/feedback/toastQueue.ts'

const Toasts = lazy(() => import('../ui/feedback/Toasts.tsx'))

/** Fetches the corner for notes with the first thing that is said. */
export function ToastPlace() {
  const told = useSyncExternalStore(listenToTold, isSomethingTold)
  const [needed, setNeeded] = useState(false)
  if (told && !needed) setNeeded(true)
  if (!needed) return null
  return (
    <Part>
      <Suspense>
        <Toasts />
      </Suspense>
    </Part>
  )
}
