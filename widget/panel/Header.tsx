/** @jsxImportSource preact */
import type { Stage } from '../progress.ts'
import { Mark } from './Marks.tsx'
import { useWords } from './useWords.ts'

export interface HeaderProps {
  stage: Stage
  available: boolean
  preview: boolean
  onMinimise: () => void
  onClose: () => void
}

const initials = (name: string): string =>
  name
    .split(/\s+/)
    .flatMap((part) => /^\p{L}/u.exec(part)?.[0] ?? [])
    .slice(0, 2)
    .join('')

export function Header({ stage, available, preview, onMinimise, onClose }: HeaderProps) {
  const { say, name } = useWords()
  const here = stage === 'active' || (stage === 'start' && available)
  const status = { start: available ? 'available' : 'away', active: 'inChat', ended: 'ended' } as const
  return (
    <div class="bar">
      <span class="face" aria-hidden="true">
        {initials(name)}
      </span>
      <div class="who">
        <h1>
          <bdi>{name}</bdi>
          {preview && <span class="preview">{say('preview')}</span>}
        </h1>
        {(stage === 'start' || stage === 'active' || stage === 'ended') && (
          <p class={here ? 'here' : ''}>{say(status[stage])}</p>
        )}
      </div>
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
