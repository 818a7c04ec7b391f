import { Caption1Strong, makeStyles, tokens, Skeleton, SkeletonItem } from '@fluentui/react-components'
import type { KeyboardEvent } from 'react'
import { useChats, useNow } from '../store/useChats.ts'
import { inOrder, reachable, ringTime, rings, unreadOf } from '../store/sessionLists.ts'
import { useWords } from '../../../i18n/useWords.ts'
import { SessionItem } from './SessionRow.tsx'

const useStyles = makeStyles({
  list: {
    display: 'flex',
    flexDirection: 'column',
    minHeight: 0,
    overflowY: 'auto',
    padding: '0 8px 12px',
    rowGap: '2px',
  },
  group: { padding: '12px 8px 4px', margin: 0, color: tokens.colorNeutralForeground2 },
  none: { padding: '12px 16px', margin: 0, color: tokens.colorNeutralForeground2 },
})

const groups = ['ringing', 'unread', 'quiet', 'ended'] as const

/** Sessions on the left: who rings, who waits for an answer, who is quiet, who has gone today. */
export function SessionList() {
  const styles = useStyles()
  const { chats: words } = useWords()
  const chats = useChats()
  const now = useNow(Object.values(chats.sessions).some(rings))
  const ordered = inOrder(chats, now)
  const near = reachable(ordered)
  const none = groups.every((group) => ordered[group].length === 0)
  return (
    <>
      {!chats.loaded && <ListSkeleton />}
      {chats.loaded && none && <p className={styles.none}>{words.noSessionsTitle}</p>}
      <div className={styles.list} role="region" aria-label={words.sessions} onKeyDown={moveByArrow}>
        {/* One flat row of siblings: a session that changes its group keeps its element, and with it the focus. */}
        {groups.flatMap((group) => [
          ordered[group].length > 0 && (
            <Caption1Strong as="h2" className={styles.group} key={group}>
              {words.groups[group]}
            </Caption1Strong>
          ),
          ...ordered[group].map((session) => (
            <SessionItem
              key={session.id}
              session={session}
              unread={unreadOf(chats, session)}
              ring={ringTime(chats, session)}
              now={now}
              skew={chats.skew}
              shortcut={near.includes(session) ? near.indexOf(session) + 1 : null}
            />
          )),
        ])}
      </div>
    </>
  )
}

function moveByArrow(event: KeyboardEvent<HTMLElement>) {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
  if (step === 0) return
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-session]')]
  const at = rows.findIndex((row) => row === document.activeElement)
  rows[Math.min(rows.length - 1, Math.max(0, at + step))]?.focus()
  event.preventDefault()
}

const useSkeletonStyles = makeStyles({
  list: { padding: '8px 16px', display: 'flex', flexDirection: 'column', rowGap: '16px' },
  row: { display: 'flex', alignItems: 'center', columnGap: '8px' },
  words: { display: 'flex', flexDirection: 'column', rowGap: '6px', flexGrow: 1 },
})

function ListSkeleton() {
  const styles = useSkeletonStyles()
  const { shell } = useWords()
  return (
    <Skeleton className={styles.list} aria-label={shell.loading}>
      {['one', 'two', 'three'].map((row) => (
        <div key={row} className={styles.row}>
          <SkeletonItem shape="circle" size={32} />
          <div className={styles.words}>
            <SkeletonItem size={12} />
            <SkeletonItem size={8} />
          </div>
        </div>
      ))}
    </Skeleton>
  )
}
