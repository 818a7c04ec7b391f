import { Caption1Strong, makeStyles, tokens, Skeleton, SkeletonItem } from '@fluentui/react-components'
import type { KeyboardEvent } from 'react'
import { useChats, useNow } from '../store/useChats.ts'
import { groupSessions, shortcutSessions, ringTime, isRinging, unreadOf } from '../store/sessionLists.ts'
import { useTranslations } from '../../../i18n/useTranslations.ts'
import { SessionRow } from './SessionRow.tsx'

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

/** The session list: ringing, unread, quiet, and ended today. */
export function SessionList() {
  const styles = useStyles()
  const { chats: translations } = useTranslations()
  const chats = useChats()
  const now = useNow(Object.values(chats.sessions).some(isRinging))
  const grouped = groupSessions(chats, now)
  const shortcuts = shortcutSessions(grouped)
  const none = groups.every((group) => grouped[group].length === 0)
  return (
    <>
      {!chats.loaded && <ListSkeleton />}
      {chats.loaded && none && <p className={styles.none}>{translations.noSessionsTitle}</p>}
      <div className={styles.list} role="region" aria-label={translations.sessions} onKeyDown={moveByArrow}>
        {/* One flat list of siblings: a session that changes its group keeps its element and the focus. */}
        {groups.flatMap((group) => [
          grouped[group].length > 0 && (
            <Caption1Strong as="h2" className={styles.group} key={group}>
              {translations.groups[group]}
            </Caption1Strong>
          ),
          ...grouped[group].map((session) => (
            <SessionRow
              key={session.id}
              session={session}
              unread={unreadOf(chats, session)}
              ring={ringTime(chats, session)}
              now={now}
              skew={chats.skew}
              shortcut={shortcuts.includes(session) ? shortcuts.indexOf(session) + 1 : null}
            />
          )),
        ])}
      </div>
    </>
  )
}

function moveByArrow(event: KeyboardEvent<HTMLElement>) {
  const delta = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
  if (delta === 0) return
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-session]')]
  const at = rows.findIndex((row) => row === document.activeElement)
  rows[Math.min(rows.length - 1, Math.max(0, at + delta))]?.focus()
  event.preventDefault()
}

const useSkeletonStyles = makeStyles({
  list: { padding: '8px 16px', display: 'flex', flexDirection: 'column', rowGap: '16px' },
  row: { display: 'flex', alignItems: 'center', columnGap: '8px' },
  texts: { display: 'flex', flexDirection: 'column', rowGap: '6px', flexGrow: 1 },
})

function ListSkeleton() {
  const styles = useSkeletonStyles()
  const { shell } = useTranslations()
  return (
    <Skeleton className={styles.list} aria-label={shell.loading}>
      {['one', 'two', 'three'].map((row) => (
        <div key={row} className={styles.row}>
          <SkeletonItem shape="circle" size={32} />
          <div className={styles.texts}>
            <SkeletonItem size={12} />
            <SkeletonItem size={8} />
          </div>
        </div>
      ))}
    </Skeleton>
  )
}
