import { useEffect, useState } from 'react'
import type { Session } from '#core/contract/sessions'
import { desk } from '../../data/chatsHooks.ts'
import type { Thread } from '../../data/chatsThread.ts'

/**
 * Tells the customer that lines were seen: only what lies at the end, in the window that the agent works in. A session that
 * has ended is read as well, or its mark would never go; one that rings counts as read only once it is accepted.
 */
export function useSeen(session: Session, thread: Thread, atEnd: boolean): void {
  const attentive = useAttentive()
  const last = thread.events.findLast((event) => event.kind === 'line' && event.from === 'customer')?.seq ?? 0
  const { id, status } = session
  useEffect(() => {
    if (attentive && atEnd && status !== 'ringing' && last > 0) desk.read(id, last)
  }, [attentive, atEnd, status, last, id])
}

const isAttentive = () => document.visibilityState === 'visible' && document.hasFocus()

function useAttentive(): boolean {
  const [attentive, setAttentive] = useState(isAttentive)
  useEffect(() => {
    const look = () => setAttentive(isAttentive())
    look()
    window.addEventListener('focus', look)
    window.addEventListener('blur', look)
    document.addEventListener('visibilitychange', look)
    return () => {
      window.removeEventListener('focus', look)
      window.removeEventListener('blur', look)
      document.removeEventListener('visibilitychange', look)
    }
  }, [])
  return attentive
}
