import { lastSeqOf } from '#client/session/eventLog'
import type { LineEvent, Session } from '#core/contract/sessions'
import { threadOf, type Chats } from './chatsModel.ts'
import { customerRings } from './chatsOrder.ts'

/** What the agent should hear of: a session that begins to ring, or a call within one; a customer's line. */
export type News = { kind: 'rings'; session: Session } | { kind: 'line'; session: Session; line: LineEvent }

/** What has come between two moments. What was there when the tab was opened is no news. */
export function newsBetween(was: Chats, now: Chats): News[] {
  if (!was.loaded || was === now) return []
  return Object.values(now.sessions).flatMap((session): News[] => {
    const known = was.sessions[session.id] !== undefined
    if (session.status === 'ringing' && !known) return [{ kind: 'rings', session }]
    const seenBefore = lastSeqOf(threadOf(was, session.id))
    if (customerRings(session) && was.sessions[session.id]?.call?.id !== session.call?.id)
      return [{ kind: 'rings', session }]
    if (!known || session.status === 'ended' || seenBefore === 0) return []
    return threadOf(now, session.id)
      .events.slice(seenBefore)
      .flatMap((event) =>
        event.kind === 'line' && event.from === 'customer' ? [{ kind: 'line', session, line: event }] : [],
      )
  })
}
