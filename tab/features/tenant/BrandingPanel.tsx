import { Button, Input, Text, makeStyles, tokens } from '@fluentui/react-components'
import type { Tenant } from '#core/contract/tenant'
import type { EditFormState } from '../../ui/form/useEditForm.ts'
import { FieldGroup } from '../../ui/form/FieldGroup.tsx'
import { Panel } from '../../ui/layout/Panel.tsx'
import { SettingRow } from '../../ui/form/SettingRow.tsx'
import { useTranslations } from '../../i18n/useTranslations.ts'

const labelLimit = 40
/** The widget's accent colour if none is chosen. */
const defaultAccent = '#1f5fbf'
const hexColour = /^#[0-9a-f]{6}$/i

const useStyles = makeStyles({
  picker: {
    width: '40px',
    height: '32px',
    padding: '2px',
    border: `1px solid ${tokens.colorNeutralStrokeAccessible}`,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground1,
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  hex: { width: '120px', minWidth: '0' },
})

/** Default look of the widget, which the snippet may override. */
export function BrandingPanel({ editor }: { editor: EditFormState<Tenant> }) {
  const styles = useStyles()
  const { tenantPage } = useTranslations()
  const { branding } = editor.draft
  const set = (changes: Partial<Tenant['branding']>) => editor.set({ branding: { ...branding, ...changes } })
  const { accent } = branding
  // Checked here too, because the server's message shows a regular expression.
  const isWrong = accent !== null && !hexColour.test(accent)
  const wrong = isWrong ? tenantPage.accentWrong : editor.errorAt('/branding/accent')
  return (
    <Panel title={tenantPage.branding}>
      <Text>{tenantPage.brandingHint}</Text>
      <SettingRow label={tenantPage.accent} hint={tenantPage.accentHint} error={wrong}>
        <FieldGroup layout="row">
          <input
            type="color"
            className={styles.picker}
            aria-label={tenantPage.accentPick}
            value={accent !== null && hexColour.test(accent) ? accent : defaultAccent}
            onChange={(event) => set({ accent: event.target.value })}
          />
          <Input
            className={styles.hex}
            dir="ltr"
            aria-label={tenantPage.accentCode}
            aria-invalid={wrong !== undefined}
            value={accent ?? ''}
            placeholder={defaultAccent}
            maxLength={7}
            onChange={(_, { value }) => set({ accent: value === '' ? null : value })}
          />
          {accent !== null && (
            <Button appearance="subtle" onClick={() => set({ accent: null })}>
              {tenantPage.builtIn}
            </Button>
          )}
        </FieldGroup>
      </SettingRow>
      <SettingRow label={tenantPage.label} hint={tenantPage.labelHint} error={editor.errorAt('/branding/label')}>
        <Input
          value={branding.label ?? ''}
          maxLength={labelLimit}
          onChange={(_, { value }) => set({ label: value === '' ? null : value })}
        />
      </SettingRow>
    </Panel>
  )
}
