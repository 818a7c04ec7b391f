/** @jsxImportSource preact */
import { useEffect, useRef, useState } from 'preact/hooks'
import { useTranslator } from '../ui/useTranslator.ts'

interface EndDialogProps {
  onEnd: () => Promise<boolean>
  onKeep: () => void
}

/** Asks for confirmation before an open chat is ended. */
export function EndDialog({ onEnd, onKeep }: EndDialogProps) {
  const { say } = useTranslator()
  const dialog = useRef<HTMLDialogElement>(null)
  const [failed, setFailed] = useState(false)
  useEffect(() => {
    dialog.current?.showModal()
  }, [])
  const end = async () => {
    if (await onEnd()) onKeep()
    else setFailed(true)
  }
  return (
    <dialog ref={dialog} aria-labelledby="end-title" aria-describedby="end-hint" onClose={onKeep}>
      <h2 id="end-title">{say('endTitle')}</h2>
      <p id="end-hint">{say('endHint')}</p>
      <p class="problem" role="alert">
        {failed ? say('network') : null}
      </p>
      <div class="choices">
        <button type="button" onClick={onKeep}>
          {say('keepOn')}
        </button>
        <button type="button" class="main" onClick={() => void end()}>
          {say('end')}
        </button>
      </div>
    </dialog>
  )
}
