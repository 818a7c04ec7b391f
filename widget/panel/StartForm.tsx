/** @jsxImportSource preact */
import { useState } from 'preact/hooks'
import type { VouchedCustomer } from '#core/contract/customer'
import type { Kept } from '../keep.ts'
import type { Actions } from '../visit.ts'
import { EmailField } from './EmailField.tsx'
import { Field, TextBox } from './Field.tsx'
import { emailProblem, textProblem } from './problems.ts'
import { useWords } from './useWords.ts'

interface StartFormProps {
  available: boolean
  /** In whose name the chat is opened; null where the customer says it. */
  customer: VouchedCustomer | null
  kept: Kept
  actions: Pick<Actions, 'open' | 'draft'>
}

/** Name and first line; for a user who is away, a message and a way to be reached. */
export function StartForm({ available, customer, kept, actions }: StartFormProps) {
  const { say } = useWords()
  const [typedName, setName] = useState(kept.name)
  const [text, setText] = useState(kept.draft)
  const [typedEmail, setEmail] = useState(kept.email)
  const name = customer?.name ?? typedName
  const vouchedEmail = customer?.email ?? null
  const email = vouchedEmail ?? typedEmail
  const [tried, setTried] = useState(false)
  const wrong = {
    name: name.trim() ? null : say('nameMissing'),
    text: textProblem(text, say),
    email: available ? null : emailProblem(email, say),
  }
  const submit = (event: Event) => {
    event.preventDefault()
    setTried(true)
    const first = (Object.keys(wrong) as (keyof typeof wrong)[]).find((field) => wrong[field])
    if (first) (event.currentTarget as HTMLFormElement).querySelector<HTMLElement>(`[name=${first}]`)?.focus()
    else actions.open(name.trim(), text, available ? '' : email.trim(), !available)
  }
  return (
    <form class="page" noValidate onSubmit={submit}>
      {!available && <p class="hint">{say('awayHint')}</p>}
      {customer ? (
        <p>{say('writesAs', { name })}</p>
      ) : (
        <Field label={say('yourName')} problem={tried ? wrong.name : null}>
          {(field) => (
            <input
              {...field}
              name="name"
              autocomplete="name"
              maxLength={100}
              required
              value={name}
              onInput={(event) => setName(event.currentTarget.value)}
            />
          )}
        </Field>
      )}
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
      {!available && (
        <EmailField {...{ email, vouchedEmail }} problem={tried ? wrong.email : null} onEmail={setEmail} />
      )}
      <button type="submit" class="main">
        {say(available ? 'start' : 'startAway')}
      </button>
    </form>
  )
}
