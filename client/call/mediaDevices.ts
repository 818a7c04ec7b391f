import type { Media } from '#core/contract/calls'
import { createSerialQueue } from '../retry.ts'
import type { Capture, CaptureView, DeviceProblem, Devices, Tracks } from './types.ts'

type Device = 'microphone' | 'camera'
type Source = Device | 'screen'
type Streams = Record<Source, MediaStream | null>

const noDevices: Devices = { microphones: [], cameras: [], speakers: [] }
const noStreams: Streams = { microphone: null, camera: null, screen: null }

/** `wanted`: an earlier choice, taken where it is still there; `exact`: this device or none. */
type Which = { wanted: string | null; exact?: boolean }

function constraintsFor(kind: Device, { wanted, exact = false }: Which): MediaTrackConstraints {
  const deviceId = wanted === null ? {} : { deviceId: exact ? { exact: wanted } : { ideal: wanted } }
  return kind === 'microphone'
    ? { echoCancellation: true, noiseSuppression: true, autoGainControl: true, ...deviceId }
    : { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 30 }, ...deviceId }
}

const askForDevice = (kind: Device, which: Which): Promise<Asked> =>
  askFor({ [kind === 'microphone' ? 'audio' : 'video']: constraintsFor(kind, which) })

/** Both in one question; where one of them cannot be had, the other one. */
async function askForBoth(chosen: CaptureView['chosen']): Promise<{ streams: MediaStream[]; problem?: DeviceProblem }> {
  const which = { microphone: { wanted: chosen.microphone }, camera: { wanted: chosen.camera } }
  const audio = constraintsFor('microphone', which.microphone)
  const both = await askFor({ audio, video: constraintsFor('camera', which.camera) })
  if (both.stream) return { streams: [both.stream] }
  if (both.problem === 'unsupported' || (both.problem === 'denied' && !(await onlyCameraBlocked())))
    return { streams: [], problem: both.problem }
  const microphone = await askForDevice('microphone', which.microphone)
  if (microphone.stream) return { streams: [microphone.stream], problem: both.problem }
  if (microphone.problem === 'denied') return { streams: [], problem: 'denied' }
  const camera = await askForDevice('camera', which.camera)
  return { streams: camera.stream ? [camera.stream] : [], problem: microphone.problem }
}

async function listDevices(): Promise<Devices> {
  const all = (await (navigator as Partial<Navigator>).mediaDevices?.enumerateDevices()) ?? []
  // Before permission there are entries without an id; 'communications' is a second name of one that is listed.
  const of = (kind: MediaDeviceKind) =>
    all.filter((one) => one.kind === kind && one.deviceId !== '' && one.deviceId !== 'communications')
  const canChoose = 'setSinkId' in HTMLMediaElement.prototype
  return {
    microphones: of('audioinput'),
    cameras: of('videoinput'),
    speakers: canChoose ? of('audiooutput') : [],
  }
}

const stop = (stream: MediaStream | null) => {
  for (const track of stream?.getTracks() ?? []) {
    track.onended = null
    track.stop()
  }
}
const trackOf = (stream: MediaStream | null) => stream?.getTracks()[0] ?? null

/** This machine's own microphone, camera and screen. */
export function createMediaDevices(onChange: () => void): Capture {
  const inTurn = createSerialQueue()
  const meter = createLevelMeter()
  const listeners = new Set([onChange])
  let streams = noStreams
  let chosen: CaptureView['chosen'] = { microphone: null, camera: null, speaker: null }
  let devices = noDevices
  let muted = false
  let problem: DeviceProblem | null = null
  let view: CaptureView | null = null
  // Every close starts a new one: what was asked for before it and comes now is turned off at once.
  let opening = 0

  const changed = () => {
    view = null
    for (const listener of listeners) listener()
  }

  const put = (kind: Source, stream: MediaStream | null) => {
    stop(streams[kind])
    streams = { ...streams, [kind]: stream }
    const track = trackOf(stream)
    if (!track) return
    track.onended = () => lost(kind)
    if (kind === 'screen') track.contentHint = 'detail'
    else chosen = { ...chosen, [kind]: track.getSettings().deviceId ?? chosen[kind] }
    if (kind === 'microphone') track.enabled = !muted
  }

  const refresh = async () => {
    devices = await listDevices()
    changed()
  }
  const onDevices = () => void refresh()

  /** Pulled out or taken away: another one of its kind goes on, if there is one. */
  const lost = (kind: Source) => {
    put(kind, null)
    changed()
    if (kind !== 'screen') void take(kind, { wanted: null })
  }

  const take = (kind: Device, which: Which): Promise<DeviceProblem | null> =>
    inTurn(async () => {
      const own = opening
      let asked = await askForDevice(kind, which)
      if (asked.problem === 'inUse' && streams[kind]) {
        // Some machines have a device for one asker at a time, be it the same page.
        put(kind, null)
        asked = await askForDevice(kind, which)
      }
      if (own !== opening) {
        stop(asked.stream ?? null)
        return null
      }
      if (asked.stream) put(kind, asked.stream)
      problem = asked.problem ?? null
      await refresh()
      return problem
    })

  const open = (media: Media): Promise<DeviceProblem | null> =>
    inTurn(async () => {
      const own = opening
      const asked =
        media === 'video' ? await askForBoth(chosen) : await askForDevice('microphone', { wanted: chosen.microphone })
      const got = 'streams' in asked ? asked.streams : asked.stream ? [asked.stream] : []
      if (own !== opening) {
        got.forEach(stop)
        return null
      }
      for (const track of got.flatMap((stream) => stream.getTracks()))
        put(track.kind === 'audio' ? 'microphone' : 'camera', new MediaStream([track]))
      problem = asked.problem ?? null
      ;(navigator as Partial<Navigator>).mediaDevices?.addEventListener('devicechange', onDevices)
      await refresh()
      return problem
    })

  const tracks = (): Tracks => ({
    microphone: trackOf(streams.microphone),
    camera: trackOf(streams.camera),
    screen: trackOf(streams.screen),
  })

  const snapshot = (): CaptureView => ({
    sends: {
      microphone: streams.microphone !== null && !muted,
      camera: streams.camera !== null,
      screen: streams.screen !== null,
    },
    camera: streams.camera,
    screen: streams.screen,
    ...{ devices, chosen, problem },
    canShareScreen: canShareScreen(),
  })

  const turnOff = (kind: Source) => {
    if (!streams[kind]) return
    put(kind, null)
    changed()
  }

  return {
    view: () => (view ??= snapshot()),
    open,
    tracks,
    setMicrophone: (on) => {
      muted = !on
      const track = trackOf(streams.microphone)
      if (track) track.enabled = on
      else if (on) void take('microphone', { wanted: chosen.microphone })
      changed()
    },
    setCamera: (on) => {
      if (on && !streams.camera) return take('camera', { wanted: chosen.camera })
      if (!on) turnOff('camera')
      return Promise.resolve(null)
    },
    choose: (kind, deviceId) => {
      // A camera that is off on purpose stays off, and comes on as the chosen one.
      const later = kind === 'speaker' || (kind === 'camera' && !streams.camera && !problem)
      if (!later) return take(kind, { wanted: deviceId, exact: true })
      chosen = { ...chosen, [kind]: deviceId }
      changed()
      return Promise.resolve(null)
    },
    shareScreen: async () => {
      const own = opening
      try {
        const stream = await navigator.mediaDevices.getDisplayMedia({
          video: { frameRate: { ideal: 15 } },
          audio: false,
        })
        if (own === opening) put('screen', stream)
        else stop(stream)
      } catch {
        return false
      }
      changed()
      return own === opening
    },
    stopScreen: () => turnOff('screen'),
    level: () => (muted ? 0 : meter.level(streams.microphone)),
    watch: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close: () => {
      opening++
      Object.values(streams).forEach(stop)
      streams = noStreams
      ;(navigator as Partial<Navigator>).mediaDevices?.removeEventListener('devicechange', onDevices)
      meter.close()
      changed()
    },
  }
}

