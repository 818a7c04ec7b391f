import type { DirectSystemMessages } from '#core/contract/directSystemMessages'
import type { InteractSettingsView } from '#core/contract/interactSettings'
import type { EditFormState } from '../../../ui/form/useEditForm.ts'
import { ItemPicker } from '../../../ui/form/ItemPicker.tsx'
import { Panel } from '../../../ui/layout/Panel.tsx'
import { RouteLink } from '../../../ui/layout/RouteLink.tsx'
import { SettingRow } from '../../../ui/form/SettingRow.tsx'
import { useTranslations } from '../../../i18n/useTranslations.ts'

interface MessagesPanelProps {
  editor: EditFormState<InteractSettingsView>
  messages: readonly DirectSystemMessages[]
}

/** Chooses the set of direct system messages. */
export function MessagesPanel({ editor, messages }: MessagesPanelProps) {
  const { interact } = useTranslations()
  const { draft, set, errorAt } = editor
  const chosen = draft.directSystemMessagesId
  const place = `/configuration/direct-system-messages${chosen === null ? '' : `/${chosen}`}`
  return (
    <Panel title={interact.texts}>
      <SettingRow
        label={interact.messages}
        hint={interact.messagesHint}
        error={errorAt('/directSystemMessagesId')}
        more={<RouteLink to={place}>{chosen === null ? interact.toMessages : interact.toThisSet}</RouteLink>}
      >
        <ItemPicker
          items={messages}
          value={chosen}
          none={interact.builtIn}
          unseen={interact.unseen}
          onChange={(id) => set({ directSystemMessagesId: id })}
        />
      </SettingRow>
    </Panel>
  )
}
