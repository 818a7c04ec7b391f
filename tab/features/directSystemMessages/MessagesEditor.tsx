import type { DirectSystemMessages } from '#core/contract/directSystemMessages'
import { useDirectSystemMessagesActions } from './api.ts'
import type { Versioned } from '../../api/httpClient.ts'
import { useEditForm } from '../../ui/form/useEditForm.ts'
import { ItemDetails } from '../configurationItems/ItemDetails.tsx'
import { ItemPage } from '../configurationItems/ItemPage.tsx'
import { UsedBy } from '../configurationItems/UsedBy.tsx'
import { useTranslations } from '../../i18n/useTranslations.ts'
import { DisplayNamePanel } from './DisplayNamePanel.tsx'
import { messagesPath } from './MessagesPage.tsx'
import { TextsPanel } from './TextsPanel.tsx'

export function MessagesEditor({ loaded }: { loaded: Versioned<DirectSystemMessages> }) {
  const { shell, messages } = useTranslations()
  const { id } = loaded.data
  const actions = useDirectSystemMessagesActions()
  const editor = useEditForm<DirectSystemMessages>({
    name: loaded.data.name,
    loaded,
    save: (changes, etag) => actions.change(id, changes, etag),
    reload: () => actions.read(id),
    auditedAs: id,
    about: id,
  })
  const { draft, saved, set, errorAt } = editor
  return (
    <ItemPage
      editor={editor}
      list={{ to: messagesPath, label: shell.instantMessaging }}
      consequence={messages.deleteConsequence}
      remove={(evenIfInUse) => actions.remove(id, loaded.etag, evenIfInUse)}
      fields={{
        displayName: { label: messages.displayName },
        texts: { label: messages.texts, show: () => messages.ownTexts },
      }}
    >
      <TextsPanel draft={draft} set={set} errorAt={errorAt} />
      <DisplayNamePanel draft={draft} set={set} errorAt={errorAt} />
      <ItemDetails draft={draft} set={set} errorAt={errorAt} />
      <UsedBy item={saved} />
    </ItemPage>
  )
}
