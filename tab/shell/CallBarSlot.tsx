import { Suspense, lazy, useState } from 'react'
import { useTalkNow } from '../features/calls/store/callSnapshot.ts'
import { Part } from '../ui/feedback/ErrorBoundary.tsx'

const CallBar = lazy(() => import('../features/calls/CallBar.tsx'))

/** Fetches the bar of the running call with the first one. It stays, so that a talk outlives every page. */
export function CallPlace() {
  const talk = useTalkNow()
  const [needed, setNeeded] = useState(false)
  if (talk && !needed) setNeeded(true)
  if (!needed) return null
  return (
    <Part>
      <Suspense>
        <CallBar />
      </Suspense>
    </Part>
  )
}
