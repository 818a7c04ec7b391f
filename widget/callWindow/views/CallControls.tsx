/** @jsxImportSource preact */
import { useState } from 'preact/hooks'
import type { Media } from '#core/contract/calls'
import type { CaptureView, DeviceProblem } from '#client/call/types'
import type { CallActions } from '../controller/callController.ts'
import { DeviceSelect } from './DeviceSelect.tsx'
import { useCallTranslator } from '../controller/useCallTranslator.ts'

interface CallControlsProps {
  capture: CaptureView
  media: Media
  actions: CallActions
}

/** Buttons for microphone, camera, screen sharing, device selection and hanging up. */
export function CallControls({ capture, media, actions }: CallControlsProps) {
  const { say } = useCallTranslator()
  const [choosing, setChoosing] = useState(false)
  const [problem, setProblem] = useState<DeviceProblem | null>(null)
  const { microphone, camera, screen } = capture.sends
  const own = actions.capture()
  const button = (of: Parameters<typeof CallIcon>[0]['of'], act: () => void, look = '') => (
    <button type="button" class={`round tool ${look}`} aria-label={say(of)} title={say(of)} onClick={act}>
      <CallIcon of={of} />
    </button>
  )
  return (
    <div class="controls">
      {choosing && (
        <div class="devices" id="devices">
          <DeviceSelect view={capture} media={camera ? 'video' : media} choose={own.choose} />
        </div>
      )}
      <p class="problem" role="alert">
        {problem && say(problem === 'noDevice' ? 'noCamera' : problem)}
      </p>
      <div class="tools" role="group" aria-label={say('inCall')}>
        {button(microphone ? 'mute' : 'unmute', () => own.setMicrophone(!microphone), microphone ? '' : 'off')}
        {button(camera ? 'cameraOff' : 'cameraOn', () => void own.setCamera(!camera).then(setProblem))}
        {capture.canShareScreen &&
          button(
            screen ? 'stopShare' : 'share',
            () => (screen ? own.stopScreen() : void own.shareScreen()),
            screen ? 'main' : '',
          )}
        <button
          type="button"
          class="round tool"
          aria-label={say('devices')}
          title={say('devices')}
          aria-expanded={choosing}
          aria-controls="devices"
          onClick={() => setChoosing(!choosing)}
        >
          <CallIcon of="devices" />
        </button>
        {button('hangUp', actions.hangUp, 'end')}
      </div>
    </div>
  )
}

const mic = 'M12 3.5a2.5 2.5 0 0 1 2.5 2.5v5a2.5 2.5 0 0 1-5 0V6A2.5 2.5 0 0 1 12 3.5zM6 11a6 6 0 0 0 12 0M12 17v3.5'
const camera =
  'M4 6.5h9.5A1.5 1.5 0 0 1 15 8v8a1.5 1.5 0 0 1-1.5 1.5H4A1.5 1.5 0 0 1 2.5 16V8A1.5 1.5 0 0 1 4 6.5zM15 11l6.5-4v10L15 13'
const screen = 'M3 5h18v11H3zM9 20h6M12 16v4'
const paths = {
  mute: mic,
  unmute: `${mic}M4 4l16 16`,
  cameraOff: camera,
  cameraOn: `${camera}M4 3l16 18`,
  share: `${screen}M12 13V8M9.5 10.5L12 8l2.5 2.5`,
  stopShare: `${screen}M9.5 8l5 5M14.5 8l-5 5`,
  devices: 'M4 7h9M17 7h3M4 17h3M11 17h9M15 5v4M9 15v4',
  hangUp:
    'M3 14.5c0-1.3 3.6-4 9-4s9 2.7 9 4v1.7a1 1 0 0 1-1.2 1l-3.3-.8a1 1 0 0 1-.8-1v-1.6a12 12 0 0 0-7.4 0v1.6a1 1 0 0 1-.8 1l-3.3.8a1 1 0 0 1-1.2-1z',
}

/** A decorative icon; its button has a text label. */
export const CallIcon = ({ of }: { of: keyof typeof paths }) => (
  <svg class="mark" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
    <path d={paths[of]} />
  </svg>
)
