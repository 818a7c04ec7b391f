import { PresenceBadge, Text, makeStyles } from '@fluentui/react-components'
import type { User } from '#core/contract/users'
import { useTranslations } from '../../i18n/useTranslations.ts'

const useStyles = makeStyles({ state: { display: 'inline-flex', alignItems: 'center', columnGap: '6px' } })

/** Whether customers can reach this user now, or why not. */
export function ReachBadge({ user }: { user: User }) {
  const styles = useStyles()
  const { users, interact } = useTranslations()
  const { instantMessaging, audioVideo } = user.interact
  const calls = audioVideo
  const modes = [instantMessaging ? users.chat : '', calls ? users.calls : ''].filter(Boolean).join(' · ')
  const reason = user.interact.reason ?? (modes === '' ? 'modalityOff' : null)
  const away = reason === null && !user.available
  return (
    <span className={styles.state}>
      <PresenceBadge status={reason !== null ? 'offline' : away ? 'away' : 'available'} size="small" aria-hidden />
      <Text>{reason === null ? (away ? `${modes} · ${users.away}` : modes) : interact.reasonsShort[reason]}</Text>
    </span>
  )
}
