import { Dropdown, Option, makeStyles } from '@fluentui/react-components'
import { useOrganizationUnits } from '../organizationUnits/api.ts'
import { unitRows } from '../organizationUnits/unitTree.ts'
import { useFormat } from '../../i18n/useTranslations.ts'

const useStyles = makeStyles({ picker: { minWidth: '0', width: '100%', maxWidth: '360px' } })

interface AdministersPickerProps {
  value: readonly string[]
  onChange: (unitIds: string[]) => void
}

/** Chooses the units that a user administers. Each includes its descendants. */
export function AdministersPicker({ value, onChange, ...field }: AdministersPickerProps) {
  const styles = useStyles()
  const format = useFormat()
  const rows = unitRows(useOrganizationUnits().data ?? [], format.compare)
  const names = rows.filter(({ unit }) => value.includes(unit.id)).map(({ unit }) => unit.name)
  return (
    <Dropdown
      {...field}
      multiselect
      className={styles.picker}
      value={format.list(names)}
      selectedOptions={[...value]}
      onOptionSelect={(_, { selectedOptions }) => onChange(selectedOptions)}
    >
      {rows
        .filter(({ unit }) => unit.writable || value.includes(unit.id))
        .map(({ unit, path }) => (
          <Option key={unit.id} value={unit.id} text={unit.name}>
            {path.join(' / ')}
          </Option>
        ))}
    </Dropdown>
  )
}
