import { Caption1, Text, makeStyles, tokens } from '@fluentui/react-components'
import { useChats } from '../../data/chatsHooks.ts'
import { threadOf } from '../../data/chatsModel.ts'
import { useWords } from '../../words/speech.ts'

const useStyles = makeStyles({
  note: {
    display: 'flex',
    flexDirection: 'column',
    rowGap: '4px',
    padding: '12px 16px',
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    color: tokens.colorNeutralForeground2,
  },
  draft: { margin: 0, maxHeight: '30vh', overflowY: 'auto', whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' },
})

/** Stands where one writes, once nobody can any more. What was begun stays readable, to be copied. */
export function EndedNote({ sessionId }: { sessionId: string }) {
  const styles = useStyles()
  const { chats: words } = useWords()
  const { draft } = threadOf(useChats(), sessionId)
  return (
    <div className={styles.note}>
      <Text>{words.endedNoReply}</Text>
      {draft.trim() !== '' && (
        <>
          <Caption1>{words.notDelivered}</Caption1>
          <Text as="p" className={styles.draft} dir="auto" tabIndex={0}>
            {draft}
          </Text>
        </>
      )}
    </div>
  )
}
