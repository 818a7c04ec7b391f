import { Dropdown, Option, makeStyles } from '@fluentui/react-components'
import { useOrganizationUnits } from './api.ts'
import { useFormat } from '../../i18n/useTranslations.ts'
import { unitRows } from './unitTree.ts'

const indent = 16

const useStyles = makeStyles({ picker: { minWidth: '0', width: '100%', maxWidth: '360px' } })

interface UnitPickerProps {
  value: string | null
  onChange: (unitId: string | null) => void
  /** Label of the first option, which means no unit. */
  everyUnit?: string
  /** Enables only units that the caller may write to. */
  writableOnly?: boolean
  /** Ids of units that are not offered. */
  except?: readonly string[]
  disabled?: boolean
  label?: string
}

/** Chooses an organization unit from an indented tree. Inside a `SettingRow` it takes its label from there. */
export function UnitPicker({
  value,
  onChange,
  everyUnit,
  writableOnly = false,
  except = [],
  disabled = false,
  label,
  ...field
}: UnitPickerProps) {
  const styles = useStyles()
  const format = useFormat()
  const rows = unitRows(useOrganizationUnits().data ?? [], format.compare)
  const chosen = rows.find(({ unit }) => unit.id === value)
  return (
    <Dropdown
      {...field}
      className={styles.picker}
      disabled={disabled}
      value={chosen?.unit.name ?? everyUnit ?? ''}
      selectedOptions={[value ?? '']}
      onOptionSelect={(_, { optionValue }) =>
        onChange(optionValue === undefined || optionValue === '' ? null : optionValue)
      }
      {...(label === undefined ? {} : { 'aria-label': label })}
    >
      {everyUnit !== undefined && <Option value="">{everyUnit}</Option>}
      {rows
        .filter(({ unit }) => !except.includes(unit.id))
        .map(({ unit, depth, path }) => (
          <Option
            key={unit.id}
            value={unit.id}
            text={unit.name}
            aria-label={path.join(' / ')}
            disabled={writableOnly && !unit.writable && unit.id !== value}
            style={{ paddingInlineStart: `${8 + depth * indent}px` }}
          >
            {unit.name}
          </Option>
        ))}
    </Dropdown>
  )
}
