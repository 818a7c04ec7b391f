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
  /** Below the help: why the control is disabled, where to mend it, what it leads to. */
  more?: ReactNode
  error?: string | undefined
  /** What was done with the value by itself; an error goes before it. */
  note?: string | undefined
  required?: boolean
  children: ReactElement
}

/** One setting: its name, its control, its help, and the sentence when it is wrong. */
export function SettingRow({ label, hint, more, error, note, required = false, children }: SettingRowProps) {
  const styles = useStyles()
  const narrow = useNarrow()
  const said = error ?? note
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
      {...(said === undefined
        ? {}
        : { validationMessage: said, validationState: error === undefined ? 'warning' : 'error' })}
    >
      {children}
    </Field>
  )
}
