import { Button, Caption1, makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { desk } from '../../data/chatsHooks.ts'
import type { ShownLine } from '../../data/chatsRows.ts'
import { useWords } from '../../words/speech.ts'

const useStyles = makeStyles({
  state: { color: tokens.colorNeutralForeground3, padding: '0 4px' },
  bad: {
    color: tokens.colorStatusDangerForeground3,
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: '4px',
  },
})

interface LineStateProps {
  sessionId: string
  line: ShownLine
  own: boolean
  last: boolean
}

/** What became of a line: said always where it went wrong, otherwise only below the last one. */
export function LineState({ sessionId, line, own, last }: LineStateProps) {
  const styles = useStyles()
  const { chats: words } = useWords()
  switch (line.state) {
    case 'sending':
      return <Caption1 className={styles.state}>{words.sending}</Caption1>
    case 'failed':
      return (
        <Caption1 as="span" role="status" className={mergeClasses(styles.state, styles.bad)}>
          {reasons(words)[line.reason ?? 'unreachable']}
          {line.reason === 'unreachable' && (
            <Button size="small" appearance="transparent" onClick={() => desk.tryAgain(sessionId)}>
              {words.tryAgain}
            </Button>
          )}
          <Button size="small" appearance="transparent" onClick={() => desk.forget(sessionId, line.key)}>
            {words.removeLine}
          </Button>
        </Caption1>
      )
    case 'notInTeams':
      return <Caption1 className={styles.state}>{words.notInTeams}</Caption1>
    case 'inTeams':
      return last ? <Caption1 className={styles.state}>{words.inTeams}</Caption1> : null
    case 'stored':
      return last && own ? <Caption1 className={styles.state}>{words.stored}</Caption1> : null
  }
}

const reasons = (words: ReturnType<typeof useWords>['chats']) => ({
  unreachable: words.notDelivered,
  ended: words.notDeliveredEnded,
  refused: words.notDeliveredRefused,
})
