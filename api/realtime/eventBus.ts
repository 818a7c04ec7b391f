import type { AgentFrame, CustomerFrame } from '#core/contract/streams'
import type { Side } from '#core/contract/calls'
import type { BusEvent, UpdateHint } from '#core/session/busEvent'
import type { EventBus } from '#core/session/ports'

type Listener = (event: BusEvent | { kind: 'closing' }, hint?: UpdateHint) => void

/**
 * In-process publish/subscribe. Event streams and long polls subscribe to a session, a customer or a user, and read events
 * that they missed from the store.
 */
export class InProcessEventBus implements EventBus {
  readonly #listeners = new Map<string, Set<Listener>>()

  listen(topic: Topic, listener: Listener): () => void {
    const key = keyOf(topic)
    const listeners = this.#listeners.get(key) ?? new Set()
    this.#listeners.set(key, listeners.add(listener))
    return () => {
      listeners.delete(listener)
      if (listeners.size === 0 && this.#listeners.get(key) === listeners) this.#listeners.delete(key)
    }
  }

  publish(event: BusEvent, hint?: UpdateHint): void {
    for (const topic of topicsOf(event))
      for (const listener of this.#listeners.get(keyOf(topic)) ?? []) listener(event, hint)
  }

  /** Notifies every subscriber that the server is closing. */
  close(): void {
    for (const listeners of this.#listeners.values()) for (const listener of listeners) listener({ kind: 'closing' })
  }
}

type Topic = { tenantId: string } & ({ sessionId: string } | { customerId: string } | { userId: string })

function topicsOf(event: BusEvent): Topic[] {
  const { tenantId, userId } = event
  if (event.kind === 'availability') return [{ tenantId, userId }]
  const { sessionId, customerId } = event
  return [
    { tenantId, sessionId },
    { tenantId, customerId },
    { tenantId, userId },
  ]
}

function keyOf(topic: Topic): string {
  if ('sessionId' in topic) return `s ${topic.tenantId} ${topic.sessionId}`
  return 'customerId' in topic ? `c ${topic.tenantId} ${topic.customerId}` : `u ${topic.tenantId} ${topic.userId}`
}

/** The frame to send to one side of a call: a signal of the other side, or a leg that has joined on either side. */
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
