/** @jsxImportSource preact */
import type { Media } from '#core/contract/calls'
import type { Modality } from '#core/contract/sessions'
import type { Stage } from '../chatState.ts'
import { CallButtons } from './CallButtons.tsx'
import { initials } from './initials.ts'
import { Mark } from './Marks.tsx'
import { useWords } from './useWords.ts'

export interface HeaderProps {
  stage: Stage
  available: boolean
  preview: boolean
  /** A call rings or runs. */
  calls: boolean
  /** Calls that can be begun now. */
  offered: readonly Modality[]
  onCall: (media: Media) => void
  onMinimise: () => void
  onClose: () => void
}

/** Letters of a name beside which there is room for a face and call buttons. */
const roomFor = 16

export function Header({ stage, available, preview, calls, offered, onCall, onMinimise, onClose }: HeaderProps) {
  const { say, name } = useWords()
  const here = stage === 'active' || (stage === 'start' && available)
  const status = {
    start: available ? 'available' : 'away',
    active: calls ? 'onCall' : 'inChat',
    ended: 'ended',
  } as const
  return (
    <div class={offered.length > 0 && name.length > roomFor ? 'bar tight' : 'bar'}>
      <span class="face" aria-hidden="true">
        {initials(name)}
      </span>
      <div class="who">
        <h1>
          <bdi>{name}</bdi>
          {preview && <span class="preview"> {say('preview')}</span>}
        </h1>
        {(stage === 'start' || stage === 'active' || stage === 'ended') && (
          <p class={here ? 'here' : ''}>{say(status[stage])}</p>
        )}
      </div>
      <CallButtons small offered={offered} onCall={onCall} />
      <button type="button" class="plain" aria-label={say('minimise')} onClick={onMinimise}>
        <Mark of="minimise" />
      </button>
      <button
        type="button"
        class="plain"
        aria-label={say(stage === 'active' || stage === 'ringing' ? 'end' : 'close')}
        onClick={onClose}
      >
        <Mark of="close" />
      </button>
    </div>
  )
}
