import { Input, Textarea } from '@fluentui/react-components'
import { useTranslations } from '../../i18n/useTranslations.ts'
import type { EditFormState } from '../../ui/form/useEditForm.ts'
import { Panel } from '../../ui/layout/Panel.tsx'
import { SettingRow } from '../../ui/form/SettingRow.tsx'
import { UnitPicker } from '../organizationUnits/UnitPicker.tsx'
import type { Item } from './itemTypes.ts'

const nameLimit = 100
const descriptionLimit = 500

interface ItemDetailsProps {
  draft: Item
  set: (changes: { name?: string; organizationUnitId?: string; description?: string }) => void
  errorAt: EditFormState<Item>['errorAt']
}

/** Name, unit and description of a configuration item. */
export function ItemDetails({ draft, set, errorAt }: ItemDetailsProps) {
  const { items, users } = useTranslations()
  const readOnly = !draft.writable
  const nameless = draft.name.trim() === '' ? items.nameMissing : undefined
  return (
    <Panel title={items.details}>
      <SettingRow label={users.name} required error={errorAt('/name') ?? nameless}>
        <Input
          dir="auto"
          value={draft.name}
          maxLength={nameLimit}
          readOnly={readOnly}
          onChange={(_, { value }) => set({ name: value })}
        />
      </SettingRow>
      <SettingRow label={users.unit} hint={items.unitHint} error={errorAt('/organizationUnitId')}>
        <UnitPicker
          value={draft.organizationUnitId}
          disabled={readOnly}
          writableOnly
          onChange={(id) => id !== null && set({ organizationUnitId: id })}
        />
      </SettingRow>
      <SettingRow label={items.description} error={errorAt('/description')}>
        <Textarea
          dir="auto"
          value={draft.description}
          maxLength={descriptionLimit}
          readOnly={readOnly}
          rows={2}
          onChange={(_, { value }) => set({ description: value })}
        />
      </SettingRow>
    </Panel>
  )
}
