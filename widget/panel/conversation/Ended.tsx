/** @jsxImportSource preact */
import { useState } from 'preact/hooks'
import type { Modality, SessionEvent } from '#core/contract/sessions'
import type { SessionState } from '#client/session/sessionState'
import type { StoredPanel } from '../../customer/panelStorage.ts'
import type { Actions } from '../../customer/panelController.ts'
import { EmailField } from '../start/EmailField.tsx'
import { Field, TextBox } from '../ui/Field.tsx'
import { emailProblem, textProblem } from '../ui/validation.ts'
import { useTranslator } from '../ui/useTranslator.ts'
import { LinkedText } from './LinkedText.tsx'

interface EndedProps {
  progress: SessionState
  kept: StoredPanel
  /** E-mail address verified by the host page. If there is one, the field is not shown. */
  verifiedEmail: string | null
  /** Text of the messages that were not delivered. */
  undelivered: string
  /** Text of the customer's messages in the unanswered session. */
  asked: string
  offered: readonly Modality[]
  actions: Pick<Actions, 'leaveMessage' | 'again' | 'draft'>
}

/** Shown after the end of a session: the offline message form if the session was not answered, and a button for a new chat. */
export const Ended = ({ progress, kept, verifiedEmail, undelivered, asked, offered, actions }: EndedProps) => (
  <section class="ended">
    {progress.canLeaveOfflineMessage && (
      <LeaveOfflineMessage {...{ kept, verifiedEmail, undelivered, asked, actions }} />
    )}
    <Again second={progress.canLeaveOfflineMessage} word={againWord(progress, offered)} again={actions.again} />
  </section>
)

/** After an unanswered call, the button offers a chat instead. */
function againWord(
  { modality, canLeaveOfflineMessage }: SessionState,
  offered: readonly Modality[],
): 'newChat' | 'chatInstead' | 'startOver' {
  if (!offered.includes('chat')) return 'startOver'
  return modality !== 'chat' && canLeaveOfflineMessage ? 'chatInstead' : 'newChat'
}

function Again({ second, word, again }: { second: boolean; word: ReturnType<typeof againWord>; again: () => void }) {
  const { say } = useTranslator()
  return (
    <button type="button" class={second ? 'link' : 'main'} onClick={again}>
      {say(word)}
    </button>
  )
}

function LeaveOfflineMessage({
  kept,
  verifiedEmail,
  undelivered,
  asked,
  actions,
}: Omit<EndedProps, 'progress' | 'offered'>) {
  const { say } = useTranslator()
  // After a reload the messages arrive after the form is rendered: their text is shown until the customer edits the field.
  const [written, setWritten] = useState(() => [undelivered, kept.draft].filter(Boolean).join('\n') || null)
  const text = written ?? asked
  const [typedEmail, setEmail] = useState(kept.email)
  const email = verifiedEmail ?? typedEmail
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
            onText={(change) => {
              setWritten(change)
              actions.draft(change)
            }}
          />
        )}
      </Field>
      <EmailField {...{ email, verifiedEmail }} problem={tried ? wrong.email : null} onEmail={setEmail} />
      <button type="submit" class="main" aria-disabled={state === 'sending'}>
        {say('leave')}
      </button>
      <p class="problem" role="alert">
        {state === 'failed' ? say('leaveFailed') : null}
      </p>
    </form>
  )
}

/** The offline message as it was left, and the address for replies. */
export function OfflineMessage({ message }: { message: Extract<SessionEvent, { kind: 'offlineMessageLeft' }> }) {
  const { say } = useTranslator()
  const { text, email } = message
  return (
    <>
      <p class="note">{say('left')}</p>
      <div class="message customer first last">
        <p class="text">
          <LinkedText text={text} />
        </p>
        <p class="under">{email ? say('answerTo', { email }) : say('noAnswer')}</p>
      </div>
    </>
  )
}
