import { refuse } from '../contract/problems.ts'
import type { LineEvent } from '../contract/sessions.ts'
import { acceptCall, beat, declineCall, hangUp, joinCall, started, strikeCall, wantCall } from './callTransition.ts'
import type { Command, Facts, Step } from './command.ts'
import { openSession } from './openSession.ts'
import { canLeaveMessage, customerWaits, type Active, type Instant, type Ringing, type Session } from './session.ts'
import { endSession, stepFrom, unchanged } from './transitionBuilder.ts'

type Of<Kind extends Command['kind']> = Extract<Command, { kind: Kind }>
const unseenLimit = 100
const previewLength = 200

/**
 * The one step a session takes for one command. Pure: the same session, command and facts give the same step.
 * Foreign callers are answered as if the session did not exist.
 */
export function advance(was: Session | null, command: Command, facts: Facts): Step {
  if (command.kind === 'open') return was ? { repeated: null, session: was } : openSession(command, facts)
  if (!was || !belongs(was, command)) return refuse('notFound')
  switch (command.kind) {
    case 'customerSays':
      return says(was, command, 'customer', 'page', facts)
    case 'agentSays':
      return was.status === 'ringing'
        ? refuse('sessionNotAccepted', 'Accept the session before you reply.')
        : says(was, command, 'agent', command.via, facts)
    case 'agentAccepts':
      return accept(was, command, facts.now)
    case 'agentDeclines':
      return decline(was, facts.now)
    case 'agentSees':
      return see(was, command.upTo, facts.now)
    case 'agentEnds':
      return was.status === 'ended' ? unchanged(was) : endSession(was, 'endedByUser', facts.now)
    case 'customerEnds':
      return was.status === 'ended' ? unchanged(was) : endSession(was, 'endedByCustomer', facts.now)
    case 'customerLeavesMessage':
      return leaveMessage(was, command, facts.now)
    case 'lineCarried':
      return stepFrom(was, facts.now).event({ kind: 'lineState', line: command.line, state: command.state }).done()
    case 'callWanted':
      return wantCall(was, command, facts)
    case 'callAccepted':
      return acceptCall(was, command, facts.now)
    case 'callDeclined':
      return declineCall(was, command, facts.now)
    case 'callJoined':
      return joinCall(was, command, facts.now)
    case 'callBeats':
      return beat(was, command, facts.now)
    case 'callHungUp':
      return hangUp(was, command, facts.now)
    case 'clockStrikes':
      return strike(was, facts.now)
    case 'noLongerAllowed':
      return was.status === 'ended' ? unchanged(was) : endSession(was, 'notAllowed', facts.now)
  }
}

const belongs = (session: Session, command: Command): boolean =>
  session.tenantId === command.tenantId &&
  (!('customerId' in command) || session.customerId === command.customerId) &&
  (!('userId' in command) || session.userId === command.userId)

function says(
  was: Session,
  command: Of<'customerSays'> | Of<'agentSays'>,
  from: LineEvent['from'],
  via: LineEvent['via'],
  { now, repeated }: Facts,
): Step {
  if (repeated) return { repeated, session: was }
  if (was.status === 'ended') return refuse('sessionEnded', 'This session has ended.')
  if (!was.canWrite) return refuse('modalityNotOffered', 'This session carries a call and no chat.')
  const step = stepFrom(was.status === 'active' ? { ...was, idleEndsAt: null } : was, now)
  const seenFirst = from === 'agent' && was.unseen.length > 0
  if (seenFirst) step.event({ kind: 'seen', upTo: was.lastSeq }).set({ seenUpTo: was.lastSeq, unseen: [] })
  step.event({ kind: 'line', from, key: command.key, text: command.text, via })
  const seq = step.session.lastSeq
  step.set({ lastSpokeAt: now, lastLine: { from, text: command.text.slice(0, previewLength).toWellFormed(), at: now } })
  if (from === 'customer') step.set({ unseen: withUnseen(step.session, seq) })
  if (from === 'customer' && was.status === 'active') step.effect({ kind: 'lines', from: seq, to: seq })
  return step.done()
}

