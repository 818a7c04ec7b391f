import { Field, makeStyles, tokens } from '@fluentui/react-components'
import type { ReactElement, ReactNode } from 'react'
import { useNarrow } from '../layout/useNarrow.ts'

const useStyles = makeStyles({
  wide: { gridTemplateColumns: 'minmax(140px, 220px) 1fr' },
  hint: { display: 'block', color: tokens.colorNeutralForeground2 },
})

interface SettingRowProps {
  label: string
  hint?: string | undefined
  /** Below the hint: why the control is disabled, where to fix that, or a related link. */
  more?: ReactNode
  error?: string | undefined
  /** An automatic correction of the value. An error takes precedence. */
  note?: string | undefined
  required?: boolean
  children: ReactElement
}

/** One setting: label, control, hint and validation message. */
export function SettingRow({ label, hint, more, error, note, required = false, children }: SettingRowProps) {
  const styles = useStyles()
  const narrow = useNarrow()
  const validationMessage = error ?? note
  const help = (
    <>
      {hint !== undefined && <span className={styles.hint}>{hint}</span>}
      {more}
    </>
  )
  return (
    <Field
      label={label}
      required={required}
      orientation={narrow ? 'vertical' : 'horizontal'}
      {...(narrow ? {} : { className: styles.wide })}
      {...(hint !== undefined || more ? { hint: help } : {})}
      {...(validationMessage === undefined
        ? {}
        : { validationMessage, validationState: error === undefined ? 'warning' : 'error' })}
    >
      {children}
    </Field>
  )
}
