import type { Call as CallView } from '../contract/calls.ts'
import type { CustomerSession } from '../contract/customerApi.ts'
import type { Session as SessionView } from '../contract/sessions.ts'
import type { Call } from './call.ts'
import { canLeaveOfflineMessage, type Instant, type Session } from './session.ts'

const iso = (at: Instant | null): string | null => (at === null ? null : new Date(at).toISOString())

const timesOf = (session: Session) => ({
  openedAt: new Date(session.openedAt).toISOString(),
  ringEndsAt: session.status === 'ringing' ? iso(session.ringEndsAt) : null,
  acceptedAt: session.status === 'ringing' ? null : iso(session.acceptedAt),
  endedAt: session.status === 'ended' ? iso(session.endedAt) : null,
  outcome: session.status === 'ended' ? session.outcome : null,
})

const callView = (call: Call): CallView => ({
  id: call.id,
  media: call.media,
  by: call.by,
  status: call.status,
  ringEndsAt: call.status === 'ringing' ? iso(call.ringEndsAt) : null,
  startedAt: call.status === 'started' ? iso(call.startedAt) : null,
  provider: call.status === 'started' ? call.providerCall.provider : null,
})

/** Call fields that both sides see. */
const callFields = (session: Session) => ({
  call: session.status === 'ended' || !session.call ? null : callView(session.call),
  canWrite: session.canWrite,
})

/** A session in the form that agents and admins see. */
export const agentView = (session: Session): SessionView => ({
  id: session.id,
  status: session.status,
  modality: session.modality,
  user: { id: session.assignment.userId, displayName: session.assignment.agentName },
  customer: session.customer,
  page: session.page,
  preview: session.preview,
  ...timesOf(session),
  lastSeq: session.lastSeq,
  seenUpTo: session.seenUpTo,
  unread: session.unseen.length,
  lastMessage: session.lastMessage && { ...session.lastMessage, at: new Date(session.lastMessage.at).toISOString() },
  offlineMessageLeft: session.status === 'ended' && session.offlineMessageLeft,
  ...callFields(session),
})

/** A session in the form that its customer sees. The only data about the user is the name shown to customers. */
export const customerView = (session: Session): CustomerSession => ({
  id: session.id,
  status: session.status,
  modality: session.modality,
  agentName: session.assignment.agentName,
  ...timesOf(session),
  canLeaveOfflineMessage: canLeaveOfflineMessage(session),
  lastSeq: session.lastSeq,
  ...callFields(session),
})
