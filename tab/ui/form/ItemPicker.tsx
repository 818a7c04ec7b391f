import { Dropdown, Option, makeStyles } from '@fluentui/react-components'

const useStyles = makeStyles({ picker: { minWidth: '0', width: '100%', maxWidth: '360px' } })

interface ItemPickerProps {
  items: readonly { id: string; name: string }[]
  value: string | null
  onChange: (id: string | null) => void
  /** The first choice, which stands for no item. */
  none: string
  /** Stands for a chosen item that the caller cannot see. */
  unseen: string
  disabled?: boolean
}

/** Chooses one of a unit's configuration items, or none. Takes its name from the `Setting` around it. */
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
