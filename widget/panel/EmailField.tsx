/** @jsxImportSource preact */
import { Field } from './Field.tsx'
import { useWords } from './useWords.ts'

interface EmailFieldProps {
  email: string
  problem: string | null
  onEmail: (email: string) => void
}

/** The way to be reached, and what it means to give none. */
export function EmailField({ email, problem, onEmail }: EmailFieldProps) {
  const { say } = useWords()
  return (
    <Field label={say('email')} hint={say(email.trim() ? 'answerPossible' : 'noAnswer')} problem={problem}>
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
