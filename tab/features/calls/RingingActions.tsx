import { Button, makeStyles } from '@fluentui/react-components'
import type { Session } from '#core/contract/sessions'
import { useChats } from '../chats/store/useChats.ts'
import { useWords } from '../../i18n/useWords.ts'
import { useCallActions } from './useCallActions.ts'
import { useSingleCallGuard } from './useSingleCallGuard.tsx'
import { useFocusFallback } from '../../ui/useFocusFallback.ts'

const useStyles = makeStyles({ acts: { display: 'flex', gap: '8px' } })

interface RingingActionsProps {
  session: Session
  /** Names the customer in the buttons, where more than one session shows them. */
  named?: boolean
  /** Takes the focus when the buttons go while they have it: accepted, declined, or the ring time has passed. */
  onLeave: () => void
}

/** Takes or declines whoever rings: a new session, or the customer of a running one. */
export function RingingActions({ session, named = false, onLeave }: RingingActionsProps) {
  const styles = useStyles()
  const { chats: words } = useWords()
  const { acting } = useChats()
  const { accept, decline } = useCallActions()
  const { question, first } = useSingleCallGuard(session)
  const place = useFocusFallback(onLeave)
  const { id, customer, call } = session
  const busy = acting[id] !== undefined
  const take = () => accept(session)
  return (
    <div ref={place} className={styles.acts}>
      <Button
        appearance="primary"
        size="small"
        disabledFocusable={busy}
        {...(named ? { 'aria-label': words.acceptFrom(customer.name) } : {})}
        onClick={() => (call ? first(take) : void take())}
      >
        {words.accept}
      </Button>
      <Button
        size="small"
        disabledFocusable={busy}
        {...(named ? { 'aria-label': words.declineFrom(customer.name) } : {})}
        onClick={() => void decline(session)}
      >
        {words.decline}
      </Button>
      {question}
    </div>
  )
}
