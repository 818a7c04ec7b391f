import { useSyncExternalStore } from 'react'
import type { Media } from '#core/contract/calls'
import type { CaptureView, DeviceProblem, CallSessionView } from '#client/call/types'

/** The call in which this window takes part, for whoever shows it. */
export interface CallNow {
  sessionId: string
  callId: string
  media: Media
  /** The customer's name. */
  name: string
  /** Why this machine's microphone or camera cannot be had: the call waits for the agent's word. */
  problem: DeviceProblem | null
  capture: CaptureView | null
  /** Null while the browser asks for the devices. */
  view: CallSessionView | null
}

let now: CallNow | null = null
const listeners = new Set<() => void>()

export function setCall(next: CallNow | null): void {
  now = next
  for (const listener of listeners) listener()
}

/** The only talk of the tab; null while there is none. It stands apart from the talk's own code, which comes with the first call. */
export const callNow = (): CallNow | null => now

export function listenToCall(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const useCallNow = (): CallNow | null => useSyncExternalStore(listenToCall, callNow)

/** Whether a talk goes on that another one would end. */
export const goesOn = ({ view }: CallNow): boolean =>
  view === null || !(view.phase === 'over' || view.phase === 'failed' || view.phase === 'elsewhere')
