/** @jsxImportSource preact */
import { useEffect, useRef, useState } from 'preact/hooks'
import type { TranscriptRow } from '#client/session/transcript'
import type { Actions } from '../../customer/panelController.ts'
import { MessageBubble } from './MessageBubble.tsx'
import { OfflineMessage } from './Ended.tsx'
import { Icon } from '../ui/Icons.tsx'
import { eventText, type SessionKind } from '../ui/eventText.ts'
import { useTranslator } from '../ui/useTranslator.ts'
import { dayName } from '../ui/formatTime.ts'

interface ConversationProps {
  rows: readonly TranscriptRow[]
  agentTypes: boolean
  retry: Actions['retry'] | null
  session: SessionKind | null
}

const nearEnd = 80

/** The conversation, oldest message first. Scrolls to the newest message, unless the customer has scrolled up. */
export function Conversation({ rows, agentTypes, retry, session }: ConversationProps) {
  const speaker = useTranslator()
  const { say, locale } = speaker
  const box = useRef<HTMLDivElement>(null)
  const following = useRef(true)
  const [behind, setBehind] = useState(false)
  const newest = rows.at(-1)
  const newestKey = newest?.kind === 'messages' ? newest.messages.at(-1)?.key : newest?.key
  const toEnd = () => box.current?.scrollTo({ top: box.current.scrollHeight })
  useEffect(() => {
    if (following.current || (newest?.kind === 'messages' && newest.from === 'customer')) toEnd()
    else setBehind(true)
  }, [newestKey, agentTypes])
  useEffect(() => {
    const follow = new ResizeObserver(() => following.current && toEnd())
    if (box.current) follow.observe(box.current)
    return () => follow.disconnect()
  }, [])
  const scrolled = () => {
    const { scrollHeight = 0, scrollTop = 0, clientHeight = 0 } = box.current ?? {}
    following.current = scrollHeight - scrollTop - clientHeight < nearEnd
    if (following.current) setBehind(false)
  }
  return (
    <div class="middle">
      <div
        class="log"
        role="log"
        aria-label={say('conversation')}
        aria-relevant="additions"
        tabIndex={0}
        ref={box}
        onScroll={scrolled}
      >
        {rows.flatMap((row) => {
          if (row.kind === 'messages')
            return row.messages.map((message, place) => (
              <MessageBubble
                key={message.key}
                {...{ message, retry, from: row.from }}
                first={place === 0}
                last={place === row.messages.length - 1}
              />
            ))
          if (row.kind === 'system' && row.event.kind === 'offlineMessageLeft')
            return <OfflineMessage key={row.key} message={row.event} />
          const isDay = row.kind === 'day'
          return (
            <p key={row.key} class={isDay ? 'day' : 'note'}>
              {isDay ? dayName(row.at, locale) : eventText(row.event, speaker, session ?? undefined)}
            </p>
          )
        })}
        {agentTypes && (
          <p class="typing" key="typing">
            {say('typing')}
            <span aria-hidden="true" class="dots">
              <span />
              <span />
              <span />
            </span>
          </p>
        )}
      </div>
      {behind && (
        <button type="button" class="newest" onClick={toEnd}>
          <Icon of="down" />
          {say('newMessages')}
        </button>
      )}
    </div>
  )
}
