import { useEffect, useState } from 'react'
import type { Session } from '#core/contract/sessions'
import { chatStore } from '../store/useChats.ts'
import { isCustomerMessage } from '../store/sessionLists.ts'
import type { Thread } from '../store/chatState.ts'

/**
 * Marks the customer's messages as read while the transcript is scrolled to its end in a visible, focused window. Ringing
 * sessions are never marked before they are accepted. Ended sessions are, or their unread badge would stay. A session that had
 * already ended when it was opened needs no window focus: the agent may come from a link while Teams still has the focus.
 */
export function useReadReceipts(session: Session, thread: Thread, atEnd: boolean): void {
  const [cameAfterEnd] = useState(session.status === 'ended')
  const attentive = useAttentive(cameAfterEnd)
  const last = thread.events.findLast(isCustomerMessage)?.seq ?? 0
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
