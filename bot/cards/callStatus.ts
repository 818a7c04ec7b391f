import type { Session } from '#core/session/session'

/** Whether a call of the customer rings: as the session itself, or within a running session. */
export const callRings = (session: Session): boolean =>
  session.status !== 'ended' && session.call?.status === 'ringing' && session.call.by === 'customer'

/** Whether the session itself rings as a call; it must be accepted in Interact before the agent can write. */
export const needsAcceptedCall = (session: Session): boolean => session.status === 'ringing' && session.call !== null

/** Whether a reply to this session is possible now; for a ringing chat, sending it accepts the chat. */
export const takesReplies = (session: Session): boolean => session.canWrite && !needsAcceptedCall(session)

/** Whether a call is in progress in the session. */
export const inCall = (session: Session): boolean => session.status === 'active' && session.call?.status === 'started'
