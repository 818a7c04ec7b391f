import { useSyncExternalStore } from 'react'
import type { Media } from '#core/contract/calls'
import type { CaptureView, DeviceProblem, CallSessionView } from '#client/call/types'

/** The call that this window has joined, as the views render it. */
export interface CallSnapshot {
  sessionId: string
  callId: string
  media: Media
  name: string
  /** Why the microphone or camera is unavailable. The call then waits for the agent to try again or give up. */
  problem: DeviceProblem | null
  capture: CaptureView | null
  /** Null while the browser asks for the devices. */
  view: CallSessionView | null
}

let now: CallSnapshot | null = null
const listeners = new Set<() => void>()

export function setCall(next: CallSnapshot | null): void {
  now = next
  for (const listener of listeners) listener()
}

/** The current call; null without one. In a module of its own, since the call code is only loaded with the first call. */
export const callSnapshot = (): CallSnapshot | null => now

export function subscribeToCall(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const useCallSnapshot = (): CallSnapshot | null => useSyncExternalStore(subscribeToCall, callSnapshot)

/** Whether the call still runs in this window, so that starting another call would end it. */
export const isOngoing = ({ view }: CallSnapshot): boolean =>
  view === null || !(view.phase === 'over' || view.phase === 'failed' || view.phase === 'elsewhere')
