import { SpinButton, makeStyles } from '@fluentui/react-components'
import { useState } from 'react'
import { textOf, useFormat, useTranslations } from '../../i18n/useTranslations.ts'

const useStyles = makeStyles({ box: { width: '120px', minWidth: '0' } })

/** How the typed input was corrected: raised to the minimum, lowered to the maximum, rounded, or ignored. */
type Correction = 'least' | 'most' | 'rounded' | 'notANumber'

interface NumberFieldProps {
  value: number
  min: number
  max: number
  /** `correction` is null if the typed number is valid. */
  onChange: (value: number, correction: Correction | null) => void
}

/** An integer field that clamps its input to `min` and `max`. Takes its label from the surrounding `SettingRow` or `Field`. */
export function NumberField({ value, min, max, onChange, ...field }: NumberFieldProps) {
  const styles = useStyles()
  const { shell } = useTranslations()
  const accept = (typed: number) => {
    if (!Number.isFinite(typed)) onChange(value, 'notANumber')
    else if (typed < min) onChange(min, 'least')
    else if (typed > max) onChange(max, 'most')
    else onChange(Math.round(typed), Number.isInteger(typed) ? null : 'rounded')
  }
  return (
    <SpinButton
      {...field}
      className={styles.box}
      value={value}
      min={min}
      max={max}
      incrementButton={{ 'aria-label': shell.increase }}
      decrementButton={{ 'aria-label': shell.decrease }}
      onChange={(_, data) => accept(data.value ?? numberIn(data.displayValue))}
    />
  )
}

/** Says how the typed number was corrected, until the value changes again or the draft is dropped (`dropped` of the form). */
export function useCorrectionNote(value: number, dropped = 0) {
  const { corrections } = useTranslations().tenantPage
  const format = useFormat()
  const [corrected, setCorrected] = useState<{ to: number; by: Correction; dropped: number } | null>(null)
  const stands = corrected?.to === value && corrected.dropped === dropped
  return {
    note: stands ? textOf(corrections[corrected.by], { number: format.number(value) }) : undefined,
    /** Receives what `NumberField` hands to `onChange`. */
    noteCorrection: (to: number, by: Correction | null) => setCorrected(by && { to, by, dropped }),
  }
}

const numberIn = (text = ''): number => (text.trim() === '' ? Number.NaN : Number(text))
