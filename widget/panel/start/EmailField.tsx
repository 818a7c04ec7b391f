/** @jsxImportSource preact */
import { Field } from '../ui/Field.tsx'
import { useTranslator } from '../ui/useTranslator.ts'

interface EmailFieldProps {
  email: string
  verifiedEmail: string | null
  problem: string | null
  onEmail: (email: string) => void
}

/** Optional e-mail field with a hint about replies. A verified address is shown instead of the field. */
export function EmailField({ email, verifiedEmail, problem, onEmail }: EmailFieldProps) {
  const { say } = useTranslator()
  if (verifiedEmail !== null) return <p class="hint">{say('answerTo', { email: verifiedEmail })}</p>
  // The hint makes no sense while the address is invalid.
  const hint = problem === null ? { hint: say(email.trim() ? 'answerPossible' : 'noAnswer') } : {}
  return (
    <Field label={say('email')} {...hint} problem={problem}>
      {(field) => (
        <input
          {...field}
          name="email"
          type="email"
          autocomplete="email"
          maxLength={254}
          value={email}
          onInput={(event) => onEmail(event.currentTarget.value)}
        />
      )}
    </Field>
  )
}
