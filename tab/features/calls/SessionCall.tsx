import { Suspense, lazy } from 'react'
import type { Session } from '#core/contract/sessions'
import { useTalkNow } from './store/callSnapshot.ts'
import { CallGoesOn } from './CallElsewhere.tsx'
import { CallRings } from './RingingCall.tsx'

const Stage = lazy(() => import('./CallStage.tsx'))

interface CallPartProps {
  session: Session
  /** Takes the focus when what has it goes. */
  onLeave: () => void
}

/** What stands above the lines of a session because of its call. */
export function CallPart({ session, onLeave }: CallPartProps) {
  const talk = useTalkNow()
  const call = session.status === 'active' ? session.call : null
  if (talk?.sessionId === session.id && (call === null || call.id === talk.callId))
    return (
      <Suspense>
        <Stage talk={talk} session={session} onLeave={onLeave} />
      </Suspense>
    )
  if (!call) return null
  return call.status === 'ringing' ? (
    <CallRings key={call.id} session={session} call={call} onLeave={onLeave} />
  ) : (
    <CallGoesOn key={call.id} session={session} call={call} onLeave={onLeave} />
  )
}
