import { SpinButton, makeStyles } from '@fluentui/react-components'
import { useWords } from '../../i18n/useWords.ts'

const useStyles = makeStyles({ box: { width: '120px', minWidth: '0' } })

/** How what was typed differs from the number that is taken: too small, too large, with a part, or no number at all. */
export type Correction = 'least' | 'most' | 'rounded' | 'notANumber'

interface NumberFieldProps {
  value: number
  min: number
  max: number
  /** `correction` is null where the number is taken as it was typed. */
  onChange: (value: number, correction: Correction | null) => void
}

/** A whole number between two others: what is typed outside is brought to the nearer end. Takes its name from the `Setting` around it. */
export function NumberField({ value, min, max, onChange, ...field }: NumberFieldProps) {
  const styles = useStyles()
  const { shell } = useWords()
  const take = (typed: number) => {
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
      onChange={(_, data) => take(data.value ?? numberIn(data.displayValue))}
    />
  )
}

const numberIn = (text = ''): number => (text.trim() === '' ? Number.NaN : Number(text))
