import { MessageBar, MessageBarBody } from '@fluentui/react-components'
import { useChats } from './store/useChats.ts'
import { useWords } from '../../i18n/useWords.ts'

/** Says when what is shown may be late. Nothing while all is well, or for a moment between two connections. */
export function ConnectionBanner() {
  const { chats: words } = useWords()
  const { connection, loaded } = useChats()
  const said = {
    connecting: null,
    live: null,
    polling: { intent: 'info' as const, text: words.polling },
    offline: { intent: 'warning' as const, text: loaded ? words.offline : words.listFailed },
    refused: { intent: 'error' as const, text: words.refused },
  }[connection]
  return (
    <div role="status">
      {said && (
        <MessageBar intent={said.intent} layout="multiline" shape="square">
          <MessageBarBody>{said.text}</MessageBarBody>
        </MessageBar>
      )}
    </div>
  )
}
