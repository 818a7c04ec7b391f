/** @jsxImportSource preact */
import { useRef, useState } from 'preact/hooks'
import type { Actions } from '../../customer/panelController.ts'
import { Icon } from '../ui/Icons.tsx'
import { messageLimit, textProblem } from '../ui/validation.ts'
import { TextBox } from '../ui/Field.tsx'
import { useTranslator } from '../ui/useTranslator.ts'

interface ComposerProps {
  draft: string
  actions: Pick<Actions, 'say' | 'draft'>
}

/** Enter sends and Shift+Enter inserts a line break. Enter during IME composition does neither. */
export function Composer({ draft, actions }: ComposerProps) {
  const { say } = useTranslator()
  const [text, setText] = useState(draft)
  const form = useRef<HTMLFormElement>(null)
  const over = text.length > messageLimit
  const send = () => {
    if (textProblem(text, say)) return
    actions.say(text)
    setText('')
    // On a phone the keyboard stays open for the next message.
    form.current?.querySelector('textarea')?.focus()
  }
  const write = (written: string) => {
    setText(written)
    actions.draft(written)
  }
  return (
    <form
      ref={form}
      class="composer"
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <TextBox
        aria-label={say('write')}
        placeholder={say('write')}
        aria-invalid={over}
        aria-describedby="over"
        enterkeyhint="send"
        rows={1}
        value={text}
        onText={write}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
          event.preventDefault()
          send()
        }}
      />
      <button type="submit" class="main round" aria-label={say('send')}>
        <Icon of="send" />
      </button>
      <p class="problem" id="over" role="alert">
        {over ? textProblem(text, say) : null}
      </p>
    </form>
  )
}
