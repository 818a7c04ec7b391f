import { Input, Radio, RadioGroup } from '@fluentui/react-components'
import type { DirectSystemMessages } from '#core/contract/directSystemMessages'
import type { EditFormState } from '../../ui/form/useEditForm.ts'
import { Panel } from '../../ui/layout/Panel.tsx'
import { SettingRow } from '../../ui/form/SettingRow.tsx'
import { useTranslations } from '../../i18n/useTranslations.ts'

const nameLimit = 100

interface DisplayNamePanelProps {
  draft: DirectSystemMessages
  set: (changes: { displayName: string | null }) => void
  errorAt: EditFormState<DirectSystemMessages>['errorAt']
}

/** How the user's name appears to customers: the name from the directory, or a custom text. */
export function DisplayNamePanel({ draft, set, errorAt }: DisplayNamePanelProps) {
  const { messages } = useTranslations()
  const { displayName, writable } = draft
  const own = displayName !== null
  return (
    <Panel title={messages.displayName}>
      <RadioGroup
        aria-label={messages.displayName}
        disabled={!writable}
        value={own ? 'own' : 'directory'}
        onChange={(_, { value }) => set({ displayName: value === 'own' ? '{{user.displayName}}' : null })}
      >
        <Radio value="directory" label={messages.directoryName} />
        <Radio value="own" label={messages.ownName} />
      </RadioGroup>
      {own && (
        <SettingRow
          label={messages.ownName}
          hint={messages.ownNameHint}
          required
          error={errorAt('/displayName') ?? (displayName.trim() === '' ? messages.ownNameMissing : undefined)}
        >
          <Input
            dir="auto"
            value={displayName}
            maxLength={nameLimit}
            readOnly={!writable}
            onChange={(_, { value }) => set({ displayName: value })}
          />
        </SettingRow>
      )}
    </Panel>
  )
}
