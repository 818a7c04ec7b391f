import { Dropdown, Option, makeStyles } from '@fluentui/react-components'

const useStyles = makeStyles({ picker: { minWidth: '0', width: '100%', maxWidth: '360px' } })

interface ItemPickerProps {
  items: readonly { id: string; name: string }[]
  value: string | null
  onChange: (id: string | null) => void
  /** Label of the first option, which means no item. */
  none: string
  /** Label of a chosen item that the caller cannot see. */
  unseen: string
  disabled?: boolean
}

/** Chooses a configuration item, or none. Takes its label from the surrounding `SettingRow`. */
export function ItemPicker({ items, value, onChange, none, unseen, disabled = false, ...field }: ItemPickerProps) {
  const styles = useStyles()
  const chosen = items.find(({ id }) => id === value)
  return (
    <Dropdown
      {...field}
      className={styles.picker}
      disabled={disabled}
      value={value === null ? none : (chosen?.name ?? unseen)}
      selectedOptions={[value ?? '']}
      onOptionSelect={(_, { optionValue }) =>
        onChange(optionValue === undefined || optionValue === '' ? null : optionValue)
      }
    >
      <Option value="">{none}</Option>
      {items.map(({ id, name }) => (
        <Option key={id} value={id}>
          {name}
        </Option>
      ))}
    </Dropdown>
  )
}
