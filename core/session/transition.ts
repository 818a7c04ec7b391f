import { refuse } from '../contract/problems.ts'
import { textContent, type ChatMessage, type MessageChange, type MessageContent } from '../contract/sessions.ts'
import {
  acceptCall,
  heartbeat,
  declineCall,
  hangUp,
  joinCall,
  started,
  onCallTimer,
  requestCall,
} from './callTransition.ts'
import type { Command, DecisionContext, Transition } from './command.ts'
import { openSession } from './openSession.ts'
import {
  canLeaveOfflineMessage,
  customerWaits,
  type Active,
  type Instant,
  type Ringing,
  type Session,
} from './session.ts'
import { endSession, previewOf, transitionBuilder, unchanged } from './transitionBuilder.ts'

type Of<Kind extends Command['kind']> = Extract<Command, { kind: Kind }>
const unseenLimit = 100

/**
 * Computes the next state of a session for one command. Pure: the same session, command and context give the same
 * transition. A caller that does not take part in the session gets `notFound`, as for an unknown session. Other
 * refusals: those of `openSession`; `sessionEnded`, `sessionNotAccepted` and `modalityNotOffered` for a message;
 * `notFound` for changing a message that the agent did not write; `sessionEnded` and `callNeedsTab` for accepting; `alreadyAccepted` for declining; `messageNotPossible` for an offline
 * message; those of `callTransition.ts` for a call.
 */
export function transition(session: Session | null, command: Command, context: DecisionContext): Transition {
  if (command.kind === 'open') return session ? { repeated: null, session } : openSession(command, context)
  if (!session || !belongs(session, command)) return refuse('notFound')
  switch (command.kind) {
    case 'customerWrites':
      return write(session, command, 'customer', 'page', context)
    case 'agentWrites':
      return session.status === 'ringing'
        ? refuse('sessionNotAccepted', 'Accept the session before you reply.')
        : write(session, command, 'agent', command.via, context)
    case 'agentEdits':
      return changeMessage(session, 'edited', command.content, context)
    case 'agentDeletes':
      return changeMessage(session, 'deleted', textContent(''), context)
    case 'agentAccepts':
      return accept(session, command, context.now)
    case 'agentDeclines':
      return decline(session, context.now)
    case 'agentSees':
      return markSeen(session, command.upTo, context.now)
    case 'agentEnds':
      return session.status === 'ended' ? unchanged(session) : endSession(session, 'endedByUser', context.now)
    case 'customerEnds':
      return session.status === 'ended' ? unchanged(session) : endSession(session, 'endedByCustomer', context.now)
    case 'customerLeavesOfflineMessage':
      return leaveOfflineMessage(session, command, context.now)
    case 'messageDelivered':
      return transitionBuilder(session, context.now)
        .event({ kind: 'messageState', message: command.message, state: command.state })
        .done()
    case 'requestCall':
      return requestCall(session, command, context)
    case 'acceptCall':
      return acceptCall(session, command, context.now)
    case 'declineCall':
      return declineCall(session, command, context.now)
    case 'joinCall':
      return joinCall(session, command, context.now)
    case 'heartbeat':
      return heartbeat(session, command, context.now)
    case 'hangUp':
      return hangUp(session, command, context.now)
    case 'timerFired':
      return onTimer(session, context.now)
    case 'noLongerAllowed':
      return session.status === 'ended' ? unchanged(session) : endSession(session, 'notAllowed', context.now)
  }
}

const belongs = (session: Session, command: Command): boolean =>
  session.tenantId === command.tenantId &&
  (!('customerId' in command) || session.customerId === command.customerId) &&
  (!('userId' in command) || session.assignment.userId === command.userId)

function write(
  session: Session,
  command: Of<'customerWrites'> | Of<'agentWrites'>,
  from: ChatMessage['from'],
  via: ChatMessage['via'],
  { now, repeated }: DecisionContext,
): Transition {
  if (repeated) return { repeated, session }
  if (session.status === 'ended') return refuse('sessionEnded', 'This session has ended.')
  if (!session.canWrite) return refuse('modalityNotOffered', 'This session is a call without a chat.')
  const builder = transitionBuilder(session.status === 'active' ? { ...session, idleEndsAt: null } : session, now)
  const seenFirst = from === 'agent' && session.unseen.length > 0
  if (seenFirst) builder.event({ kind: 'seen', upTo: session.lastSeq }).set({ seenUpTo: session.lastSeq, unseen: [] })
  builder.event({ kind: 'message', from, key: command.key, content: command.content, via })
  const seq = builder.session.lastSeq
  builder.set({
    lastSpokeAt: now,
    lastMessage: { from, text: previewOf(command.content), at: now },
  })
  if (from === 'customer') builder.set({ unseen: withUnseen(builder.session, seq) })
  if (from === 'customer' && session.status === 'active') builder.effect({ kind: 'messages', from: seq, to: seq })
  return builder.done()
}

