import { MessageBar, MessageBarBody } from '@fluentui/react-components'
import type { DirectSystemMessages } from '#core/contract/directSystemMessages'
import { useDirectSystemMessagesActions } from '../../data/directSystemMessages.ts'
import { useOrganizationUnits } from '../../data/organizationUnits.ts'
import type { Versioned } from '../../data/request.ts'
import { Editing } from '../../parts/editing/Editing.tsx'
import { useEditor } from '../../parts/editing/useEditor.ts'
import { DeleteItem } from '../../parts/items/DeleteItem.tsx'
import { ItemDetails } from '../../parts/items/ItemDetails.tsx'
import { UsedBy } from '../../parts/items/UsedBy.tsx'
import { Page } from '../../parts/Page.tsx'
import { useWords } from '../../words/speech.ts'
import { DisplayNamePanel } from './DisplayNamePanel.tsx'
import { messagesPath } from './messagesPath.ts'
import { TextsPanel } from './TextsPanel.tsx'

/** One set of direct system messages. */
export function MessagesEditor({ loaded }: { loaded: Versioned<DirectSystemMessages> }) {
  const { items, shell, messages, users } = useWords()
  const units = useOrganizationUnits().data ?? []
  const { id } = loaded.data
  const actions = useDirectSystemMessagesActions()
  const editor = useEditor<DirectSystemMessages>({
    loaded,
    save: (changes, etag) => actions.change(id, changes, etag),
    reload: () => actions.read(id),
  })
  const { draft, saved, set, errorAt } = editor
  return (
    <Page
      title={saved.name}
      crumbs={[{ to: messagesPath, label: shell.instantMessaging }]}
      actions={
        saved.writable && (
          <DeleteItem
            item={saved}
            path={messagesPath}
            consequence={messages.deleteConsequence}
            remove={(evenIfInUse) => actions.remove(id, loaded.etag, evenIfInUse)}
          />
        )
      }
    >
      <Editing
        editor={editor}
        fields={{
          name: { label: users.name },
          organizationUnitId: { label: users.unit, show: (unit) => units.find((each) => each.id === unit)?.name ?? '' },
          description: { label: items.description },
          displayName: { label: messages.displayName },
          texts: { label: messages.texts, show: () => messages.ownTexts },
        }}
      >
        {!saved.writable && (
          <MessageBar>
            <MessageBarBody>{shell.readOnly}</MessageBarBody>
          </MessageBar>
        )}
        <TextsPanel draft={draft} set={set} errorAt={errorAt} />
        <DisplayNamePanel draft={draft} set={set} errorAt={errorAt} />
        <ItemDetails draft={draft} set={set} errorAt={errorAt} />
        <UsedBy item={saved} />
      </Editing>
    </Page>
  )
}
