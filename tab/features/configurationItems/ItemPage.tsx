import { MessageBar, MessageBarBody } from '@fluentui/react-components'
import type { ReactNode } from 'react'
import { useOrganizationUnits } from '../organizationUnits/api.ts'
import { useTranslations } from '../../i18n/useTranslations.ts'
import { Breadcrumbs, type BreadcrumbLink } from '../../ui/layout/Breadcrumbs.tsx'
import { EditForm, type EditedField } from '../../ui/form/EditForm.tsx'
import type { EditFormState } from '../../ui/form/useEditForm.ts'
import { Page } from '../../ui/layout/Page.tsx'
import { DeleteItem } from './DeleteItem.tsx'
import type { Item } from './itemTypes.ts'

interface ItemPageProps<T extends Item> {
  editor: EditFormState<T>
  /** The list of all items of this kind. */
  list: BreadcrumbLink
  /** What deleting means for the users of the item. */
  consequence: string
  remove: (evenIfInUse: boolean) => Promise<void>
  /** Fields of this kind of item besides name, unit and description. */
  fields: Partial<Record<keyof T, EditedField>>
  children: ReactNode
}

/** The page of one configuration item: title, deletion and edit form around its own fields. */
export function ItemPage<T extends Item>({ editor, list, consequence, remove, fields, children }: ItemPageProps<T>) {
  const { items, shell, users } = useTranslations()
  const units = useOrganizationUnits().data ?? []
  const { saved, draft } = editor
  const unitName = (id: unknown) => units.find((unit) => unit.id === id)?.name
  const common: Partial<Record<keyof Item, EditedField>> = {
    name: { label: users.name },
    organizationUnitId: { label: users.unit, show: (unit) => unitName(unit) ?? '' },
    description: { label: items.description },
  }
  return (
    <Page
      title={saved.name}
      crumbs={<Breadcrumbs of={[list]} />}
      actions={saved.writable && <DeleteItem item={saved} path={list.to} consequence={consequence} remove={remove} />}
    >
      <EditForm editor={editor} fields={{ ...common, ...fields }} unit={unitName(draft.organizationUnitId)}>
        {!saved.writable && (
          <MessageBar>
            <MessageBarBody>{shell.readOnly}</MessageBarBody>
          </MessageBar>
        )}
        {children}
      </EditForm>
    </Page>
  )
}
