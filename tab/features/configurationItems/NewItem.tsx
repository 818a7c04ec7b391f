import { Button, Field, Input } from '@fluentui/react-components'
import { AddRegular } from '@fluentui/react-icons/svg/add'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { useMe } from '../../api/me.ts'
import type { Versioned } from '../../api/httpClient.ts'
import { useTranslations } from '../../i18n/useTranslations.ts'
import { ConfirmDialog } from '../../ui/feedback/ConfirmDialog.tsx'
import { useOrganizationUnits } from '../organizationUnits/api.ts'
import { UnitPicker } from '../organizationUnits/UnitPicker.tsx'

const nameLimit = 100

interface NewItemProps {
  /** Label of the button that opens the dialog, and title of the dialog. */
  label: string
  /** Path of the list; the new item is opened below it. */
  path: string
  create: (fields: { name: string; organizationUnitId: string }) => Promise<Versioned<{ id: string }>>
}

/** Asks for name and unit, creates the item and opens it. */
export function NewItem({ label, path, create }: NewItemProps) {
  const { items, users } = useTranslations()
  const me = useMe()
  const units = useOrganizationUnits().data ?? []
  const navigate = useNavigate()
  const [open, setOpen] = useState(false)
  const [name, setName] = useState('')
  const [unit, setUnit] = useState<string | null>(me.organizationUnitIds[0] ?? null)
  const createItem = async () => {
    if (unit === null) return
    const { data } = await create({ name, organizationUnitId: unit })
    void navigate(`${path}/${data.id}`)
  }
  return (
    <>
      <Button appearance="primary" icon={<AddRegular />} onClick={() => setOpen(true)}>
        {label}
      </Button>
      {open && (
        <ConfirmDialog
          title={label}
          yes={items.create}
          ready={name.trim() !== '' && unit !== null}
          unit={units.find(({ id }) => id === unit)?.name}
          onYes={createItem}
          onClose={() => setOpen(false)}
        >
          <Field label={users.name} required>
            <Input autoFocus value={name} maxLength={nameLimit} onChange={(_, { value }) => setName(value)} />
          </Field>
          <Field label={users.unit} hint={items.unitHint} required>
            <UnitPicker value={unit} onChange={setUnit} writableOnly />
          </Field>
        </ConfirmDialog>
      )}
    </>
  )
}
