import { Button, makeStyles } from '@fluentui/react-components'
import type { Session } from '#core/contract/sessions'
import { useChats } from '../../data/chatsHooks.ts'
import { useWords } from '../../words/speech.ts'
import { useActs } from './useActs.ts'
import { useFocusHeir } from './useFocusHeir.ts'

const useStyles = makeStyles({ acts: { display: 'flex', gap: '8px' } })

interface RingingActsProps {
  session: Session
  /** Names the customer in the buttons, where more than one session shows them. */
  named?: boolean
  /** Takes the focus when the buttons go while they have it: accepted, declined, or the ring time has passed. */
  onLeave: () => void
}

export function RingingActs({ session: { id, customer }, named = false, onLeave }: RingingActsProps) {
  const styles = useStyles()
  const { chats: words } = useWords()
  const { acting } = useChats()
  const act = useActs()
  const place = useFocusHeir(onLeave)
  const busy = acting[id] !== undefined
  return (
    <div ref={place} className={styles.acts}>
      <Button
        appearance="primary"
        size="small"
        disabledFocusable={busy}
        {...(named ? { 'aria-label': words.acceptFrom(customer.name) } : {})}
        onClick={() => void act(id, 'accept')}
      >
        {words.accept}
      </Button>
      <Button
        size="small"
        disabledFocusable={busy}
        {...(named ? { 'aria-label': words.declineFrom(customer.name) } : {})}
        onClick={() => void act(id, 'decline')}
      >
        {words.decline}
      </Button>
    </div>
  )
}
