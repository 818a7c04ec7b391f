import type { CallingSdk } from '#client/call/teamsMeeting/callingSdk'

// A fake of the Azure Communication Services calling SDK. Tests set its state and read the recorded calls.

type Listener = (sent: never) => void
class Emitter {
  private readonly listeners: [string, Listener][] = []
  on(event: string, listener: Listener): void {
    this.listeners.push([event, listener])
  }
  signal(event: string, sent?: unknown): void {
    for (const [name, listener] of this.listeners) if (name === event) listener(sent as never)
  }
}

/** A video stream of another participant. */
export class TheirPicture extends Emitter {
  isAvailable = true
  readonly picture = new MediaStream()
  readonly mediaStreamType: 'Video' | 'ScreenSharing'
  constructor(type: 'Video' | 'ScreenSharing') {
    super()
    this.mediaStreamType = type
  }
  getMediaStream = () => Promise.resolve(this.picture)
}

/** Another participant of the meeting. */
export class Other extends Emitter {
  state = 'Connected'
  isMuted = false
  videoStreams: TheirPicture[] = []
  shows(stream: TheirPicture): void {
    this.videoStreams.push(stream)
    this.signal('videoStreamsUpdated', { added: [stream], removed: [] })
  }
  hides(stream: TheirPicture): void {
    this.signal('videoStreamsUpdated', { added: [], removed: [stream] })
  }
}

class OwnStream {
  media: MediaStream
  constructor(media: MediaStream) {
    this.media = media
  }
  setMediaStream = (media: MediaStream) => {
    this.media = media
    return Promise.resolve()
  }
}
const trackIn = (stream: OwnStream | undefined) => stream?.media.getTracks()[0] ?? null

interface Joined {
  audioOptions: { muted: boolean; localAudioStreams?: OwnStream[] }
  videoOptions?: { localVideoStreams: OwnStream[] }
}

class Meeting extends Emitter {
  state = 'Connecting'
  callEndReason: { code: number } | undefined
  remoteParticipants: Other[] = []
  readonly network = new Emitter()
  isMuted: boolean
  sound: OwnStream | undefined
  camera: OwnStream | undefined
  screen: OwnStream | undefined
  hungUp = false
  readonly link: string
  constructor(link: string, { audioOptions, videoOptions }: Joined, there: Other[]) {
    super()
    this.remoteParticipants = there
    this.link = link
    this.isMuted = audioOptions.muted
    this.sound = audioOptions.localAudioStreams?.[0]
    this.camera = videoOptions?.localVideoStreams[0]
  }
  sent = () => ({
    microphone: trackIn(this.sound),
    muted: this.isMuted,
    camera: trackIn(this.camera),
    screen: trackIn(this.screen),
  })
  becomes(state: string, code?: number): void {
    this.state = state
    this.callEndReason = code === undefined ? undefined : { code }
    this.signal('stateChanged')
  }
  comes(other: Other): void {
    this.remoteParticipants.push(other)
    this.signal('remoteParticipantsUpdated', { added: [other], removed: [] })
  }
  goes(other: Other): void {
    this.remoteParticipants = this.remoteParticipants.filter((one) => one !== other)
    this.signal('remoteParticipantsUpdated', { added: [], removed: [other] })
  }
  feature = () => ({ network: this.network })
  mute = () => this.set({ isMuted: true })
  unmute = () => this.set({ isMuted: false })
  startAudio = (sound: OwnStream) => this.set({ sound })
  startVideo = (camera: OwnStream) => this.set({ camera })
  stopVideo = () => this.set({ camera: undefined })
  startScreenSharing = (screen: OwnStream) => this.set({ screen })
  stopScreenSharing = () => this.set({ screen: undefined })
  hangUp = () => this.set({ hungUp: true })
  private set(change: Partial<Pick<Meeting, 'isMuted' | 'sound' | 'camera' | 'screen' | 'hungUp'>>) {
    Object.assign(this, change)
    return Promise.resolve()
  }
}

export interface StandInOptions {
  /** The SDK refuses the token. */
  refused?: boolean
  /** Participants who are in the meeting already. */
  there?: Other[]
}

export function standInCallingSdk({ refused = false, there = [] }: StandInOptions = {}) {
  const seen = { meeting: null as Meeting | null, name: '', token: '', disposed: 0, speaker: '' }
  const dispose = () => {
    seen.disposed++
    return Promise.resolve()
  }
  const speakers = [{ id: 'speaker:default' }, { id: 'speaker:headset' }]
  const sdk = {
    CallClient: class {
      getDeviceManager = () =>
        Promise.resolve({
          selectedSpeaker: speakers[0],
          getSpeakers: () => Promise.resolve(speakers),
          selectSpeaker: ({ id }: { id: string }) => Promise.resolve((seen.speaker = id)),
        })
      createCallAgent = (token: string, { displayName }: { displayName: string }) => {
        Object.assign(seen, { token, name: displayName })
        if (refused) return Promise.reject(new Error('The token is refused'))
        const join = ({ meetingLink }: { meetingLink: string }, with_: Joined) =>
          (seen.meeting = new Meeting(meetingLink, with_, there))
        return Promise.resolve({ join, dispose })
      }
      dispose = dispose
    },
    LocalAudioStream: OwnStream,
    LocalVideoStream: OwnStream,
    diagnostics: {},
    credential: (token: string) => token,
  }
  const meeting = () => {
    if (!seen.meeting) throw new Error('No meeting was joined')
    return seen.meeting
  }
  return { sdk: sdk as unknown as CallingSdk, seen, meeting }
}
