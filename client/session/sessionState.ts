import type { Call } from '#core/contract/calls'
import type { CustomerSession } from '#core/contract/customerApi'
import type { SessionEvent } from '#core/contract/sessions'

/** Current state of a session for its customer: the server's snapshot with the later events applied. */
export interface SessionState {
  status: CustomerSession['status']
  agentName: string
  ringEndsAt: string | null
  /** When the session ends if neither side writes. */
  warnedUntil: string | null
  outcome: CustomerSession['outcome']
  canLeaveOfflineMessage: boolean
  offlineMessageLeft: boolean
  /** Text of the latest direct system message, if the administrator configured one. */
  text: string | null
  /** Whether the session was opened as a chat or as a call. */
  modality: CustomerSession['modality']
  /** The ringing or running call. */
  call: RunningCall | null
  canWrite: boolean
}

export type RunningCall = Omit<Call, 'id'>

/** Computes the state from the server's snapshot and the events after it. Null without a session. */
export function sessionStateOf(session: CustomerSession | null, events: readonly SessionEvent[]): SessionState | null {
  if (!session) return null
  const start: SessionState = {
    ...{ status: session.status, agentName: session.agentName, ringEndsAt: session.ringEndsAt },
    ...{ outcome: session.outcome, canLeaveOfflineMessage: session.canLeaveOfflineMessage },
    ...{ warnedUntil: null, offlineMessageLeft: false, text: null },
    ...{ modality: session.modality, call: session.call, canWrite: session.canWrite },
  }
  return events.reduce(after, start)
}

function after(before: SessionState, event: SessionEvent): SessionState {
  switch (event.kind) {
    case 'opened':
      return { ...before, ringEndsAt: event.ringEndsAt, text: event.text ?? null, call: openedAs(event) }
    case 'accepted':
      return { ...before, status: ended(before) ?? 'active', agentName: event.agentName, text: event.text ?? null }
    case 'message':
      return { ...before, warnedUntil: null }
    case 'messageState':
    case 'messageChanged':
    case 'seen':
      return before
    case 'warned':
      return { ...before, warnedUntil: event.endsAt, text: event.text ?? null }
    case 'ended': {
      const { outcome, canLeaveOfflineMessage, text } = event
      return {
        ...before,
        status: 'ended',
        outcome,
        canLeaveOfflineMessage,
        warnedUntil: null,
        text: text ?? null,
        call: null,
      }
    }
    case 'callRings': {
      const { media, by, ringEndsAt } = event
      return { ...before, warnedUntil: null, call: { media, by, ringEndsAt, ...rings } }
    }
    case 'callStarted': {
      const { media, provider, at } = event
      const by = before.call?.by ?? 'customer'
      return { ...before, call: { media, by, provider, status: 'started', ringEndsAt: null, startedAt: at } }
    }
    case 'callEnded':
      return { ...before, call: null }
    case 'offlineMessageLeft':
      return { ...before, canLeaveOfflineMessage: false, offlineMessageLeft: true }
  }
}

const ended = ({ status }: SessionState): 'ended' | null => (status === 'ended' ? status : null)

const rings = { status: 'ringing', startedAt: null, provider: null } as const

const openedAs = ({ modality, ringEndsAt }: Extract<SessionEvent, { kind: 'opened' }>): RunningCall | null =>
  modality === 'chat' ? null : { media: modality, by: 'customer', ringEndsAt, ...rings }

/**
 * Unread events for the customer: those with a `seq` above the given one that are messages of the agent, or say that the agent
 * accepted or called or that the session ended.
 */
export const unreadAfter = (events: readonly SessionEvent[], seq: number): SessionEvent[] =>
  events.filter((event, place) => event.seq > seq && isNews(event, events.slice(place + 1)))

/** A call from the agent is unread while it rings; after that only if it was missed. */
function isNews(event: SessionEvent, later: readonly SessionEvent[]): boolean {
  if (event.kind === 'message') return event.from === 'agent'
  if (event.kind === 'callRings')
    return event.by === 'agent' && !later.some(({ kind }) => kind === 'callStarted' || kind === 'callEnded')
  if (event.kind === 'callEnded') return isMissed(event)
  return event.kind === 'accepted' || (event.kind === 'ended' && event.outcome !== 'endedByCustomer')
}

const isMissed = ({ by, outcome }: Extract<SessionEvent, { kind: 'callEnded' }>): boolean =>
  by === 'agent' && (outcome === 'unanswered' || outcome === 'cancelled')