const withUnseen = ({ unseen }: Session, seq: number): number[] => [...unseen, seq].slice(-unseenLimit)

function accept(was: Session, { carrier }: Of<'agentAccepts'>, now: Instant): Step {
  if (was.status === 'active') return unchanged(was)
  if (was.status === 'ended') return refuse('sessionEnded', 'This session has ended.')
  if (was.call && !carrier) return refuse('callNeedsTab')
  const { ringEndsAt: _, ...rest } = was
  const call = was.call && carrier ? started(was.call, carrier, now) : null
  const active: Active = { ...rest, call, status: 'active', acceptedAt: now, idleEndsAt: null, lastSpokeAt: now }
  const step = stepFrom(active, now).event({
    kind: 'accepted',
    agentName: was.agentName,
    ...(was.texts.connected ? { text: was.texts.connected } : {}),
  })
  if (call) step.event({ kind: 'callStarted', callId: call.id, media: call.media, provider: call.carrier.provider })
  step.effect({ kind: 'status' })
  if (was.unseen.length > 0) step.effect({ kind: 'lines', from: 1, to: was.lastSeq })
  return step.done()
}

function decline(was: Session, now: Instant): Step {
  if (was.status === 'active') return refuse('alreadyAccepted', 'This session was accepted already. End it instead.')
  return was.status === 'ended' ? unchanged(was) : endSession(was, 'declined', now)
}

function see(was: Session, upTo: number, now: Instant): Step {
  const until = Math.min(upTo, was.lastSeq)
  if (until <= was.seenUpTo || !was.unseen.some((seq) => seq <= until)) return unchanged(was)
  return stepFrom(was, now)
    .event({ kind: 'seen', upTo: until })
    .set({ seenUpTo: until, unseen: was.unseen.filter((seq) => seq > until) })
    .done()
}

function leaveMessage(was: Session, command: Of<'customerLeavesMessage'>, now: Instant): Step {
  if (was.status !== 'ended' || !canLeaveMessage(was))
    return refuse('messageNotPossible', 'A message can be left once, after a session that was not answered.')
  const { text } = command
  // Where somebody vouches for the address, the one that is typed does not count.
  const email = (was.customer.verified ? was.customer.email : null) ?? command.email
  const customer = { ...was.customer, email: email ?? was.customer.email }
  const step = stepFrom({ ...was, customer, messageLeft: true }, now)
  step.event({ kind: 'messageLeft', text, ...(email === null ? {} : { email }) })
  const seq = step.session.lastSeq
  step.set({ unseen: withUnseen(was, seq) })
  return step.effect({ kind: 'leftMessage', seq }).done()
}

function strike(was: Session, now: Instant): Step {
  if (was.status === 'ringing') return ringPassed(was, now)
  if (was.status === 'active') return was.call ? strikeCall(was, was.call, now) : idlePassed(was, now)
  return unchanged(was)
}

const ringPassed = (was: Ringing, now: Instant): Step =>
  now < was.ringEndsAt ? unchanged(was) : endSession(was, 'unanswered', now)

function idlePassed(was: Active, now: Instant): Step {
  // Stored once more, without an event: who stored it when silence still counted here has left a time at which it is due.
  if (customerWaits(was)) return stepFrom({ ...was, idleEndsAt: null }, now).done()
  if (was.idleEndsAt !== null) return now < was.idleEndsAt ? unchanged(was) : endSession(was, 'idle', now)
  if (now < was.lastSpokeAt + was.limits.idleWarningMs) return unchanged(was)
  const idleEndsAt = now + was.limits.idleEndMs
  const text = was.texts.idleWarning
  return stepFrom({ ...was, idleEndsAt }, now)
    .event({ kind: 'warned', endsAt: new Date(idleEndsAt).toISOString(), ...(text ? { text } : {}) })
    .done()
}
