/** @jsxImportSource preact */
import type { ComponentChildren, ComponentProps } from 'preact'
import { useId, useLayoutEffect, useRef } from 'preact/hooks'

interface FieldAttributes {
  id: string
  'aria-invalid': boolean
  'aria-describedby': string
}

interface FieldProps {
  label: string
  hint?: string
  problem: string | null
  children: (field: FieldAttributes) => ComponentChildren
}

/** A form field with a label. Hint and problem are shown below it and linked with `aria-describedby`. */
export function Field({ label, hint, problem, children }: FieldProps) {
  const id = useId()
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {children({
        id,
        'aria-invalid': problem !== null,
        'aria-describedby': `${id}-problem${hint ? ` ${id}-hint` : ''}`,
      })}
      <p class="problem" id={`${id}-problem`} role="alert">
        {problem}
      </p>
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  )
}

type TextBoxProps = Omit<ComponentProps<'textarea'>, 'onInput'> & { onText: (text: string) => void }

/** A text area that grows with its content. Removes NUL characters, which the database cannot store. */
export function TextBox({ onText, ...rest }: TextBoxProps) {
  const box = useRef<HTMLTextAreaElement>(null)
  useLayoutEffect(() => {
    if (!box.current) return
    const { style } = box.current
    style.height = 'auto'
    style.height = `${box.current.scrollHeight + box.current.offsetHeight - box.current.clientHeight}px`
  }, [rest.value])
  return (
    <textarea
      rows={3}
      dir="auto"
      name="text"
      {...rest}
      ref={box}
      onInput={(event) => onText(event.currentTarget.value.replaceAll('\u0000', ''))}
    />
  )
}
