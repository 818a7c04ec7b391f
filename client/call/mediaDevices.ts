import type { Media } from '#core/contract/calls'
import { createSerialQueue } from '../retry.ts'
import type { Capture, CaptureView, DeviceProblem, Devices, Tracks } from './types.ts'

type Device = 'microphone' | 'camera'
type Source = Device | 'screen'
type Streams = Record<Source, MediaStream | null>

const noDevices: Devices = { microphones: [], cameras: [], speakers: [] }
const noStreams: Streams = { microphone: null, camera: null, screen: null }

/** `wanted`: id of the preferred device, null for any. `exact`: fail rather than use another device. */
type DeviceChoice = { wanted: string | null; exact?: boolean }

function constraintsFor(kind: Device, { wanted, exact = false }: DeviceChoice): MediaTrackConstraints {
  const deviceId = wanted === null ? {} : { deviceId: exact ? { exact: wanted } : { ideal: wanted } }
  return kind === 'microphone'
    ? { echoCancellation: true, noiseSuppression: true, autoGainControl: true, ...deviceId }
    : { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 30 }, ...deviceId }
}

const requestDevice = (kind: Device, which: DeviceChoice): Promise<MediaRequestResult> =>
  requestMedia({ [kind === 'microphone' ? 'audio' : 'video']: constraintsFor(kind, which) })

/** Requests both devices with one permission prompt. If one is not available, requests the other alone. */
async function requestBoth(
  chosen: CaptureView['chosen'],
): Promise<{ streams: MediaStream[]; problem?: DeviceProblem }> {
  const which = { microphone: { wanted: chosen.microphone }, camera: { wanted: chosen.camera } }
  const audio = constraintsFor('microphone', which.microphone)
  const both = await requestMedia({ audio, video: constraintsFor('camera', which.camera) })
  if (both.stream) return { streams: [both.stream] }
  if (both.problem === 'unsupported' || (both.problem === 'denied' && !(await onlyCameraBlocked())))
    return { streams: [], problem: both.problem }
  const microphone = await requestDevice('microphone', which.microphone)
  if (microphone.stream) return { streams: [microphone.stream], problem: both.problem }
  if (microphone.problem === 'denied') return { streams: [], problem: 'denied' }
  const camera = await requestDevice('camera', which.camera)
  return { streams: camera.stream ? [camera.stream] : [], problem: microphone.problem }
}

