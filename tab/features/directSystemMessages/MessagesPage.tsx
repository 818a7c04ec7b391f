import { ChatSettingsRegular } from '@fluentui/react-icons/svg/chat-settings'
import { messageMoment } from '#core/contract/directSystemMessages'
import { useDirectSystemMessagesActions, useDirectSystemMessagesList } from './api.ts'
import { ItemsTable } from '../configurationItems/ItemsTable.tsx'
import { NewItem } from '../configurationItems/NewItem.tsx'
import { QueryBoundary } from '../../ui/feedback/QueryBoundary.tsx'
import { Notice } from '../../ui/feedback/Notice.tsx'
import { Page } from '../../ui/layout/Page.tsx'
import { RowsSkeleton } from '../../ui/feedback/RowsSkeleton.tsx'
import { useFormat, useTranslations } from '../../i18n/useTranslations.ts'

export default function MessagesPage() {
  const { shell, messages } = useTranslations()
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
      <QueryBoundary query={query} skeleton={<RowsSkeleton />}>
        {(items) =>
          items.length === 0 ? (
            <Notice icon={<ChatSettingsRegular />} title={messages.none} text={messages.noneText}>
              {newSet}
            </Notice>
          ) : (
            <ItemsTable
              label={shell.instantMessaging}
              path={messagesPath}
              items={items}
              column={messages.ownTexts}
              cell={({ texts }) =>
                messages.ofMoments({
                  count: format.number(Object.values(texts).filter(Boolean).length),
                  all: format.number(messageMoment.options.length),
                })
              }
            />
          )
        }
      </QueryBoundary>
    </Page>
  )
}

export const messagesPath = '/configuration/direct-system-messages'
