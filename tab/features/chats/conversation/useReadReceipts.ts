import { useEffect, useState } from 'react'
import type { Session } from '#core/contract/sessions'
import { chatStore } from '../store/useChats.ts'
import { isCustomersWord } from '../store/sessionLists.ts'
import type { Thread } from '../store/chatState.ts'

/**
 * Tells the customer that lines were seen: only what lies at the end, in the window that the agent works in. A session that
 * has ended is read as well, or its mark would never go; one that rings counts as read only once it is accepted. Who comes
 * to a session that is over comes to read it: a link leads there while Teams around the tab has the focus.
 */
export function useReadReceipts(session: Session, thread: Thread, atEnd: boolean): void {
  const [cameAfterEnd] = useState(session.status === 'ended')
  const attentive = useAttentive(cameAfterEnd)
  const last = thread.events.findLast(isCustomersWord)?.seq ?? 0
  const { id, status } = session
  useEffect(() => {
    if (attentive && atEnd && status !== 'ringing' && last > 0) chatStore.read(id, last)
  }, [attentive, atEnd, status, last, id])
}

const isAttentive = (withoutFocus: boolean) =>
  document.visibilityState === 'visible' && (withoutFocus || document.hasFocus())

function useAttentive(withoutFocus: boolean): boolean {
  const [attentive, setAttentive] = useState(() => isAttentive(withoutFocus))
  useEffect(() => {
    const look = () => setAttentive(isAttentive(withoutFocus))
    look()
    window.addEventListener('focus', look)
    window.addEventListener('blur', look)
    document.addEventListener('visibilitychange', look)
    return () => {
      window.removeEventListener('focus', look)
      window.removeEventListener('blur', look)
      document.removeEventListener('visibilitychange', look)
    }
  }, [withoutFocus])
  return attentive
}
