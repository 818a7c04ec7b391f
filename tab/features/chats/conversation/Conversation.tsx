import { useEffect, useEffectEvent, useRef } from 'react'
import type { Session } from '#core/contract/sessions'
import { SessionCall } from '../../calls/SessionCall.tsx'
import { Composer } from './Composer.tsx'
import { ConversationHeader } from './ConversationHeader.tsx'
import { Transcript } from './Transcript.tsx'
import { ReadOnlyNotice } from './ReadOnlyNotice.tsx'

interface ConversationProps {
  session: Session
  /** Location key of the navigation to this session, to move the focus there; null if the tab was opened on it. */
  navigationKey: string | null
  /** Whether the customer pane covers the conversation. The focus returns when it is closed. */
  covered: boolean
  onAbout: () => void
}

/** One session in the middle column. Remounted for each session, so that no input can reach another session. */
export function Conversation({ session, navigationKey, covered, onAbout }: ConversationProps) {
  const heading = useRef<HTMLHeadingElement>(null)
  const box = useRef<HTMLTextAreaElement>(null)
  const wasCovered = useRef(covered)
  const focusConversation = useEffectEvent(() =>
    (box.current && session.status === 'active' ? box : heading).current?.focus(),
  )
  useEffect(() => {
    if (navigationKey !== null) focusConversation()
  }, [navigationKey])
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
