import { Button, Caption1, makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { chatStore } from '../store/useChats.ts'
import type { TranscriptMessage } from '#client/session/transcript'
import { useTranslations } from '../../../i18n/useTranslations.ts'

const useStyles = makeStyles({
  state: { color: tokens.colorNeutralForeground3, padding: '0 4px' },
  withButtons: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '4px' },
  bad: { color: tokens.colorStatusDangerForeground3 },
})

interface DeliveryStatusProps {
  sessionId: string
  message: TranscriptMessage
  own: boolean
  last: boolean
}

/** Delivery state of a message. Failures are always shown, successful states only below the last message. */
export function DeliveryStatus({ sessionId, message, own, last }: DeliveryStatusProps) {
  const styles = useStyles()
  const { chats: translations } = useTranslations()
  switch (message.state) {
    case 'sending':
      return <Caption1 className={styles.state}>{translations.sending}</Caption1>
    case 'waiting':
    case 'failed':
      return (
        <Caption1
          as="span"
          role="status"
          className={mergeClasses(styles.state, styles.withButtons, message.state === 'failed' && styles.bad)}
        >
          {message.state === 'waiting' ? translations.waiting : reasons(translations)[message.reason ?? 'refused']}
          {message.state === 'waiting' && (
            <Button size="small" appearance="transparent" onClick={() => chatStore.tryAgain(sessionId)}>
              {translations.tryAgain}
            </Button>
          )}
          <Button size="small" appearance="transparent" onClick={() => chatStore.forget(sessionId, message.key)}>
            {translations.removeMessage}
          </Button>
        </Caption1>
      )
    case 'notDelivered':
      return <Caption1 className={styles.state}>{translations.notInTeams}</Caption1>
    case 'delivered':
      return last ? <Caption1 className={styles.state}>{translations.delivered}</Caption1> : null
    case 'seen':
    case 'stored':
      return last && own ? <Caption1 className={styles.state}>{translations.stored}</Caption1> : null
  }
}

const reasons = (translations: ReturnType<typeof useTranslations>['chats']) => ({
  ended: translations.notDeliveredEnded,
  refused: translations.notDeliveredRefused,
})
