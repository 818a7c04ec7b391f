/** All texts of the panel in one language. `{name}`, `{time}`, `{seconds}`, `{count}` and `{email}` are placeholders. */
export interface Words {
  loading: string
  available: string
  away: string
  awayHint: string
  yourName: string
  writesAs: string
  yourMessage: string
  email: string
  start: string
  startAway: string
  nameMissing: string
  messageMissing: string
  emailWrong: string
  tooLong: string
  opening: string
  ringing: string
  timeLeft: string
  stillRinging: string
  writeAlready: string
  accepted: string
  typing: string
  inChat: string
  write: string
  send: string
  conversation: string
  you: string
  newMessages: string
  unread: string
  sending: string
  waiting: string
  stored: string
  delivered: string
  seen: string
  notDelivered: string
  again: string
  idle: string
  endedByUser: string
  endedByCustomer: string
  declined: string
  unanswered: string
  unavailable: string
  idleEnded: string
  notAllowed: string
  callFailed: string
  ended: string
  leaveTitle: string
  leaveHint: string
  noAnswer: string
  answerPossible: string
  answerTo: string
  leave: string
  left: string
  leaveFailed: string
  newChat: string
  reconnecting: string
  offline: string
  connected: string
  preview: string
  minimise: string
  close: string
  end: string
  endTitle: string
  endHint: string
  keepOn: string
  refused: string
  wait: string
  network: string
  alone: string
  call: string
  videoCall: string
  callBlocked: string
  openWindow: string
  calling: string
  inCall: string
  onCall: string
  windowOpen: string
  showWindow: string
  rejoin: string
  cancel: string
  hangUp: string
  callsYou: string
  callsYouVideo: string
  answer: string
  decline: string
  youCalled: string
  calledYou: string
  callStarted: string
  youHungUp: string
  hungUpByUser: string
  callOver: string
  callDeclined: string
  youDeclined: string
  youCancelled: string
  missed: string
  noCallAnswer: string
  notJoined: string
  callLost: string
  callLostWrite: string
  noWriting: string
  chatInstead: string
  startOver: string
}

/** Characters that can change the direction of the text around them: format characters, Hebrew and Arabic letters. */
const directional = /[\p{Cf}\u0590-\u08ff]/u

/** Fills in the placeholders. Placeholders within a value are not replaced, and a value cannot change the direction of the text. */
export const fill = (sentence: string, values: Record<string, string | number>): string =>
  sentence.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = String(values[name] ?? whole)
    return directional.test(value) ? `\u2068${value}\u2069` : value
  })