async function listDevices(): Promise<Devices> {
  const all = (await (navigator as Partial<Navigator>).mediaDevices?.enumerateDevices()) ?? []
  // Before permission, entries have no id. 'communications' is an alias of another entry.
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

/** Manages the microphone, camera and screen of this machine. `onChange` is called after each change. Nothing is requested before `open`. */
export function createMediaDevices(onChange: () => void): Capture {
  const enqueue = createSerialQueue()
  const meter = createLevelMeter()
  const listeners = new Set([onChange])
  let streams = noStreams
  let chosen: CaptureView['chosen'] = { microphone: null, camera: null, speaker: null }
  let devices = noDevices
  let muted = false
  let problem: DeviceProblem | null = null
  let view: CaptureView | null = null
  // Incremented by `close`: a stream that was requested before and arrives later is stopped at once.
  let generation = 0

  const changed = () => {
    view = null
    for (const listener of listeners) listener()
  }

  const setStream = (kind: Source, stream: MediaStream | null) => {
    stop(streams[kind])
    streams = { ...streams, [kind]: stream }
    const track = trackOf(stream)
    if (!track) return
    track.onended = () => onTrackEnded(kind)
    if (kind === 'screen') track.contentHint = 'detail'
    else chosen = { ...chosen, [kind]: track.getSettings().deviceId ?? chosen[kind] }
    if (kind === 'microphone') track.enabled = !muted
  }

  const refresh = async () => {
    devices = await listDevices()
    changed()
  }
  const onDevices = () => void refresh()

  /** The device was unplugged or revoked: switches to another one of its kind. */
  const onTrackEnded = (kind: Source) => {
    setStream(kind, null)
    changed()
    if (kind !== 'screen') void openDevice(kind, { wanted: null })
  }

  const openDevice = (kind: Device, which: DeviceChoice): Promise<DeviceProblem | null> =>
    enqueue(async () => {
      const own = generation
      let result = await requestDevice(kind, which)
      if (result.problem === 'inUse' && streams[kind]) {
        // Some systems allow one open stream per device, even within the same page.
        setStream(kind, null)
        result = await requestDevice(kind, which)
      }
      if (own !== generation) {
        stop(result.stream ?? null)
        return null
      }
      if (result.stream) setStream(kind, result.stream)
      problem = result.problem ?? null
      await refresh()
      return problem
    })

  const open = (media: Media): Promise<DeviceProblem | null> =>
    enqueue(async () => {
      const own = generation
      const result =
        media === 'video' ? await requestBoth(chosen) : await requestDevice('microphone', { wanted: chosen.microphone })
      const opened = 'streams' in result ? result.streams : result.stream ? [result.stream] : []
      if (own !== generation) {
        opened.forEach(stop)
        return null
      }
      for (const track of opened.flatMap((stream) => stream.getTracks()))
        setStream(track.kind === 'audio' ? 'microphone' : 'camera', new MediaStream([track]))
      problem = result.problem ?? null
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
    setStream(kind, null)
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
      else if (on) void openDevice('microphone', { wanted: chosen.microphone })
      changed()
    },
    setCamera: (on) => {
      if (on && !streams.camera) return openDevice('camera', { wanted: chosen.camera })
      if (!on) turnOff('camera')
      return Promise.resolve(null)
    },
    choose: (kind, deviceId) => {
      // A camera that the user has turned off stays off; the choice applies when it is turned on.
      const later = kind === 'speaker' || (kind === 'camera' && !streams.camera && !problem)
      if (!later) return openDevice(kind, { wanted: deviceId, exact: true })
      chosen = { ...chosen, [kind]: deviceId }
      changed()
      return Promise.resolve(null)
    },
    shareScreen: async () => {
      const own = generation
      try {
        const stream = await navigator.mediaDevices.getDisplayMedia({
          video: { frameRate: { ideal: 15 } },
          audio: false,
        })
        if (own === generation) setStream('screen', stream)
        else stop(stream)
      } catch {
        return false
      }
      changed()
      return own === generation
    },
    stopScreen: () => turnOff('screen'),
    level: () => (muted ? 0 : meter.level(streams.microphone)),
    watch: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close: () => {
      generation++
      Object.values(streams).forEach(stop)
      streams = noStreams
      ;(navigator as Partial<Navigator>).mediaDevices?.removeEventListener('devicechange', onDevices)
      meter.close()
      changed()
    },
  }
}

/** Feature Policy API: only Chromium tells a page what its embedding page allows. */
interface WithFeaturePolicy {
  featurePolicy?: { allowsFeature(feature: string): boolean }
}

/** Phones have no API for it. In a frame, the embedding page must allow it; otherwise the browser refuses without a prompt. */
const canShareScreen = (): boolean =>
  'getDisplayMedia' in ((navigator as Partial<Navigator>).mediaDevices ?? {}) &&
  ((document as WithFeaturePolicy).featurePolicy?.allowsFeature('display-capture') ?? true)

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

/** A stream, or the reason why there is none. */
type MediaRequestResult = { stream: MediaStream; problem?: never } | { stream?: never; problem: DeviceProblem }

/** Requests devices from the browser. Pages without HTTPS have no `mediaDevices`. */
async function requestMedia(constraints: MediaStreamConstraints): Promise<MediaRequestResult> {
  const { mediaDevices } = navigator as Partial<Navigator>
  if (!mediaDevices) return { problem: 'unsupported' }
  try {
    return { stream: await mediaDevices.getUserMedia(constraints) }
  } catch (fault) {
    return { problem: problems[fault instanceof Error ? fault.name : ''] ?? 'unknown' }
  }
}

/** Whether only the camera is blocked. Then requesting the microphone alone does not repeat a prompt that was just denied. */
async function onlyCameraBlocked(): Promise<boolean> {
  try {
    const [camera, microphone] = await Promise.all(
      (['camera', 'microphone'] as const).map((name) => navigator.permissions.query({ name })),
    )
    return camera?.state === 'denied' && microphone?.state !== 'denied'
  } catch {
    return false // The browser does not support these permission names.
  }
}

/** Amplification for the meter: the RMS of normal speech is far below full scale. */
const gain = 4

/** Measures the current loudness of a stream, 0 to 1. The audio context is created when the level is first read. */
function createLevelMeter() {
  let context: AudioContext | null = null
  let analyser: AnalyserNode | null = null
  let level: { stream: MediaStream; source: MediaStreamAudioSourceNode } | null = null
  const samples = new Float32Array(1024)

  const listenTo = (stream: MediaStream) => {
    context ??= new AudioContext()
    // A context that was created without a user gesture starts suspended.
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
