/** @jsxImportSource preact */
import { useState } from 'preact/hooks'
import type { Kept } from '../keep.ts'
import type { Progress } from '../progress.ts'
import type { Actions } from '../visit.ts'
import { Field, TextBox } from './Field.tsx'
import { emailProblem, textProblem } from './problems.ts'
import { useWords } from './useWords.ts'

interface EndedProps {
  progress: Progress
  kept: Kept
  /** What was written and did not get through. */
  undelivered: string
  actions: Pick<Actions, 'leaveMessage' | 'again' | 'draft'>
}

/** After the end: a message where nobody answered, and the way to a new chat. */
export const Ended = ({ progress, kept, undelivered, actions }: EndedProps) => (
  <section class="ended">
    {progress.canLeaveMessage && <LeaveMessage {...{ kept, undelivered, actions }} />}
    <NewChat second={progress.canLeaveMessage} again={actions.again} />
  </section>
)

function NewChat({ second, again }: { second: boolean; again: () => void }) {
  const { say } = useWords()
  return (
    <button type="button" class={second ? 'link' : 'main'} onClick={again}>
      {say('newChat')}
    </button>
  )
}

function LeaveMessage({ kept, undelivered, actions }: Omit<EndedProps, 'progress'>) {
  const { say } = useWords()
  const [text, setText] = useState(() => [undelivered, kept.draft].filter(Boolean).join('\n'))
  const [email, setEmail] = useState(kept.email)
  const [tried, setTried] = useState(false)
  const [state, setState] = useState<'written' | 'sending' | 'failed'>('written')
  const wrong = { text: textProblem(text, say), email: emailProblem(email, say) }
  const submit = async (event: Event) => {
    event.preventDefault()
    setTried(true)
    if (wrong.text || wrong.email || state === 'sending') return
    setState('sending')
    if (!(await actions.leaveMessage(text, email.trim()))) setState('failed')
  }
  return (
    <form noValidate onSubmit={(event) => void submit(event)}>
      <h2>{say('leaveTitle')}</h2>
      <p class="hint">{say('leaveHint')}</p>
      <Field label={say('yourMessage')} problem={tried || text.length > 4000 ? wrong.text : null}>
        {(field) => (
          <TextBox
            {...field}
            value={text}
            onText={(written) => {
              setText(written)
              actions.draft(written)
            }}
          />
        )}
      </Field>
      <Field label={say('email')} problem={tried ? wrong.email : null}>
        {(field) => (
          <input
            {...field}
            name="email"
            type="email"
            autocomplete="email"
            maxLength={254}
            value={email}
            onInput={(event) => setEmail(event.currentTarget.value)}
          />
        )}
      </Field>
      <button type="submit" class="main" aria-disabled={state === 'sending'}>
        {say('leave')}
      </button>
      <p class="problem" role="alert">
        {state === 'failed' ? say('leaveFailed') : null}
      </p>
    </form>
  )
}
