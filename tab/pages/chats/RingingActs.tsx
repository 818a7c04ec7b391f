import { Button, makeStyles } from '@fluentui/react-components'
import type { Session } from '#core/contract/sessions'
import { useChats } from '../../data/chatsHooks.ts'
import { useWords } from '../../words/speech.ts'
import { useActs } from './useActs.ts'

const useStyles = makeStyles({ acts: { display: 'flex', gap: '8px' } })

interface RingingActsProps {
  session: Session
  /** Names the customer in the buttons, where more than one session shows them. */
  named?: boolean
}

export function RingingActs({ session: { id, customer }, named = false }: RingingActsProps) {
  const styles = useStyles()
  const { chats: words } = useWords()
  const { acting } = useChats()
  const act = useActs()
  const busy = acting[id] !== undefined
  return (
    <div className={styles.acts}>
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
