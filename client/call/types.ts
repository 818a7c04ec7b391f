import type { CallEntry, CallSignal, CallStop, IceServer, Media } from '#core/contract/calls'
import type { FailureCode } from '../retry.ts'

/** HTTP requests of one side of a call. Tab and widget each implement it with their own HTTP client. */
export interface CallSessionApi {
  join(leg: string): Promise<Answered<CallEntry>>
  signal(leg: string, signal: CallSignal): Promise<Answered<null>>
  beat(leg: string, connected: boolean): Promise<Answered<null>>
  end(leg: string, why: CallStop | null): Promise<Answered<null>>
}
/** Result of a request. `unreachable`: there was no response, so the request may be repeated. */
export type Answered<Value> = { ok: true; value: Value } | { ok: false; code: FailureCode }

/** Which media one side sends. The other side shows it. */
export interface Sends {
  microphone: boolean
  camera: boolean
  screen: boolean
}

/** Why a device is not available. The views have a text and a next action for each. */
export type DeviceProblem = 'denied' | 'noDevice' | 'inUse' | 'unsupported' | 'unknown'

export interface Devices {
  microphones: readonly MediaDeviceInfo[]
  cameras: readonly MediaDeviceInfo[]
  /** Empty if the browser does not let a page choose the speaker. */
  speakers: readonly MediaDeviceInfo[]
}

/** Microphone, camera and screen of this machine. Nothing is requested from the browser before `open`. */
export interface Capture {
  view(): CaptureView
  /** Requests permission: for the microphone, and for `video` also the camera. Resolves with the problem, or null. */
  open(media: Media): Promise<DeviceProblem | null>
  /** Mutes by disabling the track, so that unmuting needs no new permission. Requests the microphone if there is none yet. */
  setMicrophone(on: boolean): void
  setCamera(on: boolean): Promise<DeviceProblem | null>
  choose(kind: 'microphone' | 'camera' | 'speaker', deviceId: string): Promise<DeviceProblem | null>
  /** Resolves with false if the user cancelled, or if the browser does not support it. */
  shareScreen(): Promise<boolean>
  stopScreen(): void
  /** Loudness of the microphone, 0 to 1. */
  level(): number
  /** The tracks to send. */
  tracks(): Tracks
  /** Adds a listener for every change. Returns the function that removes it. */
  watch(listener: () => void): () => void
  /** Stops all devices. `chosen` is kept, so that the same devices are used the next time. */
  close(): void
}
/** Null where nothing is sent. */
export type Tracks = Record<'microphone' | 'camera' | 'screen', MediaStreamTrack | null>
export interface CaptureView {
  sends: Sends
  camera: MediaStream | null
  screen: MediaStream | null
  devices: Devices
  chosen: { microphone: string | null; camera: string | null; speaker: string | null }
  problem: DeviceProblem | null
  /** False on phones, and in frames without permission from the embedding page. */
  canShareScreen: boolean
}

/** Perceived quality of the received media. `lost`: the connection has been down for several retries. */
export type Quality = 'unknown' | 'good' | 'fair' | 'poor' | 'lost'

/**
 * `elsewhere`: another window of this side took over the call. `over`: the call has ended. `meeting`: the call continues in
 * Teams, and the devices are released for it. `failed`: this side could not continue and has ended the call.
 */
export type CallPhase =
  'joining' | 'connecting' | 'talking' | 'reconnecting' | 'meeting' | 'elsewhere' | 'over' | 'failed'

/** Snapshot of a call for the views. */
export interface CallSessionView {
  phase: CallPhase
  entry: CallEntry | null
  /** Media of the other side: audio, and the camera while it is on (that is a different stream). The screen is separate. */
  remote: MediaStream | null
  remoteScreen: MediaStream | null
  remoteSends: Sends | null
  quality: Quality
  /** When the two sides were first connected, in milliseconds since the epoch. */
  connectedSince: number | null
  capture: CaptureView
}

export interface CallSession {
  view(): CallSessionView
  /** Handles a frame of the event stream: a leg has joined, or a signal. */
  receive(frame: CallFrame): void
  /** The event stream is connected again. Signals may have been lost meanwhile. */
  streamBack(): void
  /** The session's events say that the call has ended. */
  over(): void
  capture: Pick<Capture, 'setMicrophone' | 'setCamera' | 'choose' | 'shareScreen' | 'stopScreen' | 'level'>
  /** In the phase `meeting`: whether the guest of this window is in the meeting. Reported to the server at once. */
  inMeeting(there: boolean): void
  /** Ends the call for both sides. */
  hangUp(): void
  /** Leaves without ending the call, because this window closes. Stops all devices. */
  close(): void
}
export type CallFrame =
  | { type: 'signal'; callId: string; leg: string; signal: CallSignal }
  | { type: 'joined'; callId: string; side: 'customer' | 'agent'; leg: string }

/** Transports audio and video between the two sides of a call. */
export interface MediaTransport {
  view(): MediaTransportView
  receive(leg: string, signal: CallSignal): void
  /** Renegotiates the connection, because signals may have been lost. */
  restart(): void
  /** The local tracks have changed. */
  changed(): void
  close(): void
}
export interface MediaTransportView {
  /** Whether media of the other side is received. */
  connected: boolean
  remote: MediaStream | null
  remoteScreen: MediaStream | null
  remoteSends: Sends | null
  quality: Quality
}

type MeetingEntry = Extract<CallEntry, { provider: 'teams-meeting' }>
export interface MeetingTransportOptions {
  joinUrl: MeetingEntry['joinUrl']
  guest: NonNullable<MeetingEntry['guest']>
  tracks: () => Tracks
  /** Whether the microphone is unmuted. A muted microphone keeps its track. */
  isAudible: () => boolean
  /** Device id of the selected speaker. */
  speaker: () => string | null
  onChange: () => void
  /** `otherLeft`: no other participant is in the meeting. `failed`: joining failed, or the connection was lost. */
  onStop: (why: CallStop) => void
}
/** Creates the transport for a Teams meeting. */
export type LoadMeetingTransport = (options: MeetingTransportOptions) => MediaTransport

export interface CallSessionOptions {
  side: 'customer' | 'agent'
  callApi: CallSessionApi
  /** Opened by the device test before; closed when the call session ends. */
  capture: Capture
  onChange: () => void
  /** Uses TURN relay candidates only. */
  relayOnly?: boolean
  /** Without it, a Teams meeting is opened in a Teams window. */
  joinAsGuest?: LoadMeetingTransport
}
export type { CallEntry, IceServer }
