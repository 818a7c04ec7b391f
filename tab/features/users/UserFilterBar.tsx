import { Button, Dropdown, Option, makeStyles } from '@fluentui/react-components'
import type { UserFilters } from './api.ts'
import { UnitPicker } from '../organizationUnits/UnitPicker.tsx'
import { useTranslations } from '../../i18n/useTranslations.ts'

const useStyles = makeStyles({
  bar: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '8px' },
  filter: { minWidth: '0', width: '220px', '@media (max-width: 640px)': { width: '100%' } },
})

interface UserFilterBarProps {
  filters: UserFilters
  onChange: (name: keyof UserFilters, value: string | null) => void
  onClear: () => void
}

export function UserFilterBar({ filters, onChange, onClear }: UserFilterBarProps) {
  const styles = useStyles()
  const { users } = useTranslations()
  const licences = {
    '': users.anyLicence,
    contactCenter: users.licences.contactCenter,
    interact: users.licences.interact,
  }
  const states = { '': users.anyState, true: users.activeOnly, false: users.inactiveOnly }
  return (
    <div className={styles.bar} role="group" aria-label={users.filters}>
      <div className={styles.filter}>
        <UnitPicker
          label={users.unit}
          everyUnit={users.everyUnit}
          value={filters.organizationUnitId ?? null}
          onChange={(id) => onChange('organizationUnitId', id)}
        />
      </div>
      <Choice
        label={users.licencesColumn}
        choices={licences}
        value={filters.licence ?? ''}
        onChange={(value) => onChange('licence', value)}
      />
      <Choice
        label={users.state}
        choices={states}
        value={filters.active ?? ''}
        onChange={(value) => onChange('active', value)}
      />
      {Object.keys(filters).length > 0 && (
        <Button appearance="subtle" onClick={onClear}>
          {users.clearFilters}
        </Button>
      )}
    </div>
  )
}

interface ChoiceProps {
  label: string
  choices: Record<string, string>
  value: string
  onChange: (value: string) => void
}

function Choice({ label, choices, value, onChange }: ChoiceProps) {
  const styles = useStyles()
  return (
    <Dropdown
      className={styles.filter}
      aria-label={label}
      value={choices[value] ?? ''}
      selectedOptions={[value]}
      onOptionSelect={(_, { optionValue = '' }) => onChange(optionValue)}
    >
      {Object.entries(choices).map(([key, text]) => (
        <Option key={key} value={key}>
          {text}
        </Option>
      ))}
    </Dropdown>
  )
}
