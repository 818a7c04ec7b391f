import type { CaptureView, Sends } from '#client/call/types'
import { paintings } from './paints.ts'

const device = (kind: MediaDeviceKind, label: string): MediaDeviceInfo => ({
  ...{ kind, label, deviceId: label, groupId: '', toJSON: () => label },
})
const devices = {
  microphones: [device('audioinput', 'Headset Microphone (Jabra Evolve 65)'), device('audioinput', 'Internal')],
  cameras: [device('videoinput', 'Integrated Camera (13d3:56ff)')],
  speakers: [device('audiooutput', 'Headset Earphone (Jabra Evolve 65)')],
}

/** What the cameras and the shared screen of a call show. */
export const paints = paintings()
export const noSends: Sends = { microphone: false, camera: false, screen: false }

/** Devices that send this, for views that are drawn without real ones. */
export const captureOf = (sends: Sends): CaptureView => ({
  ...{ sends, devices, problem: null, chosen: { microphone: null, camera: null, speaker: null } },
  ...{ camera: sends.camera ? paints.own : null, screen: null },
  canShareScreen: !matchMedia('(pointer: coarse)').matches,
})
