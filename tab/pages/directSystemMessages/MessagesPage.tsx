import { ChatSettingsRegular } from '@fluentui/react-icons/svg/chat-settings'
import { messageMoment } from '#core/contract/directSystemMessages'
import { useDirectSystemMessagesActions, useDirectSystemMessagesList } from '../../data/directSystemMessages.ts'
import { ItemsTable } from '../../parts/items/ItemsTable.tsx'
import { NewItem } from '../../parts/items/NewItem.tsx'
import { Loaded } from '../../parts/Loaded.tsx'
import { Note } from '../../parts/Note.tsx'
import { Page } from '../../parts/Page.tsx'
import { RowsSkeleton } from '../../parts/RowsSkeleton.tsx'
import { useFormat, useWords } from '../../words/speech.ts'
import { messagesPath } from './messagesPath.ts'

export default function MessagesPage() {
  const { shell, messages } = useWords()
  const format = useFormat()
  const query = useDirectSystemMessagesList()
  const { create } = useDirectSystemMessagesActions()
  const newSet = (
    <NewItem
      label={messages.create}
      path={messagesPath}
      create={(fields) => create({ ...fields, description: '', displayName: null, texts: {} })}
    />
  )
  const some = query.data !== undefined && query.data.length > 0
  return (
    <Page title={shell.instantMessaging} {...(some ? { actions: newSet } : {})}>
      <Loaded query={query} skeleton={<RowsSkeleton />}>
        {(items) =>
          items.length === 0 ? (
            <Note icon={<ChatSettingsRegular />} title={messages.none} text={messages.noneText}>
              {newSet}
            </Note>
          ) : (
            <ItemsTable
              label={shell.instantMessaging}
              path={messagesPath}
              items={items}
              column={messages.ownTexts}
              cell={({ texts }) =>
                messages.ofMoments(
                  format.number(Object.values(texts).filter(Boolean).length),
                  format.number(messageMoment.options.length),
                )
              }
            />
          )
        }
      </Loaded>
    </Page>
  )
}
