import type { Words } from '../words.ts'

/** The texts of the call window that it does not share with the panel. */
export interface OwnCallWords {
  callTitle: string
  noPanel: string
  notPossible: string
  readyTitle: string
  answerTitle: string
  explainAudio: string
  explainVideo: string
  allowAudio: string
  allowVideo: string
  waitsForYou: string
  speakNow: string
  level: string
  microphone: string
  camera: string
  speaker: string
  ownPicture: string
  callName: string
  join: string
  denied: string
  noDevice: string
  noCamera: string
  inUse: string
  unsupported: string
  unknown: string
  writeInstead: string
  leaveInstead: string
  closeWindow: string
  callAgain: string
  connecting: string
  weak: string
  weakAudio: string
  interrupted: string
  takenElsewhere: string
  takeBack: string
  mute: string
  unmute: string
  cameraOff: string
  cameraOn: string
  share: string
  stopShare: string
  sharing: string
  devices: string
  theirPicture: string
  theirScreen: string
  theirMute: string
  soundOn: string
  hearing: string
  inTeamsMeeting: string
  joinMeeting: string
  meetingHint: string
  ringingNow: string
}
export type CallWords = Words & OwnCallWords
