import type { CallSignal, Side } from '#core/contract/calls'
import type { SessionEvent } from '#core/contract/sessions'
import type { EventBus } from '#core/session/ports'
import type { Session } from '#core/session/session'
import type { AgentFrame, CustomerFrame } from '#core/contract/streams'

interface SessionUpdated {
  session: Session
  events: readonly SessionEvent[]
}
interface Typing {
  sessionId: string
  from: 'customer' | 'agent'
}

/** What one leg of a call tells the other side. */
interface Signal {
  callId: string
  leg: string
  signal: CallSignal
}

type BusEvent =
  | { kind: 'sessionUpdated'; update: SessionUpdated }
  | { kind: 'typing'; typing: Typing }
  | { kind: 'signal'; from: Side; sessionId: string; delivered: Signal }
  | { kind: 'joined'; sessionId: string; callId: string; side: Side; leg: string }
  | { kind: 'availability'; available: boolean }
  | { kind: 'closing' }
type Listener = (event: BusEvent) => void

/**
 * Who waits for what, in this process. Streams and long polls listen to a session, a customer or a user; what they
 * miss they read from the store.
 */
export class InProcessEventBus implements EventBus {
  readonly #listeners = new Map<string, Set<Listener>>()

  listen(room: Room, listener: Listener): () => void {
    const key = keyOf(room)
    const listeners = this.#listeners.get(key) ?? new Set()
    this.#listeners.set(key, listeners.add(listener))
    return () => {
      listeners.delete(listener)
      if (listeners.size === 0 && this.#listeners.get(key) === listeners) this.#listeners.delete(key)
    }
  }

  publish(session: Session, events: readonly SessionEvent[]): void {
    this.#tell(session, { kind: 'sessionUpdated', update: { session, events } })
  }

  typing(session: Session, from: Typing['from']): void {
    this.#tell(session, { kind: 'typing', typing: { sessionId: session.id, from } })
  }

  signal(session: Session, from: Side, result: Signal): void {
    this.#tell(session, { kind: 'signal', from, sessionId: session.id, delivered: result })
  }

  joined(session: Session, callId: string, side: Side, leg: string): void {
    this.#tell(session, { kind: 'joined', sessionId: session.id, callId, side, leg })
  }

  availability(tenantId: string, userId: string, available: boolean): void {
    this.#tellRoom({ tenantId, userId }, { kind: 'availability', available })
  }

  /** Nothing more will be told here. */
  close(): void {
    for (const listeners of this.#listeners.values()) for (const listener of listeners) listener({ kind: 'closing' })
  }

  #tell({ tenantId, id, customerId, userId }: Session, event: BusEvent): void {
    this.#tellRoom({ tenantId, sessionId: id }, event)
    this.#tellRoom({ tenantId, customerId }, event)
    this.#tellRoom({ tenantId, userId }, event)
  }

  #tellRoom(room: Room, event: BusEvent): void {
    for (const listener of this.#listeners.get(keyOf(room)) ?? []) listener(event)
  }
}

type Room = { tenantId: string } & ({ sessionId: string } | { customerId: string } | { userId: string })

function keyOf(room: Room): string {
  if ('sessionId' in room) return `s ${room.tenantId} ${room.sessionId}`
  return 'customerId' in room ? `c ${room.tenantId} ${room.customerId}` : `u ${room.tenantId} ${room.userId}`
}

/** What a side hears about a call: what the other side signals, and which window of either side takes part. */
export function callFrameFor(
  side: Side,
  event: BusEvent,
): Extract<AgentFrame & CustomerFrame, { callId: string }> | null {
  if (event.kind === 'signal' && event.from !== side)
    return { type: 'signal', sessionId: event.sessionId, ...event.delivered }
  if (event.kind !== 'joined') return null
  const { kind: type, ...joined } = event
  return { type, ...joined }
}
