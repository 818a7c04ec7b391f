import type { Call, LocalAudioStream, LocalVideoStream } from '@azure/communication-calling'
import { createSerialQueue } from '../../retry.ts'
import type { Tracks } from '../types.ts'
import type { CallingSdk } from './callingSdk.ts'

export interface LocalStreamsOptions {
  sdk: Pick<CallingSdk, 'LocalAudioStream' | 'LocalVideoStream'>
  tracks: () => Tracks
  /** Whether the microphone is unmuted. A muted microphone keeps its track. */
  isAudible: () => boolean
}
type Sent<Stream> = { track: MediaStreamTrack; stream: Stream } | null

const streamOf = (track: MediaStreamTrack) => new MediaStream([track])

/** Sends the local tracks to a meeting and applies later changes of them. */
export function createLocalStreams({ sdk, tracks, isAudible }: LocalStreamsOptions) {
  const enqueue = createSerialQueue()
  let call: Call | null = null
  let sound: Sent<LocalAudioStream> = null
  let camera: Sent<LocalVideoStream> = null
  let screen: Sent<LocalVideoStream> = null

  const sendMicrophone = async (meeting: Call) => {
    const track = tracks().microphone
    if (track && track !== sound?.track) {
      if (sound) await sound.stream.setMediaStream(streamOf(track))
      else await meeting.startAudio((sound = { track, stream: new sdk.LocalAudioStream(streamOf(track)) }).stream)
      sound.track = track
    }
    if (meeting.isMuted === isAudible()) await (meeting.isMuted ? meeting.unmute() : meeting.mute())
  }
  const sendCamera = async (meeting: Call) => {
    const track = tracks().camera
    if (track === (camera?.track ?? null)) return
    if (track && camera) await camera.stream.setMediaStream(streamOf(track))
    else if (track)
      await meeting.startVideo((camera = { track, stream: new sdk.LocalVideoStream(streamOf(track)) }).stream)
    else if (camera) await meeting.stopVideo(camera.stream)
    camera = track && camera ? { ...camera, track } : null
  }
  const sendScreen = async (meeting: Call) => {
    const track = tracks().screen
    if (track === (screen?.track ?? null)) return
    if (screen) await meeting.stopScreenSharing()
    screen = track && { track, stream: new sdk.LocalVideoStream(streamOf(track)) }
    if (screen) await meeting.startScreenSharing(screen.stream)
  }

  return {
    /** Options for joining the meeting, with the current tracks. */
    joinOptions: () => {
      const { microphone, camera: cameraTrack } = tracks()
      sound = microphone && { track: microphone, stream: new sdk.LocalAudioStream(streamOf(microphone)) }
      camera = cameraTrack && { track: cameraTrack, stream: new sdk.LocalVideoStream(streamOf(cameraTrack)) }
      return {
        audioOptions: { muted: !isAudible(), ...(sound ? { localAudioStreams: [sound.stream] } : {}) },
        ...(camera ? { videoOptions: { localVideoStreams: [camera.stream] } } : {}),
      }
    },
    setCall: (meeting: Call) => {
      call = meeting
    },
    /** Applies the current tracks. A change that fails is repeated with the next call. */
    changed: () => {
      const meeting = call
      if (meeting?.state !== 'Connected') return
      for (const send of [sendMicrophone, sendCamera, sendScreen])
        void enqueue(() => send(meeting)).catch(() => undefined)
    },
  }
}
