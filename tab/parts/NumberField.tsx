import { SpinButton, makeStyles } from '@fluentui/react-components'

const useStyles = makeStyles({ box: { width: '120px', minWidth: '0' } })

interface NumberFieldProps {
  value: number
  min: number
  max: number
  onChange: (value: number) => void
}

/** A whole number between two others: what is typed outside is brought to the nearer end. Takes its name from the `Setting` around it. */
export function NumberField({ value, min, max, onChange, ...field }: NumberFieldProps) {
  const styles = useStyles()
  const inRange = (typed: number) => (Number.isFinite(typed) ? Math.min(max, Math.max(min, Math.round(typed))) : value)
  return (
    <SpinButton
      {...field}
      className={styles.box}
      value={value}
      min={min}
      max={max}
      onChange={(_, data) => onChange(inRange(data.value ?? Number(data.displayValue)))}
    />
  )
}
