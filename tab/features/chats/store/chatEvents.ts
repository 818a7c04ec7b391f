import { lastSeqOf } from '#client/session/eventLog'
import type { ChatMessage, Session } from '#core/contract/sessions'
import { threadOf, type Chats } from './chatState.ts'
import { isCustomerCalling } from './sessionLists.ts'

/** An event to announce: a session or call that begins to ring, or a customer's message. */
export type ChatEvent =
  { kind: 'rings'; session: Session } | { kind: 'message'; session: Session; message: ChatMessage }

/** Events between two states. What was there when the tab was opened is not announced. */
export function chatEventsBetween(before: Chats, now: Chats): ChatEvent[] {
  if (!before.loaded || before === now) return []
  return Object.values(now.sessions).flatMap((session): ChatEvent[] => {
    const known = before.sessions[session.id] !== undefined
    if (session.status === 'ringing' && !known) return [{ kind: 'rings', session }]
    const seenBefore = lastSeqOf(threadOf(before, session.id))
    if (isCustomerCalling(session) && before.sessions[session.id]?.call?.id !== session.call?.id)
      return [{ kind: 'rings', session }]
    if (!known || session.status === 'ended' || seenBefore === 0) return []
    return threadOf(now, session.id)
      .events.slice(seenBefore)
      .flatMap((event) =>
        event.kind === 'message' && event.from === 'customer' ? [{ kind: 'message', session, message: event }] : [],
      )
  })
}
