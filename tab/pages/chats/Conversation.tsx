import { useEffect, useRef } from 'react'
import type { Session } from '#core/contract/sessions'
import { Composer } from './Composer.tsx'
import { ConversationHead } from './ConversationHead.tsx'
import { ConversationLog } from './ConversationLog.tsx'

interface ConversationProps {
  session: Session
  /** Whether the agent chose it just now, rather than arriving with it: then the focus comes along. */
  chosen: boolean
  onAbout: () => void
}

/** One session in the middle. Mounted anew for each session: nothing typed in one can reach another. */
export function Conversation({ session, chosen, onAbout }: ConversationProps) {
  const heading = useRef<HTMLHeadingElement>(null)
  const box = useRef<HTMLTextAreaElement>(null)
  const active = session.status === 'active'
  useEffect(() => {
    if (chosen) (active ? box : heading).current?.focus()
  }, [chosen, active])
  return (
    <>
      <ConversationHead session={session} heading={heading} onAbout={onAbout} />
      <ConversationLog session={session} />
      <Composer session={session} box={box} />
    </>
  )
}
