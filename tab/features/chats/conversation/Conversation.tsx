import { useEffect, useEffectEvent, useRef } from 'react'
import type { Session } from '#core/contract/sessions'
import { CallPart } from '../../calls/SessionCall.tsx'
import { Composer } from './Composer.tsx'
import { ConversationHead } from './ConversationHeader.tsx'
import { ConversationLog } from './Transcript.tsx'
import { NoWriting } from './ReadOnlyNotice.tsx'

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
      <ConversationHead session={session} heading={heading} onAbout={onAbout} />
      <CallPart session={session} onLeave={() => heading.current?.focus()} />
      <ConversationLog session={session} />
      {session.status === 'ended' || !session.canWrite ? (
        <NoWriting session={session} />
      ) : (
        <Composer session={session} box={box} onLeave={() => heading.current?.focus()} />
      )}
    </>
  )
}
