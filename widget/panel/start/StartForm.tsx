/** @jsxImportSource preact */
import { useRef, useState } from 'preact/hooks'
import type { Media } from '#core/contract/calls'
import type { VerifiedCustomer } from '#core/contract/customerApi'
import type { Modality } from '#core/contract/sessions'
import type { StoredPanel } from '../../customer/panelStorage.ts'
import type { Actions } from '../../customer/panelController.ts'
import type { Calling } from '../call/callWindow.ts'
import { CallButtons } from '../call/CallButtons.tsx'
import { EmailField } from './EmailField.tsx'
import { Field, TextBox } from '../ui/Field.tsx'
import { Icon } from '../ui/Icons.tsx'
import { emailProblem, textProblem } from '../ui/validation.ts'
import { useTranslator } from '../ui/useTranslator.ts'
import type { NoTicket } from '../../protocol/panelMessages.ts'

interface StartFormProps {
  available: boolean
  /** Offered modalities: chat and calls. */
  offered: readonly Modality[]
  /** Verified identity of the customer; null if the form asks for a name. */
  customer: VerifiedCustomer | null
  kept: StoredPanel
  actions: Pick<Actions, 'open' | 'draft' | 'introduce'>
  calling: Calling
}

/** Asks for a name and the first message, and offers calls. If the user is away, it asks for an offline message and an e-mail address. */
export function StartForm({ available, offered, customer, kept, actions, calling }: StartFormProps) {
  const { say } = useTranslator()
  const [typedName, setName] = useState(kept.name)
  const [text, setText] = useState(kept.draft)
  const [typedEmail, setEmail] = useState(kept.email)
  const name = customer?.name ?? typedName
  const verifiedEmail = customer?.email ?? null
  const email = verifiedEmail ?? typedEmail
  const [tried, setTried] = useState(false)
  const writes = !available || offered.includes('chat')
  // Without chat, the form starts a call.
  const main: Media = offered.includes('audio') ? 'audio' : 'video'
  const wrong = {
    name: name.trim() ? null : say('nameMissing'),
    text: writes ? textProblem(text, say) : null,
    email: available ? null : emailProblem(email, say),
  }
  const form = useRef<HTMLFormElement>(null)
  const [nameAsked, setNameAsked] = useState(false)
  const focusOn = (field: keyof typeof wrong) => form.current?.querySelector<HTMLElement>(`[name=${field}]`)?.focus()
  const call = (media: Media) => {
    setNameAsked(true)
    if (wrong.name) {
      focusOn('name')
      return
    }
    actions.introduce(name.trim())
    calling.start('open', media, name.trim())
  }
  const submit = (event: Event) => {
    event.preventDefault()
    if (!writes) {
      call(main)
      return
    }
    setTried(true)
    const first = (Object.keys(wrong) as (keyof typeof wrong)[]).find((field) => wrong[field])
    if (first) focusOn(first)
    // The address from an earlier offline message is sent again, so that the agent sees the same customer.
    else actions.open(name.trim(), text, available ? kept.email : email.trim(), !available)
  }
  return (
    <form class="page" noValidate ref={form} onSubmit={submit}>
      {!available && <p class="hint">{say('awayHint')}</p>}
      {customer ? (
        <p>{say('writesAs', { customer: name })}</p>
      ) : (
        <Field label={say('yourName')} problem={tried || nameAsked ? wrong.name : null}>
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
      {writes && (
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
      )}
      {!available && (
        <EmailField {...{ email, verifiedEmail }} problem={tried ? wrong.email : null} onEmail={setEmail} />
      )}
      <button type="submit" class="main">
        {!writes && <Icon of={main === 'audio' ? 'phone' : 'video'} />}
        {say(writes ? (available ? 'start' : 'startAway') : main === 'audio' ? 'call' : 'videoCall')}
      </button>
      {available && (
        <div class="calls">
          <CallButtons offered={offered} except={writes ? null : main} onCall={call} />
        </div>
      )}
    </form>
  )
}

/** Shows why the panel is not available, and a retry button if a retry can succeed. */
export function Barred({ why, tryAgain }: { why: NoTicket; tryAgain: () => void }) {
  const { say } = useTranslator()
  return (
    <section class="page">
      <p>{why.retry ? say('wait', { seconds: why.retry }) : say(why.retry === null ? 'refused' : 'network')}</p>
      {why.retry !== null && (
        <button type="button" class="main" onClick={tryAgain}>
          {say('again')}
        </button>
      )}
    </section>
  )
}