/** Also possible after the end, because the customer can still read the conversation. */
function changeMessage(
  session: Session,
  change: MessageChange,
  content: MessageContent,
  { now, repeated: message }: DecisionContext,
): Transition {
  if (message?.kind !== 'message' || message.from !== 'agent') return refuse('notFound')
  if (message.content.text === content.text) return unchanged(session)
  const builder = transitionBuilder(session, now).event({
    ...{ kind: 'messageChanged', message: message.seq },
    ...{ change, content },
  })
  const { lastMessage } = session
  const isLast = lastMessage?.from === 'agent' && lastMessage.at === Date.parse(message.at)
  if (isLast) builder.set({ lastMessage: { ...lastMessage, text: previewOf(content) } })
  return builder.done()
}

const withUnseen = ({ unseen }: Session, seq: number): number[] => [...unseen, seq].slice(-unseenLimit)

function accept(session: Session, { providerCall }: Of<'agentAccepts'>, now: Instant): Transition {
  if (session.status === 'active') return unchanged(session)
  if (session.status === 'ended') return refuse('sessionEnded', 'This session has ended.')
  if (session.call && !providerCall) return refuse('callNeedsTab')
  const { ringEndsAt: _, ...rest } = session
  const call = session.call && providerCall ? started(session.call, providerCall, now) : null
  const active: Active = { ...rest, call, status: 'active', acceptedAt: now, idleEndsAt: null, lastSpokeAt: now }
  const builder = transitionBuilder(active, now).event({
    kind: 'accepted',
    agentName: session.assignment.agentName,
    ...(session.texts.connected ? { text: session.texts.connected } : {}),
  })
  if (call)
    builder.event({ kind: 'callStarted', callId: call.id, media: call.media, provider: call.providerCall.provider })
  builder.effect({ kind: 'status' })
  if (session.unseen.length > 0) builder.effect({ kind: 'messages', from: 1, to: session.lastSeq })
  return builder.done()
}

function decline(session: Session, now: Instant): Transition {
  if (session.status === 'active')
    return refuse('alreadyAccepted', 'This session has already been accepted. End it instead.')
  return session.status === 'ended' ? unchanged(session) : endSession(session, 'declined', now)
}

function markSeen(session: Session, upTo: number, now: Instant): Transition {
  const until = Math.min(upTo, session.lastSeq)
  if (until <= session.seenUpTo || !session.unseen.some((seq) => seq <= until)) return unchanged(session)
  return transitionBuilder(session, now)
    .event({ kind: 'seen', upTo: until })
    .set({ seenUpTo: until, unseen: session.unseen.filter((seq) => seq > until) })
    .done()
}

function leaveOfflineMessage(session: Session, command: Of<'customerLeavesOfflineMessage'>, now: Instant): Transition {
  if (session.status !== 'ended' || !canLeaveOfflineMessage(session))
    return refuse('messageNotPossible', 'You can leave one message after a session that wasn’t answered.')
  const { text } = command
  // The e-mail address of a verified identity takes precedence over a typed one.
  const email = (session.customer.verified ? session.customer.email : null) ?? command.email
  const customer = { ...session.customer, email: email ?? session.customer.email }
  const builder = transitionBuilder({ ...session, customer, offlineMessageLeft: true }, now)
  builder.event({ kind: 'offlineMessageLeft', text, ...(email === null ? {} : { email }) })
  const seq = builder.session.lastSeq
  builder.set({ unseen: withUnseen(session, seq) })
  return builder.effect({ kind: 'offlineMessage', seq }).done()
}

function onTimer(session: Session, now: Instant): Transition {
  if (session.status === 'ringing') return ringTimedOut(session, now)
  if (session.status === 'active')
    return session.call ? onCallTimer(session, session.call, now) : idleTimedOut(session, now)
  return unchanged(session)
}

const ringTimedOut = (session: Ringing, now: Instant): Transition =>
  now < session.ringEndsAt ? unchanged(session) : endSession(session, 'unanswered', now)

function idleTimedOut(session: Active, now: Instant): Transition {
  // A due time may be stored for this session from a time when silence still counted here. Storing the session again
  // without an event removes it.
  if (customerWaits(session)) return transitionBuilder({ ...session, idleEndsAt: null }, now).done()
  if (session.idleEndsAt !== null)
    return now < session.idleEndsAt ? unchanged(session) : endSession(session, 'idle', now)
  if (now < session.lastSpokeAt + session.limits.idleWarningMs) return unchanged(session)
  const idleEndsAt = now + session.limits.idleEndMs
  const text = session.texts.idleWarning
  return transitionBuilder({ ...session, idleEndsAt }, now)
    .event({ kind: 'warned', endsAt: new Date(idleEndsAt).toISOString(), ...(text ? { text } : {}) })
    .done()
}
