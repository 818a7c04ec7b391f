import { PresenceBadge, Text, makeStyles } from '@fluentui/react-components'
import type { User } from '#core/contract/people'
import { useWords } from '../../words/speech.ts'

const useStyles = makeStyles({ state: { display: 'inline-flex', alignItems: 'center', columnGap: '6px' } })

/** Whether customers can reach this user now, and if not, why not. */
export function ReachBadge({ user }: { user: User }) {
  const styles = useStyles()
  const { users, interact } = useWords()
  const { reason, instantMessaging, audioVideo } = user.interact
  const modes = [instantMessaging ? users.chat : '', audioVideo ? users.calls : ''].filter(Boolean).join(' · ')
  const away = reason === null && !user.available
  return (
    <span className={styles.state}>
      <PresenceBadge status={reason !== null ? 'offline' : away ? 'away' : 'available'} size="small" aria-hidden />
      <Text>{reason === null ? (away ? `${modes} · ${users.away}` : modes) : interact.reasonsShort[reason]}</Text>
    </span>
  )
}
