/** @jsxImportSource preact */
import { useEffect, useRef, useState } from 'preact/hooks'
import type { Item } from '../timeline.ts'
import type { Actions } from '../visit.ts'
import { Bubble } from './Bubble.tsx'
import { LeftMessage } from './LeftMessage.tsx'
import { Mark } from './Marks.tsx'
import { sentenceOf, type SessionKind } from './sentenceOf.ts'
import { useWords } from './useWords.ts'
import { dayName } from './when.ts'

interface ConversationProps {
  items: readonly Item[]
  agentTypes: boolean
  retry: Actions['retry'] | null
  session: SessionKind | null
}

const nearEnd = 80

/** What was said, oldest first. Follows the newest line, unless the customer has scrolled back to read. */
export function Conversation({ items, agentTypes, retry, session }: ConversationProps) {
  const speaker = useWords()
  const { say, locale } = speaker
  const box = useRef<HTMLDivElement>(null)
  const following = useRef(true)
  const [behind, setBehind] = useState(false)
  const newest = items.at(-1)
  const toEnd = () => box.current?.scrollTo({ top: box.current.scrollHeight })
  useEffect(() => {
    if (following.current || (newest?.kind === 'line' && newest.from === 'customer')) toEnd()
    else setBehind(true)
  }, [newest?.id, agentTypes])
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
        {items.map((item) => {
          if (item.kind === 'line') return <Bubble key={item.id} line={item} retry={retry} />
          if (item.kind === 'note' && item.event.kind === 'messageLeft')
            return <LeftMessage key={item.id} message={item.event} />
          const text =
            item.kind === 'day' ? dayName(item.at, locale) : sentenceOf(item.event, speaker, session ?? undefined)
          return (
            <p key={item.id} class={item.kind}>
              {text}
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
          <Mark of="down" />
          {say('newLines')}
        </button>
      )}
    </div>
  )
}
