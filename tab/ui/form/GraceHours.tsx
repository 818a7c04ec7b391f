import { Field } from '@fluentui/react-components'
import { useWords } from '../../i18n/useWords.ts'
import { NumberField } from './NumberField.tsx'

/** A week, as the server has it. */
const longestGrace = 168

interface GraceHoursProps {
  label: string
  hours: number
  onChange: (hours: number) => void
}

/** How long what is replaced still works. */
export function GraceHours({ label, hours, onChange }: GraceHoursProps) {
  const { interact } = useWords()
  return (
    <Field label={label} hint={interact.graceHint(hours)}>
      <NumberField value={hours} min={0} max={longestGrace} onChange={onChange} />
    </Field>
  )
}
