import { Suspense, lazy } from 'react'
import type { Session } from '#core/contract/sessions'
import { useCallSnapshot } from './store/callSnapshot.ts'
import { CallElsewhere } from './CallElsewhere.tsx'
import { RingingCall } from './RingingCall.tsx'

const CallStage = lazy(() => import('./CallStage.tsx'))

interface SessionCallProps {
  session: Session
  /** Moves the focus when the focused control disappears. */
  onLeave: () => void
}

/** The call area above the messages of a session. */
export function SessionCall({ session, onLeave }: SessionCallProps) {
  const snapshot = useCallSnapshot()
  const call = session.status === 'active' ? session.call : null
  if (snapshot?.sessionId === session.id && (call === null || call.id === snapshot.callId))
    return (
      <Suspense>
        <CallStage snapshot={snapshot} session={session} onLeave={onLeave} />
      </Suspense>
    )
  if (!call) return null
  return call.status === 'ringing' ? (
    <RingingCall key={call.id} session={session} call={call} onLeave={onLeave} />
  ) : (
    <CallElsewhere key={call.id} session={session} call={call} onLeave={onLeave} />
  )
}
