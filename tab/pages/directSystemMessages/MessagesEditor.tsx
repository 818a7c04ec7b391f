import type { DirectSystemMessages } from '#core/contract/directSystemMessages'
import { useDirectSystemMessagesActions } from '../../data/directSystemMessages.ts'
import type { Versioned } from '../../data/request.ts'
import { useEditor } from '../../parts/editing/useEditor.ts'
import { ItemDetails } from '../../parts/items/ItemDetails.tsx'
import { ItemPage } from '../../parts/items/ItemPage.tsx'
import { UsedBy } from '../../parts/items/UsedBy.tsx'
import { useWords } from '../../words/speech.ts'
import { DisplayNamePanel } from './DisplayNamePanel.tsx'
import { messagesPath } from './messagesPath.ts'
import { TextsPanel } from './TextsPanel.tsx'

/** One set of direct system messages. */
export function MessagesEditor({ loaded }: { loaded: Versioned<DirectSystemMessages> }) {
  const { shell, messages } = useWords()
  const { id } = loaded.data
  const actions = useDirectSystemMessagesActions()
  const editor = useEditor<DirectSystemMessages>({
    name: loaded.data.name,
    loaded,
    save: (changes, etag) => actions.change(id, changes, etag),
    reload: () => actions.read(id),
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
