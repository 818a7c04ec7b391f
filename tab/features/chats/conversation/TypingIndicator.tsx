import { Caption1, makeStyles, tokens } from '@fluentui/react-components'
import { useNow } from '../store/useChats.ts'
import { useWords } from '../../../i18n/useWords.ts'

const useStyles = makeStyles({
  typing: {
    minHeight: tokens.lineHeightBase200,
    padding: '0 20px 12px',
    color: tokens.colorNeutralForeground2,
    overflowWrap: 'anywhere',
  },
})

/** Shows that the customer is typing. Always takes its space, so that the layout does not shift. */
export function TypingIndicator({ until, name }: { until: number; name: string }) {
  const styles = useStyles()
  const { chats: words } = useWords()
  const now = useNow(until > 0)
  return <Caption1 className={styles.typing}>{until > now ? words.typing(name) : null}</Caption1>
}
