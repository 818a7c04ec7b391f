import { Caption1, Text, makeStyles, tokens } from '@fluentui/react-components'
import type { Session } from '#core/contract/sessions'
import { useChats } from '../store/useChats.ts'
import { threadOf } from '../store/chatState.ts'
import { useCallTranslations, type CallTranslations } from '../../../i18n/callTranslations.ts'
import { useTranslations } from '../../../i18n/useTranslations.ts'

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

/** Replaces the composer when the session is not writable. An unsent draft stays readable, so that it can be copied. */
export function ReadOnlyNotice({ session }: { session: Session }) {
  const styles = useStyles()
  const { chats: translations } = useTranslations()
  const calls = useCallTranslations()
  const { draft } = threadOf(useChats(), session.id)
  return (
    <div className={styles.note}>
      <Text>{whyCall(session, calls) ?? translations.endedNoReply}</Text>
      {draft.trim() !== '' && (
        <>
          <Caption1>{translations.notDelivered}</Caption1>
          <Text as="p" className={styles.draft} dir="auto" tabIndex={0}>
            {draft}
          </Text>
        </>
      )}
    </div>
  )
}

/** The explanation when a call is the reason; otherwise null. */
function whyCall({ status, outcome, canWrite }: Session, translations: CallTranslations): string | null {
  if (outcome === 'callFailed') return translations.callFailedNote
  if (canWrite) return null
  return status === 'ended' ? translations.callOver : translations.callOnly
}
