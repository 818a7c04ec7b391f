import type { AgentFrame, CustomerFrame } from '#core/contract/streams'
import type { Side } from '#core/contract/calls'
import type { BusEvent, UpdateHint } from '#core/session/busEvent'
import type { EventBus } from '#core/session/ports'

type Listener = (event: BusEvent | { kind: 'closing' }, hint?: UpdateHint) => void

/**
 * In-process publish/subscribe. Streams and long polls listen to a session, a customer or a user; events that they miss
 * are read again from the store.
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

  publish(event: BusEvent, hint?: UpdateHint): void {
    for (const room of roomsOf(event))
      for (const listener of this.#listeners.get(keyOf(room)) ?? []) listener(event, hint)
  }

  /** Nothing is published after this. */
  close(): void {
    for (const listeners of this.#listeners.values()) for (const listener of listeners) listener({ kind: 'closing' })
  }
}

type Room = { tenantId: string } & ({ sessionId: string } | { customerId: string } | { userId: string })

function roomsOf(event: BusEvent): Room[] {
  const { tenantId, userId } = event
  if (event.kind === 'availability') return [{ tenantId, userId }]
  const { sessionId, customerId } = event
  return [
    { tenantId, sessionId },
    { tenantId, customerId },
    { tenantId, userId },
  ]
}

function keyOf(room: Room): string {
  if ('sessionId' in room) return `s ${room.tenantId} ${room.sessionId}`
  return 'customerId' in room ? `c ${room.tenantId} ${room.customerId}` : `u ${room.tenantId} ${room.userId}`
}

/** The frame that one side of a call receives: signals of the other side, and which window of either side takes part. */
export function callFrameFor(
  side: Side,
  event: Parameters<Listener>[0],
): Extract<AgentFrame & CustomerFrame, { callId: string }> | null {
  if (event.kind === 'signal' && event.from !== side) {
    const { sessionId, callId, leg, signal } = event
    return { type: 'signal', sessionId, callId, leg, signal }
  }
  if (event.kind !== 'joined') return null
  const { sessionId, callId, side: joined, leg } = event
  return { type: 'joined', sessionId, callId, side: joined, leg }
}
