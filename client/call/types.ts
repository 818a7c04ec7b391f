import type { CallEntry, CallSignal, CallStop, IceServer, Media } from '#core/contract/calls'
import type { FailureCode } from '../retry.ts'

/** The acts of one side of a call over HTTP; tab and widget each bring their own way to ask. */
export interface CallSessionApi {
  join(leg: string): Promise<Answered<CallEntry>>
  signal(leg: string, signal: CallSignal): Promise<Answered<null>>
  beat(leg: string, connected: boolean): Promise<Answered<null>>
  end(leg: string, why: CallStop | null): Promise<Answered<null>>
}
/** `unreachable`: nobody answered; it may be asked again. */
export type Answered<Value> = { ok: true; value: Value } | { ok: false; code: FailureCode }

/** What one side sends, for the other one to show. */
export interface Sends {
  microphone: boolean
  camera: boolean
  screen: boolean
}

/** Why media of this machine cannot be had: each has a sentence and a way on. */
export type DeviceProblem = 'denied' | 'noDevice' | 'inUse' | 'unsupported' | 'unknown'

export interface Devices {
  microphones: readonly MediaDeviceInfo[]
  cameras: readonly MediaDeviceInfo[]
  /** Where the browser lets a page choose; empty elsewhere. */
  speakers: readonly MediaDeviceInfo[]
}

/** This machine's own microphone, camera and screen. Nothing is asked of the browser before `open`. */
export interface Capture {
  view(): CaptureView
  /** Asks for permission; a camera only for video. Fulfils with what could not be had. */
  open(media: Media): Promise<DeviceProblem | null>
  /** Muted by a silent track, so that nothing is asked again; asked is only where there is no microphone yet. */
  setMicrophone(on: boolean): void
  setCamera(on: boolean): Promise<DeviceProblem | null>
  choose(kind: 'microphone' | 'camera' | 'speaker', deviceId: string): Promise<DeviceProblem | null>
  /** False when the person changed their mind, or the browser cannot. */
  shareScreen(): Promise<boolean>
  stopScreen(): void
  /** 0 to 1, for a level meter. */
  level(): number
  /** What a connection sends. */
  tracks(): Tracks
  /** Hears of every change besides the one who made it; answers how to stop that. */
  watch(listener: () => void): () => void
  /** All lights off. `chosen` stays, so that what comes next may take the same devices. */
  close(): void
}
/** Null is nothing to send. */
export type Tracks = Record<'microphone' | 'camera' | 'screen', MediaStreamTrack | null>
export interface CaptureView {
  sends: Sends
  camera: MediaStream | null
  screen: MediaStream | null
  devices: Devices
  chosen: { microphone: string | null; camera: string | null; speaker: string | null }
  problem: DeviceProblem | null
  /** Phones cannot, nor frames that are not let. */
  canShareScreen: boolean
}

/** `good` to `lost`: what a person notices. */
export type Quality = 'unknown' | 'good' | 'fair' | 'poor' | 'lost'

/**
 * `elsewhere`: another window of this side took the call over. `over`: the call has ended, here or there. `meeting`: it goes
 * on in Teams, and the capture is closed so that the meeting can have the devices. `failed`: this side could not go on, and has said so.
 */
export type CallPhase =
  'joining' | 'connecting' | 'talking' | 'reconnecting' | 'meeting' | 'elsewhere' | 'over' | 'failed'

/** One snapshot for a view. */
export interface CallSessionView {
  phase: CallPhase
  entry: CallEntry | null
  /** The other side: microphone, and camera while it is on (then it is another stream); the screen apart. */
  remote: MediaStream | null
  remoteScreen: MediaStream | null
  remoteSends: Sends | null
  quality: Quality
  /** Milliseconds since the epoch when the two first heard each other. */
  connectedSince: number | null
  capture: CaptureView
}

export interface CallSession {
  view(): CallSessionView
  /** What the stream of this side says about the call: another leg has joined, or a signal. */
  receive(frame: CallFrame): void
  /** The stream was away and is back: what was said meanwhile may be lost. */
  streamBack(): void
  /** The session says that the call is over. */
  over(): void
  capture: Pick<Capture, 'setMicrophone' | 'setCamera' | 'choose' | 'shareScreen' | 'stopScreen' | 'level'>
  /** In the phase `meeting`: this window's guest is in the meeting, or has left it; the server is told at once. */
  inMeeting(there: boolean): void
  /** Ends the call for both. */
  hangUp(): void
  /** Leaves without ending the call: this window goes away. Lights off. */
  close(): void
}
export type CallFrame =
  | { type: 'signal'; callId: string; leg: string; signal: CallSignal }
  | { type: 'joined'; callId: string; side: 'customer' | 'agent'; leg: string }

/** What carries sound and pictures between the two sides of a call. */
export interface MediaTransport {
  view(): MediaTransportView
  receive(leg: string, signal: CallSignal): void
  /** The stream was away: something that was said meanwhile may be lost. */
  restart(): void
  /** This side sends other tracks now. */
  changed(): void
  close(): void
}
export interface MediaTransportView {
  /** This side hears the other one. */
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
  /** Whether the microphone is on: a muted one keeps its track. */
  isAudible: () => boolean
  /** Device id of the chosen loudspeaker. */
  speaker: () => string | null
  onChange: () => void
  /** `otherLeft`: nobody is in the meeting any more; `failed`: it could not be joined from here, or not be held. */
  onStop: (why: CallStop) => void
}
/** Takes part in a Teams meeting from this window. */
export type LoadMeetingTransport = (options: MeetingTransportOptions) => MediaTransport

export interface CallSessionOptions {
  side: 'customer' | 'agent'
  media: Media
  callApi: CallSessionApi
  /** Opened before, by the device test; it is closed with the talk. */
  capture: Capture
  onChange: () => void
  /** Only by way of a TURN server. */
  relayOnly?: boolean
  /** Without it a Teams meeting is opened in a window of Teams. */
  joinAsGuest?: LoadMeetingTransport
}
export type { CallEntry, IceServer }
