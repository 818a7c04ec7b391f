import { Checkbox, MessageBar, MessageBarBody, Radio, RadioGroup } from '@fluentui/react-components'
import type { Licence, Role, User } from '#core/contract/users'
import { isTenantAdmin, useMe } from '../../api/me.ts'
import { useOrganizationUnits } from '../organizationUnits/api.ts'
import type { Versioned } from '../../api/httpClient.ts'
import { useUserActions } from './api.ts'
import { EditForm } from '../../ui/form/EditForm.tsx'
import { useEditForm } from '../../ui/form/useEditForm.ts'
import { ReadOnlyRow } from '../../ui/form/ReadOnlyRow.tsx'
import { FieldGroup } from '../../ui/form/FieldGroup.tsx'
import { Panel } from '../../ui/layout/Panel.tsx'
import { SettingRow } from '../../ui/form/SettingRow.tsx'
import { UnitPicker } from '../organizationUnits/UnitPicker.tsx'
import { useFormat, useTranslations } from '../../i18n/useTranslations.ts'
import { AdministersPicker } from './AdministersPicker.tsx'

const licences: readonly Licence[] = ['contactCenter', 'interact']
const roles: readonly Role[] = ['agent', 'organizationUnitAdmin', 'tenantAdmin']

/** Unit, licences and role of a user. */
export function GeneralSection({ loaded }: { loaded: Versioned<User> }) {
  const { users } = useTranslations()
  const format = useFormat()
  const me = useMe()
  const units = useOrganizationUnits().data ?? []
  const actions = useUserActions(loaded.data.id)
  const editor = useEditForm<User>({
    name: `${loaded.data.displayName} · ${users.general}`,
    loaded,
    save: actions.change,
    reload: actions.read,
    auditedAs: loaded.data.id,
  })
  const { draft, set, errorAt } = editor
  const unitName = (id: unknown) => units.find((unit) => unit.id === id)?.name ?? ''
  const names = (ids: unknown) => format.list((ids as string[]).map(unitName))
  const hold = (licence: Licence, on: boolean) =>
    set({ licences: licences.filter((each) => (each === licence ? on : draft.licences.includes(each))) })
  return (
    <EditForm
      editor={editor}
      fields={{
        organizationUnitId: { label: users.unit, show: unitName },
        licences: {
          label: users.licencesColumn,
          show: (held) => format.list((held as Licence[]).map((each) => users.licences[each])) || users.noLicence,
        },
        role: { label: users.role, show: (role) => users.roles[role as Role] },
        administers: { label: users.administers, show: names },
      }}
    >
      <Panel title={users.directory}>
        <ReadOnlyRow name={users.principalName} value={draft.userPrincipalName} />
        <ReadOnlyRow
          name={users.department}
          value={[draft.jobTitle, draft.department].filter(Boolean).join(', ') || '–'}
        />
      </Panel>
      <Panel title={users.inInteract}>
        <SettingRow label={users.unit} hint={users.unitHint} error={errorAt('/organizationUnitId')}>
          <UnitPicker
            value={draft.organizationUnitId}
            onChange={(id) => id !== null && set({ organizationUnitId: id })}
            writableOnly
          />
        </SettingRow>
        <SettingRow label={users.licencesColumn} error={errorAt('/licences')} hint={users.licencesHint}>
          <FieldGroup layout="column">
            {licences.map((licence) => (
              <Checkbox
                key={licence}
                label={users.licences[licence]}
                checked={draft.licences.includes(licence)}
                onChange={(_, { checked }) => hold(licence, checked === true)}
              />
            ))}
          </FieldGroup>
        </SettingRow>
        {!draft.licences.includes('contactCenter') && (
          <MessageBar layout="multiline">
            <MessageBarBody>{draft.interact.active ? users.stillActive : users.noInteractPage}</MessageBarBody>
          </MessageBar>
        )}
        <SettingRow label={users.role} error={errorAt('/role')}>
          <RadioGroup
            value={draft.role}
            onChange={(_, { value }) =>
              set({ role: value as Role, ...(value === 'organizationUnitAdmin' ? {} : { administers: [] }) })
            }
          >
            {roles
              .filter((role) => role !== 'tenantAdmin' || isTenantAdmin(me) || draft.role === role)
              .map((role) => (
                <Radio key={role} value={role} label={users.roles[role]} />
              ))}
          </RadioGroup>
        </SettingRow>
        {draft.role === 'organizationUnitAdmin' && (
          <SettingRow label={users.administers} hint={users.administersHint} error={errorAt('/administers')} required>
            <AdministersPicker value={draft.administers} onChange={(administers) => set({ administers })} />
          </SettingRow>
        )}
      </Panel>
    </EditForm>
  )
}
