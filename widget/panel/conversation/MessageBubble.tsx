/** @jsxImportSource preact */
import type { MessageGroup, TranscriptMessage } from '#client/session/transcript'
import type { Actions } from '../../customer/panelController.ts'
import { LinkedText } from './LinkedText.tsx'
import { Icon } from '../ui/Icons.tsx'
import { stateWord } from '../ui/eventText.ts'
import { useTranslator } from '../ui/useTranslator.ts'
import { timeName } from '../ui/formatTime.ts'

interface MessageBubbleProps {
  message: TranscriptMessage
  from: MessageGroup['from']
  /** Position within the message group. */
  first: boolean
  last: boolean
  /** Null if a retry cannot succeed. */
  retry: Actions['retry'] | null
}

export function MessageBubble({ message, from, first, last, retry }: MessageBubbleProps) {
  const { say, locale, name } = useTranslator()
  const { key, text, at, changed } = message
  const state = from === 'customer' ? message.state : null
  const failed = state === 'failed' || state === 'notDelivered'
  return (
    <div class={`message ${from}${first ? ' first' : ''}${last ? ' last' : ''}`}>
      {first && <span class="unseen">{from === 'agent' ? name : say('you')}:</span>}
      <p class={changed === 'deleted' ? 'text gone' : 'text'}>
        {changed === 'deleted' ? say('deleted') : <LinkedText text={text} />}
      </p>
      {(last || failed || state === 'waiting' || changed === 'edited') && (
        <p class={`under ${state ?? ''}`}>
          <time dateTime={new Date(at).toISOString()}>{timeName(at, locale)}</time>
          {changed === 'edited' && <span>{say('edited')}</span>}
          {state && (
            <span class="state">
              <Icon of={state} />
              <span class={failed || state === 'waiting' ? '' : 'unseen'}>{say(stateWord[state])}</span>
            </span>
          )}
          {failed && retry && (
            <button type="button" class="link" onClick={() => retry(key, text)}>
              {say('again')}
            </button>
          )}
        </p>
      )}
    </div>
  )
}
