import { Switch } from '@fluentui/react-components'
import type { InteractSettingsView } from '#core/contract/interactSettings'
import type { EditFormState } from '../../../ui/form/useEditForm.ts'
import { Panel } from '../../../ui/layout/Panel.tsx'
import { RouteLink } from '../../../ui/layout/RouteLink.tsx'
import { SettingRow } from '../../../ui/form/SettingRow.tsx'
import { useTranslations } from '../../../i18n/useTranslations.ts'
import { whatIsMissing, whereToMeet } from './fixLinks.ts'

/** Switches for whether and how customers reach the user. */
export function ReachabilityPanel({ editor }: { editor: EditFormState<InteractSettingsView> }) {
  const { interact, problems } = useTranslations()
  const { draft, saved, set, errorAt } = editor
  const missing = saved.preconditions.find(({ required, met }) => required && !met)
  const place = missing && whereToMeet(missing.code, saved.userId)
  // Switching off is always possible, on again within the draft as well.
  const on = saved.active || draft.active
  const unreachable = draft.active && !draft.audioVideo && !draft.instantMessaging
  return (
    <Panel title={interact.reachability}>
      <SettingRow
        label={interact.active}
        hint={interact.activeHint}
        error={errorAt('/active') ?? (unreachable ? problems.modalityRequired : undefined)}
        more={
          missing && (
            <>
              {(on ? interact.activeStillOn : interact.activeWaits)({
                why: whatIsMissing(interact, missing.code, saved.bot),
              })}{' '}
              {place && <RouteLink to={place}>{interact.fix}</RouteLink>}
            </>
          )
        }
      >
        <Switch
          checked={draft.active}
          disabled={missing !== undefined && !on}
          onChange={(_, { checked }) => set({ active: checked })}
        />
      </SettingRow>
      <SettingRow label={interact.audioVideo} hint={interact.audioVideoHint} error={errorAt('/audioVideo')}>
        <Switch checked={draft.audioVideo} onChange={(_, { checked }) => set({ audioVideo: checked })} />
      </SettingRow>
      <SettingRow
        label={interact.instantMessaging}
        hint={interact.instantMessagingHint}
        error={errorAt('/instantMessaging')}
      >
        <Switch checked={draft.instantMessaging} onChange={(_, { checked }) => set({ instantMessaging: checked })} />
      </SettingRow>
    </Panel>
  )
}
