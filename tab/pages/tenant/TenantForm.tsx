import { Switch } from '@fluentui/react-components'
import type { Tenant } from '#core/contract/tenant'
import type { Versioned } from '../../data/request.ts'
import { useTenantActions } from '../../data/tenant.ts'
import { Editing } from '../../parts/editing/Editing.tsx'
import { useEditor } from '../../parts/editing/useEditor.ts'
import { Fact } from '../../parts/Fact.tsx'
import { Panel } from '../../parts/Panel.tsx'
import { Setting } from '../../parts/Setting.tsx'
import { useWords } from '../../words/speech.ts'
import { BrandingPanel } from './BrandingPanel.tsx'
import { CallsPanel } from './CallsPanel.tsx'
import { DirectoryFact } from './DirectoryFact.tsx'
import { NumberSetting } from './NumberSetting.tsx'
import { VerifiedCustomersPanel } from './VerifiedCustomersPanel.tsx'

/** Settings that hold for the whole tenant. */
export function TenantForm({ loaded }: { loaded: Versioned<Tenant> }) {
  const { tenantPage } = useWords()
  const actions = useTenantActions()
  const editor = useEditor<Tenant>({
    name: loaded.data.name,
    loaded,
    save: actions.change,
    reload: actions.read,
  })
  const { draft, saved, set, errorAt } = editor
  const switchesOff = saved.interactEnabled && !draft.interactEnabled
  return (
    <Editing
      editor={editor}
      question={switchesOff ? { title: tenantPage.offTitle, text: tenantPage.offText, yes: tenantPage.offNow } : null}
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
        <Fact name={tenantPage.name} value={draft.name} />
        <DirectoryFact directory={draft.directory} />
        <Setting label={tenantPage.enabled} hint={tenantPage.enabledHint} error={errorAt('/interactEnabled')}>
          <Switch checked={draft.interactEnabled} onChange={(_, { checked }) => set({ interactEnabled: checked })} />
        </Setting>
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
    </Editing>
  )
}

const brandingText = ({ accent, label }: Tenant['branding']) => [accent, label].filter(Boolean).join(', ') || '–'
