import { Switch } from '@fluentui/react-components'
import type { Tenant } from '#core/contract/tenant'
import type { Versioned } from '../../api/httpClient.ts'
import { useTenantActions, useTurnOffEffects } from './api.ts'
import { EditForm } from '../../ui/form/EditForm.tsx'
import { useEditForm, type EditFormState } from '../../ui/form/useEditForm.ts'
import { ReadOnlyRow } from '../../ui/form/ReadOnlyRow.tsx'
import { Panel } from '../../ui/layout/Panel.tsx'
import { SettingRow } from '../../ui/form/SettingRow.tsx'
import { useFormat, useTranslations } from '../../i18n/useTranslations.ts'
import { BrandingPanel } from './BrandingPanel.tsx'
import { CallsPanel } from './CallsPanel.tsx'
import { VerifiedCustomersPanel } from './VerifiedCustomersPanel.tsx'
import { NumberField, useCorrectionNote } from '../../ui/form/NumberField.tsx'

export function TenantForm({ loaded }: { loaded: Versioned<Tenant> }) {
  const { tenantPage } = useTranslations()
  const actions = useTenantActions()
  const editor = useEditForm<Tenant>({
    name: loaded.data.name,
    loaded,
    save: actions.change,
    reload: actions.read,
    auditedAs: loaded.data.id,
  })
  const { draft, saved, set, errorAt } = editor
  const switchesOff = saved.interactEnabled && !draft.interactEnabled
  const effects = useTurnOffEffects(switchesOff).data
  const text = effects ? tenantPage.offEffects(effects) : tenantPage.offText
  return (
    <EditForm
      editor={editor}
      question={switchesOff ? { title: tenantPage.offTitle, text, yes: tenantPage.offNow } : null}
      fields={{
        interactEnabled: { label: tenantPage.enabled },
        ringSeconds: { label: tenantPage.ring },
        idleWarningMinutes: { label: tenantPage.idleWarning },
        idleEndMinutes: { label: tenantPage.idleEnd },
        callProvider: {
          label: tenantPage.callProvider,
          show: (value) => tenantPage.providers[value as Tenant['callProvider']],
        },
        retentionDays: { label: tenantPage.retention },
        branding: { label: tenantPage.branding, show: (value) => brandingText(value as Tenant['branding']) },
      }}
    >
      <Panel title={tenantPage.general}>
        <ReadOnlyRow name={tenantPage.name} value={draft.name} />
        <DirectoryRow directory={draft.directory} />
        <SettingRow label={tenantPage.enabled} hint={tenantPage.enabledHint} error={errorAt('/interactEnabled')}>
          <Switch checked={draft.interactEnabled} onChange={(_, { checked }) => set({ interactEnabled: checked })} />
        </SettingRow>
      </Panel>
      <Panel title={tenantPage.sessions}>
        <NumberSetting
          field="ringSeconds"
          label={tenantPage.ring}
          hint={tenantPage.ringHint}
          min={10}
          max={300}
          editor={editor}
        />
        <NumberSetting
          field="idleWarningMinutes"
          label={tenantPage.idleWarning}
          hint={tenantPage.idleWarningHint}
          min={1}
          max={240}
          editor={editor}
        />
        <NumberSetting
          field="idleEndMinutes"
          label={tenantPage.idleEnd}
          hint={tenantPage.idleEndHint}
          min={1}
          max={60}
          editor={editor}
        />
        <NumberSetting
          field="retentionDays"
          label={tenantPage.retention}
          hint={tenantPage.retentionHint}
          min={1}
          max={3650}
          editor={editor}
        />
      </Panel>
      <CallsPanel editor={editor} />
      <BrandingPanel editor={editor} />
      <VerifiedCustomersPanel state={loaded.data.verifiedCustomers} />
    </EditForm>
  )
}

const brandingText = ({ accent, label }: Tenant['branding']) => [accent, label].filter(Boolean).join(', ') || '–'

/** State of the directory sync, and the problem if it failed. */
function DirectoryRow({ directory: { readAt, problem } }: Pick<Tenant, 'directory'>) {
  const { directory } = useTranslations().tenantPage
  const format = useFormat()
  const last = readAt === null ? directory.never : directory.readAt({ when: format.ago(readAt) })
  return <ReadOnlyRow name={directory.name} value={problem === null ? last : `${directory[problem]} ${last}`} />
}

interface NumberSettingProps {
  field: 'ringSeconds' | 'idleWarningMinutes' | 'idleEndMinutes' | 'retentionDays'
  label: string
  hint: string
  min: number
  max: number
  editor: EditFormState<Tenant>
}

/** A number of the tenant. If the typed number was corrected, a note explains it until the value changes again. */
function NumberSetting({ field, label, hint, min, max, editor }: NumberSettingProps) {
  const value = editor.draft[field]
  const { note, noteCorrection } = useCorrectionNote(value, editor.dropped)
  return (
    <SettingRow label={label} hint={hint} note={note} error={editor.errorAt(`/${field}`)}>
      <NumberField
        value={value}
        min={min}
        max={max}
        onChange={(to, by) => {
          noteCorrection(to, by)
          editor.set({ [field]: to })
        }}
      />
    </SettingRow>
  )
}
