import { isTransientOrUnauthenticated, type FailureCode } from '#client/retry'
import type { Media } from '#core/contract/calls'
import type { SessionEvent } from '#core/contract/sessions'
import type { SessionState, RunningCall } from '#client/session/sessionState'
import type { CallIntent } from '../../protocol/callWindowMessages.ts'
import { sessionOf, type ChatState } from '../../customer/chatState.ts'
import type { CaptureView, DeviceProblem, CallSessionView } from '#client/call/types'

export interface CallState {
  chat: ChatState
  intent: CallIntent | null
  media: Media
  /** Progress of the window itself. From `underWay` on, the session and the call session determine the stage. */
  step: 'asking' | 'alone' | 'refused' | 'testing' | 'starting' | 'underWay'
  /** Reason of the step `refused`. */
  why: FailureCode | null
  /** `Retry-After` of the server in seconds. */
  retryIn?: number | null
  /** Result of the device test. */
  test: 'untried' | 'trying' | DeviceProblem | 'passed'
  capture: CaptureView
  callSession: CallSessionView | null
}

export type CallStage = 'asking' | 'alone' | 'refused' | 'test' | 'starting' | 'ringing' | 'call' | 'elsewhere' | 'over'

/** Which view the window shows. */
export function callStageOf({ step, chat, intent, callSession }: CallState): CallStage {
  const progress = sessionOf(chat)
  const call = progress?.call ?? null
  if (step === 'testing') return isObsolete(intent, progress) ? 'over' : 'test'
  if (step !== 'underWay') return step
  if (!call || callSession?.phase === 'over' || callSession?.phase === 'failed') return 'over'
  if (callSession?.phase === 'elsewhere') return 'elsewhere'
  return call.status === 'ringing' ? 'ringing' : 'call'
}

/** Whether the intent can no longer be fulfilled: the call to join, or the session to call in, has ended. */
const isObsolete = (intent: CallIntent | null, progress: SessionState | null): boolean =>
  intent?.kind === 'ring' ? progress?.status === 'ended' : intent !== null && intent.kind !== 'open' && !progress?.call

/** Whether a refused request may succeed later, or after the panel has a new token. */
export const mayTryAgain = (why: FailureCode | null): boolean =>
  why !== null && (isTransientOrUnauthenticated(why) || why === 'ticketRefused')

/**
 * The request that fulfils an intent in the current state; null if the call only needs to be joined. If both sides ring at the
 * same time, the customer's call accepts the agent's.
 */
export function requestFor(kind: CallIntent['kind'], call: RunningCall | null): 'open' | 'ring' | 'accept' | null {
  if (kind === 'open') return 'open'
  if (call) return call.status === 'ringing' && call.by === 'agent' ? 'accept' : null
  return kind === 'ring' ? 'ring' : null
}

/** The event that ended the call: the end of the call, or the end of a session in which it only rang. */
export function endOf({ events }: ChatState): SessionEvent | null {
  const last = events.findLast(({ kind }) => kind === 'callEnded' || kind === 'ended')
  const ended = events.findLast((event) => event.kind === 'callEnded')
  return ended && ended.outcome !== 'sessionEnded' ? ended : (last ?? null)
}

/** The actions that are offered after a call has ended. */
export function nextActionsOf(
  progress: SessionState | null,
  chatOffered: boolean,
): { again: boolean; write: 'chat' | 'message' | null } {
  const away = progress?.outcome === 'unavailable'
  if (progress?.canLeaveOfflineMessage && !progress.offlineMessageLeft) return { again: !away, write: 'message' }
  if (progress?.outcome === 'notAllowed') return { again: false, write: null }
  const writes = progress?.status === 'active' ? progress.canWrite : chatOffered
  return { again: true, write: writes ? 'chat' : null }
}

/** Whether the customer can write in this session (`thisSession`) or needs a new one (`newSession`). */
export const writesWhere = (progress: SessionState | null): 'thisSession' | 'newSession' =>
  progress?.status === 'ended' && !progress.canLeaveOfflineMessage ? 'newSession' : 'thisSession'
