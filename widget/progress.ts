import type { CustomerSession } from '#core/contract/customer'
import type { SessionEvent } from '#core/contract/sessions'
import type { Chat } from './chat.ts'

/** Where a session stands: what the server said of it, moved on by the events since. */
export interface Progress {
  status: CustomerSession['status']
  agentName: string
  ringEndsAt: string | null
  /** When the session ends unless somebody writes. */
  warnedUntil: string | null
  outcome: CustomerSession['outcome']
  canLeaveMessage: boolean
  messageLeft: boolean
  /** The direct system messages' own words for the present moment. */
  text: string | null
  seenUpTo: number
  lineStates: ReadonlyMap<number, 'inTeams' | 'notDelivered'>
}

export type Stage = 'loading' | 'barred' | 'start' | 'ringing' | 'active' | 'ended'

/** Which of the panel's faces is shown. A chat under way stays in sight whatever happens to its connection. */
export function stageOf(chat: Chat, progress: Progress | null): Stage {
  if (progress) return progress.status
  if (chat.barred) return 'barred'
  if (!chat.contact) return 'loading'
  return chat.opening ? 'ringing' : 'start'
}

export function progressOf({ session, events }: Chat): Progress | null {
  if (!session) return null
  const lineStates = new Map<number, 'inTeams' | 'notDelivered'>()
  const start: Progress = {
    ...{ status: session.status, agentName: session.agentName, ringEndsAt: session.ringEndsAt },
    ...{ outcome: session.outcome, canLeaveMessage: session.canLeaveMessage },
    ...{ warnedUntil: null, messageLeft: false, text: null, seenUpTo: 0, lineStates },
  }
  return events.reduce((was, event) => after(was, event, lineStates), start)
}

function after(was: Progress, event: SessionEvent, lineStates: Map<number, 'inTeams' | 'notDelivered'>): Progress {
  switch (event.kind) {
    case 'opened':
      return { ...was, ringEndsAt: event.ringEndsAt, text: event.text ?? null }
    case 'accepted':
      return { ...was, status: ended(was) ?? 'active', agentName: event.agentName, text: event.text ?? null }
    case 'line':
      return { ...was, warnedUntil: null }
    case 'lineState':
      lineStates.set(event.line, event.state)
      return was
    case 'seen':
      return { ...was, seenUpTo: Math.max(was.seenUpTo, event.upTo) }
    case 'warned':
      return { ...was, warnedUntil: event.endsAt, text: event.text ?? null }
    case 'ended': {
      const { outcome, canLeaveMessage, text } = event
      return { ...was, status: 'ended', outcome, canLeaveMessage, warnedUntil: null, text: text ?? null }
    }
    case 'callRings':
    case 'callStarted':
    case 'callEnded':
      return was
    case 'messageLeft':
      return { ...was, canLeaveMessage: false, messageLeft: true }
  }
}

const ended = ({ status }: Progress): 'ended' | null => (status === 'ended' ? status : null)

/** What came after a number and is news to the customer: the agent's lines, and that the agent came or the session ended. */
export const unreadAfter = ({ events }: Chat, seq: number): SessionEvent[] =>
  events.filter((event) => event.seq > seq && isNews(event))

function isNews(event: SessionEvent): boolean {
  if (event.kind === 'line') return event.from === 'agent'
  return event.kind === 'accepted' || (event.kind === 'ended' && event.outcome !== 'endedByCustomer')
}
