import { Button, makeStyles } from '@fluentui/react-components'
import type { Session } from '#core/contract/sessions'
import { useChats } from '../chats/store/useChats.ts'
import { useTranslations } from '../../i18n/useTranslations.ts'
import { useCallActions, useSingleCallGuard } from './useCallActions.tsx'
import { useFocusFallback } from '../../ui/useFocusFallback.ts'

const useStyles = makeStyles({ acts: { display: 'flex', gap: '8px' } })

interface RingingActionsProps {
  session: Session
  /** Includes the customer's name in the button labels, for lists with several sessions. */
  named?: boolean
  /** Moves the focus when the focused buttons disappear: accepted, declined, or ring time-out. */
  onLeave: () => void
}

/** Accepts or declines a ringing session, or a call that rings within an active session. */
export function RingingActions({ session, named = false, onLeave }: RingingActionsProps) {
  const styles = useStyles()
  const { chats: translations } = useTranslations()
  const { acting } = useChats()
  const { accept, decline } = useCallActions()
  const { confirmDialog, afterHangUp } = useSingleCallGuard(session)
  const place = useFocusFallback(onLeave)
  const { id, customer, call } = session
  const busy = acting[id] !== undefined
  const acceptSession = () => accept(session)
  return (
    <div ref={place} className={styles.acts}>
      <Button
        appearance="primary"
        size="small"
        disabledFocusable={busy}
        {...(named ? { 'aria-label': translations.acceptFrom({ name: customer.name }) } : {})}
        onClick={() => (call ? afterHangUp(acceptSession) : void acceptSession())}
      >
        {translations.accept}
      </Button>
      <Button
        size="small"
        disabledFocusable={busy}
        {...(named ? { 'aria-label': translations.declineFrom({ name: customer.name }) } : {})}
        onClick={() => void decline(session)}
      >
        {translations.decline}
      </Button>
      {confirmDialog}
    </div>
  )
}
