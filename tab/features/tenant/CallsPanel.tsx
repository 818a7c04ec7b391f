import { MessageBar, MessageBarBody, Radio, RadioGroup, Text, makeStyles, tokens } from '@fluentui/react-components'
import { useId } from 'react'
import type { CallProvider } from '#core/contract/calls'
import type { Tenant } from '#core/contract/tenant'
import type { EditFormState } from '../../ui/form/useEditForm.ts'
import { Panel } from '../../ui/layout/Panel.tsx'
import { SettingRow } from '../../ui/form/SettingRow.tsx'
import { useCallTranslations } from '../../i18n/callTranslations.ts'
import { useTranslations } from '../../i18n/useTranslations.ts'
import { CallCheck } from './CallCheck.tsx'

const useStyles = makeStyles({
  about: {
    display: 'flex',
    flexDirection: 'column',
    maxWidth: '68ch',
    // Aligned with the label of the radio button above.
    paddingInlineStart: '36px',
    paddingBlockEnd: '8px',
    color: tokens.colorNeutralForeground2,
  },
  away: { color: tokens.colorPaletteRedForeground1 },
  // Always mounted, so that screen readers announce its content; takes no space while empty.
  meanwhile: { ':empty': { marginTop: '-12px' } },
})

const offered = Object.keys({ 'teams-meeting': true, webrtc: true } satisfies Record<
  CallProvider,
  true
>) as CallProvider[]

/** Chooses the call provider: cost and requirements of each, whether it is set up, and its check. */
export function CallsPanel({ editor: { draft, set, errorAt } }: { editor: EditFormState<Tenant> }) {
  const styles = useStyles()
  const { tenantPage } = useTranslations()
  const { providers } = tenantPage
  const { check: translations } = useCallTranslations()
  const id = useId()
  const isSetUp = (provider: CallProvider) => draft.callProviders.includes(provider)
  return (
    <Panel title={tenantPage.calls}>
      <SettingRow label={tenantPage.callProvider} hint={translations.hint} error={errorAt('/callProvider')}>
        <RadioGroup
          value={draft.callProvider}
          onChange={(_, { value }) => set({ callProvider: value as Tenant['callProvider'] })}
        >
          {offered.map((provider) => (
            <div key={provider}>
              <Radio value={provider} label={providers[provider]} aria-describedby={`${id}-${provider}`} />
              <div id={`${id}-${provider}`} className={styles.about}>
                <Text>{translations.about[provider]}</Text>
                {!isSetUp(provider) && <Text className={styles.away}>{translations.away}</Text>}
              </div>
            </div>
          ))}
        </RadioGroup>
      </SettingRow>
      <div role="status" className={styles.meanwhile}>
        {/* A provider may be chosen before it is set up. Until then customers are offered no calls. */}
        {!isSetUp(draft.callProvider) && (
          <MessageBar intent="warning" layout="multiline">
            <MessageBarBody>{translations.awayChosen}</MessageBarBody>
          </MessageBar>
        )}
      </div>
      <CallCheck key={draft.callProvider} provider={draft.callProvider} />
    </Panel>
  )
}
