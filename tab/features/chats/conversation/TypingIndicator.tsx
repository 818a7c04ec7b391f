import { Caption1, makeStyles, tokens } from '@fluentui/react-components'
import { useNow } from '../store/useChats.ts'
import { useTranslations } from '../../../i18n/useTranslations.ts'

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
  const { chats: translations } = useTranslations()
  const now = useNow(until > 0)
  return <Caption1 className={styles.typing}>{until > now ? translations.typing({ name }) : null}</Caption1>
}
