import type { CallOutcome } from '#core/contract/calls'
import type { Modality, Outcome } from '#core/contract/sessions'

/**
 * Every sentence the bot says in one language. A missing one fails the build. `{customer}`, `{time}`, `{minutes}`,
 * `{seconds}`, `{count}` and `{command}` are filled in; commands keep their names in every language.
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
  /** A customer rings, with a chat or a call. */
  rings: Record<Modality, string>
  waitingSince: string
  active: string
  activeSince: string
  ended: string
  missed: string
  missedCall: string
  duration: string
  /** How long the two heard each other. */
  talked: string
  /** How a session ended that was accepted. */
  endings: Record<Outcome, string>
  /** How a session ended that nobody accepted. */
  misses: Record<Outcome, string>
  /** How a call ended that its session ended with. */
  callEnds: Record<CallOutcome, string>
  wrote: string
  /** Before a reply that the agent wrote in the console. */
  youInInteract: string
  offlineMessage: string
  accept: string
  decline: string
  end: string
  open: string
  reply: string
  /** Above the buttons of the chooser. */
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
  /** The same where no name may stand. */
  callRings: string
  inCallSince: string
  inCall: string
  acceptCallButton: string
  acceptCallButtonOf: string
  /** A reply to a customer whose call must be taken first. */
  takeFirst: string
  /** A reply to a session that carries a call and no chat. */
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
