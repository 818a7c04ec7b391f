import type { Media } from '#core/contract/calls'
import type { CallSessionApi } from '#client/call/types'
import { createMediaDevices } from '#client/call/mediaDevices'
import { createCallSession } from '#client/call/callSession'

// A page without views that runs in Chromium. Tests use it through `window.party`.

type Act = keyof CallSessionApi
declare global {
  interface Window {
    /** Provided by the test: sends a request to the API. */
    sendRequest: (act: Act, body: object) => Promise<never>
    party: Party
  }
}

const connections: RTCPeerConnection[] = []
const Plain = RTCPeerConnection
window.RTCPeerConnection = class extends Plain {
  constructor(configuration?: RTCConfiguration) {
    super(configuration)
    connections.push(this)
  }
}

const callApi: CallSessionApi = {
  join: (leg) => window.sendRequest('join', { leg }),
  signal: (leg, signal) => window.sendRequest('signal', { leg, signal }),
  beat: (leg, connected) => window.sendRequest('beat', { leg, connected }),
  end: (leg, why) => window.sendRequest('end', why ? { leg, why } : { leg }),
}

const createParty = () => {
  const capture = createMediaDevices(() => undefined)
  const own: MediaStreamTrack[] = []
  // Chromium decodes audio only if an element plays it.
  const face = document.createElement('video')
  face.autoplay = true
  let callSession: ReturnType<typeof createCallSession> | null = null
  const talking = () => {
    if (!callSession) throw new Error('This window is not in a call')
    return callSession
  }
  return {
    capture,
    callSession: talking,
    start: async (side: 'customer' | 'agent', media: Media, relayOnly: boolean) => {
      const problem = await capture.open(media)
      capture.watch(() => own.push(...Object.values(capture.tracks()).filter((track) => track !== null)))
      own.push(...Object.values(capture.tracks()).filter((track) => track !== null))
      const onChange = () => {
        const remote = callSession?.view().remote ?? null
        if (face.srcObject !== remote) face.srcObject = remote
      }
      callSession = createCallSession({ side, callApi, capture, onChange, relayOnly })
      return problem
    },
    view: () => {
      const { remote, remoteScreen, capture: ours, entry, ...plain } = talking().view()
      const { sends, chosen, devices, problem, canShareScreen } = ours
      const all = { microphones: devices.microphones.map(({ deviceId }) => deviceId), cameras: devices.cameras.length }
      return {
        ...plain,
        callId: entry?.call.id ?? null,
        tracks: remote?.getTracks().map(({ kind }) => kind) ?? [],
        hasScreen: remoteScreen !== null,
        ...{ sends, chosen, devices: all, problem, canShareScreen },
      }
    },
    /** Whether a device is in use: any track that this window ever had is live. */
    hasLiveTrack: () => own.some(({ readyState }) => readyState === 'live'),
    connections: () => connections.length,
    /** What the newest connection has received, from the browser's statistics. */
    received: async () => {
      const report = await connections.at(-1)?.getStats()
      const got = { energy: 0, seconds: 0, camera: 0, screen: 0, pair: '' }
      report?.forEach((entry: Record<string, unknown>) => {
        if (entry.type === 'inbound-rtp' && entry.kind === 'audio') {
          got.energy = Number(entry.totalAudioEnergy)
          got.seconds = Number(entry.totalSamplesDuration)
        }
        if (entry.type === 'inbound-rtp' && entry.kind === 'video')
          got[entry.mid === '1' ? 'camera' : 'screen'] = Number(entry.framesDecoded)
        if (entry.type === 'candidate-pair' && entry.nominated === true && entry.state === 'succeeded') {
          const typeOf = (id: unknown) => (report.get(String(id)) as { candidateType: string }).candidateType
          got.pair = `${typeOf(entry.localCandidateId)}/${typeOf(entry.remoteCandidateId)}`
        }
      })
      return got
    },
    /** ICE user name fragment of the newest connection: changes with each ICE restart. */
    round: () => /^a=ice-ufrag:(\S+)/m.exec(connections.at(-1)?.localDescription?.sdp ?? '')?.[1] ?? null,
  }
}
export type Party = ReturnType<typeof createParty>

window.party = createParty()
