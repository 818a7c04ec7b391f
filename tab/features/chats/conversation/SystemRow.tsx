import { Caption1, Text, makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { useChats, useNow } from '../store/useChats.ts'
import { timeLeft } from '../store/sessionLists.ts'
import type { SystemEvent } from '#client/session/transcript'
import { useCallTranslations } from '../../../i18n/callTranslations.ts'
import { textOf, useFormat, useTranslations } from '../../../i18n/useTranslations.ts'
import { minutes } from '../../../i18n/format/formatDuration.ts'

const useStyles = makeStyles({
  row: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'center',
    alignSelf: 'center',
    maxWidth: 'min(85%, 560px)',
    rowGap: '2px',
    color: tokens.colorNeutralForeground2,
    overflowWrap: 'anywhere',
  },
  warning: { color: tokens.colorStatusWarningForeground1, fontWeight: tokens.fontWeightSemibold },
  message: {
    boxSizing: 'border-box',
    width: '100%',
    margin: '4px 0 0',
    padding: '12px 16px',
    textAlign: 'start',
    whiteSpace: 'pre-wrap',
    color: tokens.colorNeutralForeground1,
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusMedium,
  },
})

interface SystemRowProps {
  event: SystemEvent
  name: string
  over: boolean
}

/** A system event between the messages, with its time. */
export function SystemRow({ event, name, over }: SystemRowProps) {
  const styles = useStyles()
  const { chats: translations } = useTranslations()
  const format = useFormat()
  const sentence = useSentence(event, name, over)
  const text = 'text' in event && event.kind !== 'offlineMessageLeft' ? event.text : undefined
  return (
    <div className={styles.row}>
      <Caption1 align="center" className={mergeClasses(event.kind === 'warned' && !over && styles.warning)}>
        {sentence} · {format.time(event.at)}
      </Caption1>
      {text !== undefined && <Caption1 align="center">{translations.customerInformed({ text })}</Caption1>}
      {event.kind === 'offlineMessageLeft' && (
        <Text as="p" className={styles.message} dir="auto">
          {event.text}
          {event.email !== undefined && (
            <Caption1 block dir="ltr">
              {event.email}
            </Caption1>
          )}
        </Text>
      )}
    </div>
  )
}

function useSentence(event: SystemEvent, name: string, over: boolean): string {
  const { chats: translations } = useTranslations()
  const calls = useCallTranslations()
  const { skew } = useChats()
  const now = useNow(event.kind === 'warned' && !over)
  switch (event.kind) {
    case 'opened':
      return event.modality === 'chat'
        ? translations.opened({ name })
        : translations.openedCall({ name, kind: translations.modalities[event.modality] })
    case 'accepted':
      return translations.accepted
    case 'warned':
      return over
        ? translations.warned
        : translations.warnedNow({ left: minutes(timeLeft(event.at, event.endsAt, now, skew).seconds) })
    case 'ended':
      return translations.outcomes[event.outcome]
    case 'offlineMessageLeft':
      return translations.offlineMessageLeft({ name })
    case 'callRings':
      return (event.by === 'customer' ? calls.wants : calls.called)[event.media]({ name })
    case 'callStarted':
      return calls.started[event.media]
    case 'callEnded': {
      const sentence = textOf(calls.ended[event.outcome], { name, by: event.by })
      return event.seconds > 0 ? `${sentence} · ${minutes(event.seconds)}` : sentence
    }
  }
}
