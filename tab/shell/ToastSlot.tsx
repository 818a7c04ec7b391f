import { Suspense, lazy, useState, useSyncExternalStore } from 'react'
import { ErrorBoundary } from '../ui/feedback/ErrorBoundary.tsx'
import { hasToasts, listenToToasts } from '../ui/feedback/toastQueue.ts'

const Toasts = lazy(() => import('../ui/feedback/Toasts.tsx'))

/** Loads the toaster with the first toast. */
export function ToastSlot() {
  const toasts = useSyncExternalStore(listenToToasts, hasToasts)
  const [needed, setNeeded] = useState(false)
  if (toasts && !needed) setNeeded(true)
  if (!needed) return null
  return (
    <ErrorBoundary>
      <Suspense>
        <Toasts />
      </Suspense>
    </ErrorBoundary>
  )
}
