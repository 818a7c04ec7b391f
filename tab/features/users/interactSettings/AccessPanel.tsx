import { Switch } from '@fluentui/react-components'
import type { DomainTemplate } from '#core/contract/domainTemplates'
import type { InteractSettingsView } from '#core/contract/interactSettings'
import { isTenantAdmin, useMe } from '../../../api/me.ts'
import type { EditFormState } from '../../../ui/form/useEditForm.ts'
import { ItemPicker } from '../../../ui/form/ItemPicker.tsx'
import { Panel } from '../../../ui/layout/Panel.tsx'
import { RouteLink } from '../../../ui/layout/RouteLink.tsx'
import { SettingRow } from '../../../ui/form/SettingRow.tsx'
import { useTranslations } from '../../../i18n/useTranslations.ts'

interface AccessPanelProps {
  editor: EditFormState<InteractSettingsView>
  /** Templates of the user's unit and its ancestors. */
  templates: readonly DomainTemplate[]
}

/** Restricts the pages and customers that reach the user. */
export function AccessPanel({ editor, templates }: AccessPanelProps) {
  const { interact, problems } = useTranslations()
  const { draft, saved, set, errorAt } = editor
  const available = saved.preconditions.every(({ code, met }) => code !== 'domainTemplateVisible' || met)
  const missing = draft.restrictAccess && draft.domainTemplateId === null
  return (
    <Panel title={interact.access}>
      <SettingRow
        label={interact.restrictAccess}
        hint={interact.restrictAccessHint}
        error={errorAt('/restrictAccess')}
        more={
          !available && (
            <>
              {interact.restrictAccessWaits}{' '}
              <RouteLink to="/configuration/domain-templates">{interact.toTemplates}</RouteLink>
            </>
          )
        }
      >
        <Switch
          checked={draft.restrictAccess}
          disabled={!available && !draft.restrictAccess}
          onChange={(_, { checked }) => set({ restrictAccess: checked })}
        />
      </SettingRow>
      <SettingRow
        label={interact.domainTemplate}
        hint={draft.restrictAccess ? undefined : interact.domainTemplateIdle}
        required={draft.restrictAccess}
        error={errorAt('/domainTemplateId') ?? (missing ? problems.domainTemplateRequired : undefined)}
        more={<ChosenTemplate template={templates.find(({ id }) => id === draft.domainTemplateId)} />}
      >
        <ItemPicker
          items={templates}
          value={draft.domainTemplateId}
          none={interact.noTemplate}
          unseen={interact.unseen}
          disabled={!available}
          onChange={(id) => set({ domainTemplateId: id })}
        />
      </SettingRow>
      <SettingRow
        label={interact.verified}
        hint={interact.verifiedHint}
        error={errorAt('/requireVerifiedCustomer')}
        more={!saved.verifiedCustomersPossible && <SecretMissing />}
      >
        <Switch
          checked={draft.requireVerifiedCustomer}
          disabled={!saved.verifiedCustomersPossible && !draft.requireVerifiedCustomer}
          onChange={(_, { checked }) => set({ requireVerifiedCustomer: checked })}
        />
      </SettingRow>
    </Panel>
  )
}

/** Explains that the signing secret is missing: with a link for tenant admins, else with who can create it. */
function SecretMissing() {
  const { interact } = useTranslations()
  const mayMake = isTenantAdmin(useMe())
  return (
    <>
      {interact.verifiedWaits}{' '}
      {mayMake ? <RouteLink to="/tenant">{interact.toVerified}</RouteLink> : interact.mendedBy.tenantAdmin}
    </>
  )
}

function ChosenTemplate({ template }: { template: DomainTemplate | undefined }) {
  const { interact } = useTranslations()
  if (!template) return null
  return (
    <>
      {template.patterns.length === 0 ? interact.templateEmpty : interact.patterns({ count: template.patterns.length })}{' '}
      <RouteLink to={`/configuration/domain-templates/${template.id}`}>{interact.toThisTemplate}</RouteLink>
    </>
  )
}
