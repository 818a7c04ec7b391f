/** @jsxImportSource preact */
import type { ComponentChildren, ComponentProps } from 'preact'
import { useId } from 'preact/hooks'

interface FieldAttributes {
  id: string
  'aria-invalid': boolean
  'aria-describedby': string
}

interface FieldProps {
  label: string
  problem: string | null
  children: (field: FieldAttributes) => ComponentChildren
}

/** A labelled box; what is wrong with it stands below it and is spoken with it. */
export function Field({ label, problem, children }: FieldProps) {
  const id = useId()
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {children({ id, 'aria-invalid': problem !== null, 'aria-describedby': `${id}-problem` })}
      <p class="problem" id={`${id}-problem`} role="alert">
        {problem}
      </p>
    </div>
  )
}

type TextBoxProps = Omit<ComponentProps<'textarea'>, 'onInput'> & { onText: (text: string) => void }

/** A box for a longer text. NUL, which no store keeps, never gets in. */
export const TextBox = ({ onText, ...rest }: TextBoxProps) => (
  <textarea
    rows={3}
    dir="auto"
    name="text"
    {...rest}
    onInput={(event) => onText(event.currentTarget.value.replaceAll('\u0000', ''))}
  />
)
