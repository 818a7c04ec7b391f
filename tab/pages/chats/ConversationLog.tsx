import { Button, Caption1, makeStyles, tokens } from '@fluentui/react-components'
import { ArrowDownRegular } from '@fluentui/react-icons/svg/arrow-down'
import { useEffect, useRef, useState } from 'react'
import type { Session } from '#core/contract/sessions'
import { useChats, useNow } from '../../data/chatsHooks.ts'
import { threadOf } from '../../data/chatsModel.ts'
import { rowsOf, type Row } from '../../data/chatsRows.ts'
import { useFormat, useWords } from '../../words/speech.ts'
import { BubbleGroup } from './BubbleGroup.tsx'
import { ToldRow } from './ToldRow.tsx'
import { useSeen } from './useSeen.ts'

const useStyles = makeStyles({
  frame: { position: 'relative', flexGrow: 1, minHeight: 0, display: 'flex', flexDirection: 'column' },
  // The end of a reversed column is its start: what is added there stays in sight, and what is read stays in place.
  scroll: {
    flexGrow: 1,
    minHeight: 0,
    overflowY: 'auto',
    display: 'flex',
    flexDirection: 'column-reverse',
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
  },
  rows: { display: 'flex', flexDirection: 'column', rowGap: '12px', padding: '16px' },
  day: { alignSelf: 'center', color: tokens.colorNeutralForeground2 },
  typing: { minHeight: '16px', color: tokens.colorNeutralForeground2 },
  newer: { position: 'absolute', bottom: '8px', alignSelf: 'center' },
})

const nearEnd = 48

/** The conversation, newest at the bottom. It stays where the agent reads; a button tells of newer lines. */
export function ConversationLog({ session }: { session: Session }) {
  const styles = useStyles()
  const { chats: words } = useWords()
  const thread = threadOf(useChats(), session.id)
  const scroll = useRef<HTMLDivElement>(null)
  const [atEnd, setAtEnd] = useState(true)
  const [leftAt, setLeftAt] = useState(0)
  const typing = thread.typingUntil > useNow(thread.typingUntil > 0)
  const rows = rowsOf(thread)
  const lines = thread.events.filter(({ kind }) => kind === 'line').length
  const lastOwn = thread.unsent.at(-1)?.key
  useSeen(session, thread, atEnd)
  useEffect(() => {
    if (lastOwn !== undefined) scroll.current?.scrollTo({ top: 0 })
  }, [lastOwn])
  const onScroll = () => {
    const end = Math.abs(scroll.current?.scrollTop ?? 0) < nearEnd
    if (!end && atEnd) setLeftAt(lines)
    setAtEnd(end)
  }
  const newer = atEnd ? 0 : lines - leftAt
  return (
    <div className={styles.frame}>
      <div
        ref={scroll}
        className={styles.scroll}
        onScroll={onScroll}
        role="log"
        aria-live="off"
        aria-label={words.lines}
        tabIndex={0}
      >
        <div className={styles.rows}>
          {rows.map((row, index) => (
            <RowOfLog key={row.key} row={row} session={session} last={index === rows.length - 1} />
          ))}
          <Caption1 className={styles.typing}>{typing ? words.typing(session.customer.name) : null}</Caption1>
        </div>
      </div>
      {newer > 0 && (
        <Button
          className={styles.newer}
          appearance="primary"
          shape="circular"
          size="small"
          icon={<ArrowDownRegular />}
          onClick={() => scroll.current?.scrollTo({ top: 0 })}
        >
          {words.newLines(newer)}
        </Button>
      )}
    </div>
  )
}

function RowOfLog({ row, session, last }: { row: Row; session: Session; last: boolean }) {
  const styles = useStyles()
  const format = useFormat()
  switch (row.kind) {
    case 'day':
      return <Caption1 className={styles.day}>{format.day(new Date(row.at).toISOString())}</Caption1>
    case 'bubbles':
      return <BubbleGroup sessionId={session.id} group={row} customerName={session.customer.name} last={last} />
    case 'told':
      return <ToldRow event={row.event} name={session.customer.name} over={row.over || session.status === 'ended'} />
  }
}
