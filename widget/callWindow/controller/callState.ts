import { isTransientOrUnauthenticated, type FailureCode } from '#client/retry'
import type { Media } from '#core/contract/calls'
import type { SessionEvent } from '#core/contract/sessions'
import type { SessionState, RunningCall } from '#client/session/sessionState'
import type { CallIntent } from '../../protocol/callWindowMessages.ts'
import { sessionOf, type ChatState } from '../../customer/chatState.ts'
import type { CaptureView, DeviceProblem, CallSessionView } from '#client/call/types'

/** Everything the call window knows. */
export interface CallState {
  chat: ChatState
  wish: CallIntent | null
  media: Media
  /** How far the window itself has come; what follows is read from the session and the talk. */
  step: 'asking' | 'alone' | 'refused' | 'testing' | 'starting' | 'underWay'
  /** Why it was refused. */
  why: FailureCode | null
  /** Seconds until it may be tried again, where the server said so. */
  retryIn?: number | null
  /** What the device test has found so far. */
  test: 'untried' | 'trying' | DeviceProblem | 'passed'
  capture: CaptureView
  callSession: CallSessionView | null
}

export type CallStage = 'asking' | 'alone' | 'refused' | 'test' | 'starting' | 'ringing' | 'call' | 'elsewhere' | 'over'

/** Which of the window's faces is shown. */
export function callStageOf({ step, chat, wish, callSession }: CallState): CallStage {
  const progress = sessionOf(chat)
  const call = progress?.call ?? null
  if (step === 'testing') return isGone(wish, progress) ? 'over' : 'test'
  if (step !== 'underWay') return step
  if (!call || callSession?.phase === 'over' || callSession?.phase === 'failed') return 'over'
  if (callSession?.phase === 'elsewhere') return 'elsewhere'
  return call.status === 'ringing' ? 'ringing' : 'call'
}

/** What is wished for is gone: the call to take part in, or the session to ring in. */
const isGone = (wish: CallIntent | null, progress: SessionState | null): boolean =>
  wish?.wish === 'ring' ? progress?.status === 'ended' : wish !== null && wish.wish !== 'open' && !progress?.call

/** Whether what was refused may be possible a little later, or once the panel has a new token. */
export const mayTryAgain = (why: FailureCode | null): boolean =>
  why !== null && (isTransientOrUnauthenticated(why) || why === 'ticketRefused')

/** What must be asked of the server for a wish, as things stand now; null where the call is there to be joined. */
export function actFor(wish: CallIntent['wish'], call: RunningCall | null): 'open' | 'ring' | 'take' | null {
  if (wish === 'open') return 'open'
  if (call) return call.status === 'ringing' && call.by === 'agent' ? 'take' : null
  return wish === 'ring' ? 'ring' : null
}

/** What ended the call: its own end, or that of a session in which it only rang. */
export function endOf({ events }: ChatState): SessionEvent | null {
  const last = events.findLast(({ kind }) => kind === 'callEnded' || kind === 'ended')
  const ended = events.findLast((event) => event.kind === 'callEnded')
  return ended && ended.outcome !== 'sessionEnded' ? ended : (last ?? null)
}

/** What can be done about a call that is over. */
export function wayOnOf(
  progress: SessionState | null,
  chatOffered: boolean,
): { again: boolean; write: 'chat' | 'message' | null } {
  const away = progress?.outcome === 'unavailable'
  if (progress?.canLeaveOfflineMessage && !progress.offlineMessageLeft) return { again: !away, write: 'message' }
  if (progress?.outcome === 'notAllowed') return { again: false, write: null }
  const writes = progress?.status === 'active' ? progress.canWrite : chatOffered
  return { again: true, write: writes ? 'chat' : null }
}

/** Whether who would rather write finds a box in the session, or needs a new one. */
export const writesWhere = (progress: SessionState | null): 'here' | 'anew' =>
  progress?.status === 'ended' && !progress.canLeaveOfflineMessage ? 'anew' : 'here'
