import { Caption1, makeStyles, tokens } from '@fluentui/react-components'
import { memo } from 'react'
import { transcriptOf, type TranscriptRow } from '#client/session/transcript'
import type { Thread } from '../store/chatState.ts'
import { useFormat } from '../../../i18n/useTranslations.ts'
import { MessageGroup } from './MessageGroup.tsx'
import { SystemRow } from './SystemRow.tsx'

const useStyles = makeStyles({
  rows: { display: 'flex', flexDirection: 'column', rowGap: '12px', padding: '16px 16px 8px' },
  day: { alignSelf: 'center', color: tokens.colorNeutralForeground2 },
})

interface TranscriptRowsProps {
  sessionId: string
  name: string
  ended: boolean
  events: Thread['events']
  unsent: Thread['unsent']
}

/** All rows of a conversation. Memoised, so that typing a draft does not render a long transcript again. */
export const TranscriptRows = memo(function TranscriptRows({
  sessionId,
  name,
  ended,
  events,
  unsent,
}: TranscriptRowsProps) {
  const styles = useStyles()
  const rows = transcriptOf({ events, unsent }, 'agent')
  return (
    <div className={styles.rows}>
      {rows.map((row, index) => (
        <TranscriptRow
          key={row.key}
          row={row}
          sessionId={sessionId}
          name={name}
          ended={ended}
          last={index === rows.length - 1}
        />
      ))}
    </div>
  )
})

interface TranscriptRowProps extends Pick<TranscriptRowsProps, 'sessionId' | 'name' | 'ended'> {
  row: TranscriptRow
  last: boolean
}

function TranscriptRow({ row, sessionId, name, ended, last }: TranscriptRowProps) {
  const styles = useStyles()
  const format = useFormat()
  switch (row.kind) {
    case 'day':
      return <Caption1 className={styles.day}>{format.day(new Date(row.at).toISOString())}</Caption1>
    case 'messages':
      return <MessageGroup sessionId={sessionId} group={row} customerName={name} last={last} />
    case 'system':
      return <SystemRow event={row.event} name={name} over={row.isOver || ended} />
  }
}
