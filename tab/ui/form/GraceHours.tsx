import { Field } from '@fluentui/react-components'
import { useTranslations } from '../../i18n/useTranslations.ts'
import { NumberField, useCorrectionNote } from './NumberField.tsx'

/** One week, the server's maximum. */
const longestGrace = 168

interface GraceHoursProps {
  label: string
  hours: number
  onChange: (hours: number) => void
}

/** Hours for which a replaced key or secret stays valid. */
export function GraceHours({ label, hours, onChange }: GraceHoursProps) {
  const { interact } = useTranslations()
  const { note, noteCorrection } = useCorrectionNote(hours)
  return (
    <Field
      label={label}
      hint={interact.graceHint({ count: hours })}
      {...(note === undefined ? {} : { validationState: 'warning', validationMessage: note })}
    >
      <NumberField
        value={hours}
        min={0}
        max={longestGrace}
        onChange={(to, by) => {
          noteCorrection(to, by)
          onChange(to)
        }}
      />
    </Field>
  )
}
