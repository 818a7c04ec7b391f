import type { CallOutcome } from '#core/contract/calls'
import type { Modality, Outcome } from '#core/contract/sessions'

/**
 * All texts of the bot in one language. `{customer}`, `{time}`, `{minutes}`, `{seconds}`, `{count}` and `{command}` are
 * placeholders. Commands have the same names in every language.
 */
export interface Words {
  lang: string
  rightToLeft: boolean
  modality: Record<Modality, string>
  verified: string
  notVerified: string
  preview: string
  firstWords: string
  email: string
  /** Title of the card of a ringing session. */
  rings: Record<Modality, string>
  waitingSince: string
  active: string
  activeSince: string
  ended: string
  missed: string
  missedCall: string
  duration: string
  /** Total connected time of the session's calls. */
  talked: string
  /** Why an accepted session ended. */
  endings: Record<Outcome, string>
  /** Why a session ended that was not accepted. */
  misses: Record<Outcome, string>
  /** Outcome of the call with which a session ended. */
  callEnds: Record<CallOutcome, string>
  wrote: string
  /** Shown before a reply that the agent wrote in the console. */
  youInInteract: string
  offlineMessage: string
  accept: string
  decline: string
  end: string
  open: string
  reply: string
  /** Shown above the buttons of the session picker. */
  toWhom: string
  yourText: string
  acceptAndSend: string
  more: string
  openSessions: string
  sentTo: string
  repliesGoTo: string
  acceptFirst: string
  hasEnded: string
  endedWith: string
  /** A customer rings within a running session. */
  wantsCall: string
  /** As `wantsCall`, without the customer's name, for notifications and the session's card. */
  callRings: string
  inCallSince: string
  inCall: string
  acceptCallButton: string
  acceptCallButtonOf: string
  /** Refuses a reply to a session whose call is not accepted yet. */
  takeFirst: string
  /** Refuses a reply to a session without chat. */
  noChat: string
  replyNotSent: string
  noSession: string
  noCommand: string
  nothingToEnd: string
  whichToEnd: string
  notThere: string
  notSent: string
  tooLong: string
  emptyText: string
  attachmentsNotSent: string
  unknownUser: string
  notPersonal: string
  nowAvailable: string
  nowAway: string
  statusAvailable: string
  statusAway: string
  statusSessions: string
  statusInCall: string
  statusCalling: string
  welcome: readonly string[]
  help: readonly string[]
}
