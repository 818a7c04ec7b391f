import { MessageBar, MessageBarBody } from '@fluentui/react-components'
import { useChats } from './store/useChats.ts'
import { useWords } from '../../i18n/useWords.ts'

/** Warns when the console may be out of date. Empty while the connection is live or briefly reconnecting. */
export function ConnectionBanner() {
  const { chats: words } = useWords()
  const { connection, loaded } = useChats()
  const banner = {
    connecting: null,
    live: null,
    polling: { intent: 'info' as const, text: words.polling },
    offline: { intent: 'warning' as const, text: loaded ? words.offline : words.listFailed },
    refused: { intent: 'error' as const, text: words.refused },
  }[connection]
  return (
    <div role="status">
      {banner && (
        <MessageBar intent={banner.intent} layout="multiline" shape="square">
          <MessageBarBody>{banner.text}</MessageBarBody>
        </MessageBar>
      )}
    </div>
  )
}
