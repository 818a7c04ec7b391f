import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { ArrowDownRegular } from '@fluentui/react-icons/svg/arrow-down'
import { useEffect, useRef, useState } from 'react'
import type { Session } from '#core/contract/sessions'
import { useChats } from '../store/useChats.ts'
import { threadOf } from '../store/chatState.ts'
import { useTranslations } from '../../../i18n/useTranslations.ts'
import { TranscriptRows } from './TranscriptRows.tsx'
import { TypingIndicator } from './TypingIndicator.tsx'
import { useReadReceipts } from './useReadReceipts.ts'

const useStyles = makeStyles({
  frame: { position: 'relative', flexGrow: 1, minHeight: 0, display: 'flex', flexDirection: 'column' },
  // A reversed column scrolls from its end: new messages stay in view, and the scroll position holds while reading further up.
  scroll: {
    flexGrow: 1,
    minHeight: 0,
    overflowY: 'auto',
    display: 'flex',
    flexDirection: 'column-reverse',
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
  },
  newer: { position: 'absolute', bottom: '8px', alignSelf: 'center' },
})

const nearEnd = 48

/** The messages of a session, newest at the bottom. New messages do not move the scroll position; a button jumps to them. */
export function Transcript({ session }: { session: Session }) {
  const styles = useStyles()
  const { chats: translations } = useTranslations()
  const thread = threadOf(useChats(), session.id)
  const scroll = useRef<HTMLDivElement>(null)
  const [atEnd, setAtEnd] = useState(true)
  const [leftAt, setLeftAt] = useState(0)
  const messages = thread.events.filter(({ kind }) => kind === 'message').length
  const lastOwn = thread.unsent.at(-1)?.key
  useReadReceipts(session, thread, atEnd)
  useEffect(() => {
    if (lastOwn !== undefined) scroll.current?.scrollTo({ top: 0 })
  }, [lastOwn])
  const onScroll = () => {
    const end = Math.abs(scroll.current?.scrollTop ?? 0) < nearEnd
    if (!end && atEnd) setLeftAt(messages)
    setAtEnd(end)
  }
  const newer = atEnd ? 0 : messages - leftAt
  return (
    <div className={styles.frame}>
      <div
        ref={scroll}
        className={styles.scroll}
        onScroll={onScroll}
        role="log"
        aria-live="off"
        aria-label={translations.messages}
        tabIndex={0}
      >
        <div>
          <TranscriptRows
            sessionId={session.id}
            name={session.customer.name}
            ended={session.status === 'ended'}
            events={thread.events}
            unsent={thread.unsent}
          />
          <TypingIndicator until={thread.typingUntil} name={session.customer.name} />
        </div>
      </div>
      {newer > 0 && (
        <Button
          className={styles.newer}
          appearance="primary"
          shape="circular"
          size="small"
          icon={<ArrowDownRegular />}
          onClick={() => {
            scroll.current?.scrollTo({ top: 0 })
            scroll.current?.focus()
          }}
        >
          {translations.newMessages({ count: newer })}
        </Button>
      )}
    </div>
  )
}
