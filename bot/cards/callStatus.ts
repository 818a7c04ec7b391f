import type { Session } from '#core/session/session'

/** A customer rings to talk: with the whole session, or with a call within it. */
export const callRings = (session: Session): boolean =>
  session.status !== 'ended' && session.call?.status === 'ringing' && session.call.by === 'customer'

/** A session that rings as a whole to be talked in: it is taken in Interact before anything is written. */
export const mustBeTaken = (session: Session): boolean => session.status === 'ringing' && session.call !== null

/** Whether a reply may go there now, if only by accepting it. */
export const takesReplies = (session: Session): boolean => session.canWrite && !mustBeTaken(session)

/** Whether the two of a session talk now. */
export const inCall = (session: Session): boolean => session.status === 'active' && session.call?.status === 'started'
