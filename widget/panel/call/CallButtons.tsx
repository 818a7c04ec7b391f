/** @jsxImportSource preact */
import type { Media } from '#core/contract/calls'
import type { Modality } from '#core/contract/sessions'
import { Icon } from '../ui/Icons.tsx'
import { useTranslator } from '../ui/useTranslator.ts'

interface CallButtonsProps {
  offered: readonly Modality[]
  /** Media of the form's submit button, which is not shown again. */
  except?: Media | null
  /** Shows icons only, with accessible names. */
  small?: boolean
  onCall: (media: Media) => void
}

/** One button for each offered kind of call. */
export function CallButtons({ offered, except = null, small = false, onCall }: CallButtonsProps) {
  const { say } = useTranslator()
  const shown = (['audio', 'video'] as const).filter((media) => offered.includes(media) && media !== except)
  return shown.map((media) => {
    const name = say(media === 'audio' ? 'call' : 'videoCall')
    const look = small ? { class: 'plain', 'aria-label': name, title: name } : { class: 'quiet' }
    return (
      <button key={media} type="button" {...look} onClick={() => onCall(media)}>
        <Icon of={media === 'audio' ? 'phone' : 'video'} />
        {!small && name}
      </button>
    )
  })
}