/** Chromium alone tells a page what the page around it lets it do. */
interface Letting {
  featurePolicy?: { allowsFeature(feature: string): boolean }
}

/** Phones cannot; and in a frame the page around it must let it, or the browser refuses without asking anybody. */
const canShareScreen = (): boolean =>
  'getDisplayMedia' in ((navigator as Partial<Navigator>).mediaDevices ?? {}) &&
  ((document as Letting).featurePolicy?.allowsFeature('display-capture') ?? true)

// Names of DOMException as the browsers throw them from getUserMedia. Source: W3C Media Capture and Streams, 10.2
const problems: Record<string, DeviceProblem> = {
  NotAllowedError: 'denied',
  SecurityError: 'denied',
  NotFoundError: 'noDevice',
  OverconstrainedError: 'noDevice',
  NotReadableError: 'inUse',
  AbortError: 'inUse',
  TypeError: 'unsupported',
  NotSupportedError: 'unsupported',
}

/** Tracks, or why there are none. */
type Asked = { stream: MediaStream; problem?: never } | { stream?: never; problem: DeviceProblem }

/** Asks the browser for devices. Pages without https have none to ask for. */
async function askFor(constraints: MediaStreamConstraints): Promise<Asked> {
  const { mediaDevices } = navigator as Partial<Navigator>
  if (!mediaDevices) return { problem: 'unsupported' }
  try {
    return { stream: await mediaDevices.getUserMedia(constraints) }
  } catch (fault) {
    return { problem: problems[fault instanceof Error ? fault.name : ''] ?? 'unknown' }
  }
}

/** Whether asking for the microphone alone is no second question about the same thing: only the camera is blocked for good. */
async function onlyCameraBlocked(): Promise<boolean> {
  try {
    const [camera, microphone] = await Promise.all(
      (['camera', 'microphone'] as const).map((name) => navigator.permissions.query({ name })),
    )
    return camera?.state === 'denied' && microphone?.state !== 'denied'
  } catch {
    return false // A browser that does not tell.
  }
}

/** Speech is loud far below full scale: this much louder fills a meter. */
const gain = 4

/** How loud a stream is now, 0 to 1. The browser is asked for an audio context only when somebody looks. */
function createLevelMeter() {
  let context: AudioContext | null = null
  let analyser: AnalyserNode | null = null
  let level: { stream: MediaStream; source: MediaStreamAudioSourceNode } | null = null
  const samples = new Float32Array(1024)

  const listenTo = (stream: MediaStream) => {
    context ??= new AudioContext()
    // Without a click before it, a context waits for one.
    if (context.state === 'suspended') void context.resume()
    analyser ??= new AnalyserNode(context, { fftSize: samples.length })
    level?.source.disconnect()
    const source = context.createMediaStreamSource(stream)
    source.connect(analyser)
    level = { stream, source }
  }

  return {
    level: (stream: MediaStream | null): number => {
      if (!stream) return 0
      if (level?.stream !== stream) listenTo(stream)
      analyser?.getFloatTimeDomainData(samples)
      const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length
      return Math.min(1, gain * Math.sqrt(power))
    },
    close: () => {
      level?.source.disconnect()
      void context?.close()
      context = analyser = level = null
    },
  }
}
