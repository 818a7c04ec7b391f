/** @jsxImportSource preact */
import { useState } from 'preact/hooks'
import type { Media } from '#core/contract/calls'
import type { CaptureView, DeviceProblem } from '../media/talkTypes.ts'
import { CallMark } from './CallMark.tsx'
import type { CallActions } from './callVisit.ts'
import { Choosers } from './Choosers.tsx'
import { useCallWords } from './useCallWords.ts'

interface ControlsProps {
  capture: CaptureView
  media: Media
  actions: CallActions
}

/** Microphone, camera, screen, devices, and the end. */
export function Controls({ capture, media, actions }: ControlsProps) {
  const { say } = useCallWords()
  const [choosing, setChoosing] = useState(false)
  const [problem, setProblem] = useState<DeviceProblem | null>(null)
  const { microphone, camera, screen } = capture.sends
  const own = actions.capture()
  const button = (of: Parameters<typeof CallMark>[0]['of'], act: () => void, look = '') => (
    <button type="button" class={`round tool ${look}`} aria-label={say(of)} title={say(of)} onClick={act}>
      <CallMark of={of} />
    </button>
  )
  return (
    <div class="controls">
      {choosing && (
        <div class="devices" id="devices">
          <Choosers view={capture} media={camera ? 'video' : media} choose={own.choose} />
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
          <CallMark of="devices" />
        </button>
        {button('hangUp', actions.hangUp, 'end')}
      </div>
    </div>
  )
}
