/** @jsxImportSource preact */
import { Field } from '../ui/Field.tsx'
import { useWords } from '../ui/useWords.ts'

interface EmailFieldProps {
  email: string
  verifiedEmail: string | null
  problem: string | null
  onEmail: (email: string) => void
}

/** The way to be reached, and what it means to give none; an address that is vouched for is said and not asked for. */
export function EmailField({ email, verifiedEmail, problem, onEmail }: EmailFieldProps) {
  const { say } = useWords()
  if (verifiedEmail !== null) return <p class="hint">{say('answerTo', { email: verifiedEmail })}</p>
  // What would follow from an address says nothing while it is none.
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
