import { Suspense, lazy, useState } from 'react'
import { useCallSnapshot } from '../features/calls/store/callSnapshot.ts'
import { ErrorBoundary } from '../ui/feedback/ErrorBoundary.tsx'

const CallBar = lazy(() => import('../features/calls/CallBar.tsx'))

/** Loads the call bar with the first call and keeps it mounted, so that calls survive navigation. */
export function CallBarSlot() {
  const call = useCallSnapshot()
  const [needed, setNeeded] = useState(false)
  if (call && !needed) setNeeded(true)
  if (!needed) return null
  return (
    <ErrorBoundary>
      <Suspense>
        <CallBar />
      </Suspense>
    </ErrorBoundary>
  )
}
