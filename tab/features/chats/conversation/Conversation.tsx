import { useEffect, useEffectEvent, useRef } from 'react'
import type { Session } from '#core/contract/sessions'
import { SessionCall } from '../../calls/SessionCall.tsx'
import { Composer } from './Composer.tsx'
import { ConversationHeader } from './ConversationHeader.tsx'
import { Transcript } from './Transcript.tsx'
import { ReadOnlyNotice } from './ReadOnlyNotice.tsx'

interface ConversationProps {
  session: Session
  /** Changes each time the agent goes to this session, and is null while the tab only began with it: focus comes along. */
  visit: string | null
  /** Whether the customer stands in the conversation's place; the focus comes back with the conversation. */
  covered: boolean
  onAbout: () => void
}

/** One session in the middle. Mounted anew for each session: nothing typed in one can reach another. */
export function Conversation({ session, visit, covered, onAbout }: ConversationProps) {
  const heading = useRef<HTMLHeadingElement>(null)
  const box = useRef<HTMLTextAreaElement>(null)
  const wasCovered = useRef(covered)
  const arrive = useEffectEvent(() => (box.current && session.status === 'active' ? box : heading).current?.focus())
  useEffect(() => {
    if (visit !== null) arrive()
  }, [visit])
  useEffect(() => {
    if (wasCovered.current && !covered) heading.current?.focus()
    wasCovered.current = covered
  }, [covered])
  return (
    <>
      <ConversationHeader session={session} heading={heading} onAbout={onAbout} />
      <SessionCall session={session} onLeave={() => heading.current?.focus()} />
      <Transcript session={session} />
      {session.status === 'ended' || !session.canWrite ? (
        <ReadOnlyNotice session={session} />
      ) : (
        <Composer session={session} box={box} onLeave={() => heading.current?.focus()} />
      )}
    </>
  )
}
